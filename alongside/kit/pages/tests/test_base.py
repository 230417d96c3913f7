"""The page around every page, and the pages for what went wrong."""

from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from alongside.kit.pages.context import Frame, Link
from alongside.kit.pages.tests.test_fields import elements

LEEDS = Frame(
    name="Leeds Digital Champions",
    home="/n/leeds/",
    nav=[Link("Today", "/n/leeds/", current=True), Link("People", "/n/leeds/people/")],
    account_name="Ama",
    account=[Link("Your profile", "/account/")],
    sign_out="/account/logout/",
    brand_css="/n/leeds/brand.css",
    languages=("en", "cy"),
)


def page(source: str, frame: Frame | None = None, **context: object) -> str:
    request = RequestFactory().get("/n/leeds/")
    if frame:
        request.frame = frame
    return str(engines["jinja2"].from_string('{% extends "kit/base.html" %}' + source).render(context, request))


def test_title_is_page_then_network():
    html = page('{% set title = "People" %}', LEEDS)

    assert "<title>People – Leeds Digital Champions</title>" in html
    assert "<h1>People</h1>" in html


def test_title_says_when_a_form_has_errors():
    form = SimpleNamespace(is_bound=True, errors={"email": ["Wrong"]})

    assert "<title>Error: Join – Alongside</title>" in page('{% set title = "Join" %}', form=form)


def test_places_mark_where_one_is_in_both_menus():
    current = [link["href"] for link in elements(page("", LEEDS), "a") if "aria-current" in link]

    assert current == ["/n/leeds/", "/n/leeds/"]


def test_network_colours_come_after_ours():
    sheets = [link["href"] for link in elements(page("", LEEDS), "link") if link["rel"] == "stylesheet"]

    assert [("alongside" in sheet, sheet == "/n/leeds/brand.css") for sheet in sheets] == [(True, False), (False, True)]


def test_page_needs_no_frame_and_then_shows_no_menu():
    html = page('{% set title = "Hello" %}')

    assert "Alongside" in html
    assert elements(html, "details") == []


def test_language_is_told_and_the_other_one_is_offered():
    with translation.override("cy"):
        html = page("", LEEDS)

    assert elements(html, "html")[0]["lang"] == "cy"
    assert [button["value"] for button in elements(html, "button") if button.get("name") == "language"] == ["en"]


def test_nothing_on_a_page_is_written_into_it_that_the_policy_forbids():
    html = page('{% block main %}<p style="color:red">planted</p>{% endblock %}', LEEDS)

    assert html.count("style=") == 1
    assert [script.get("src", "") != "" for script in elements(html, "script")] == [True]


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html"])
def test_error_page_has_a_heading_and_a_way_on(name):
    html = get_template(name).render({}, RequestFactory().get("/"))

    assert len(elements(html, "h1")) == 1
    assert "/" in [link["href"] for link in elements(html, "a")]


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_page_for_a_fault_of_ours_needs_no_context_at_all(name):
    html = get_template(name).render()

    assert len(elements(html, "h1")) == 1
