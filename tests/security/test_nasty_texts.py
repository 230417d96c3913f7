"""T48, T49, T08: whatever is typed into whatever field, the answer is a page or a refusal, in time, and never a fault of ours.

Every form of every page is read as a browser reads it and sent again and again, each time with something nasty in one field.
"""

import time
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client

from tests.security import rows
from tests.security.forms import CHOSEN_FROM, Form, encoded, forms_in
from tests.security.pages import PAGES, Page
from tests.security.walking import path_of, patterns
from tests.security.world import STRANGER, World

pytestmark = pytest.mark.django_db
SENT = "application/x-www-form-urlencoded"
THERE = {name for name, _, _ in patterns()}
TRIED = [page for page in PAGES if page.name in THERE and page.near]
ODD = {
    "nul": "Bryn\x00Terfel",
    "signs": "\ud800 \u202eBryn \u0645\u0631\u062d\u0628\u0627 👩🏽‍🚀 e\u0301\u0323"
    + "\u0301" * 50
    + "O'Brien \"; DROP -- <script>alert(1)</script> {{ 7*7 }} %s %(x)s",
    "eighteen digits": "9" * 18,
}
"""Tried in each field alone."""
NASTY = {
    **ODD,
    "long": "Llanfairpwll " * 8_000,
    "number": "1e999999",
    "whole number": "9" * 25,
    "below nothing": "-1",
    "a digit that is none": "²",
    "many words": "a b " * 2_000,
    "date": "0000-00-00",
    "far date": "9999-12-31",
    "nothing": "",
    "blanks": " \t\r\n\u00a0\u200b",
}
"""Tried in all fields at once."""
ASKED = [
    "q",
    "words",
    "sort",
    "page",
    "period",
    "format",
    "next",
    "provenance",
    "state",
    "champion",
    "team",
    "organisation",
]
ASKED += [
    "district",
    "project",
    "topic",
    "group",
    "from",
    "to",
    "view",
    "place_words",
    "champion_words",
    "learners",
    "happened_on",
]
SLOW = 5.0


def visitors(page: Page) -> list[str]:
    """Who opens the page for this: those who see most, and Bea."""
    able = [name for name in page.near.split() if name not in page.refused.split()]
    return [name for name in ("ama", "bea", STRANGER) if name in able][:2] or able[:1]


def send(client: Client, path: str, sent: dict[str, list[str]], method: str = "post") -> str:
    """What is wrong with the answer; empty when nothing is. The database is left as it was."""
    started = time.monotonic()
    with transaction.atomic():
        body = encoded(sent)
        answer = client.post(path, body, content_type=SENT) if method == "post" else client.get(f"{path}?{body}")
        transaction.set_rollback(True)
    took = time.monotonic() - started
    return f"{answer.status_code}" if answer.status_code >= 500 else f"took {took:.1f} s" if took > SLOW else ""


def page_of(world: World, person: str, path: str) -> str:
    """The page as text; empty when it is none."""
    answer = world.people[person].get(path)
    return answer.content.decode() if answer.status_code in {200, 409} and not answer.streaming else ""


def forms_of(world: World, person: str, path: str) -> list[tuple[str, Form]]:
    """The forms on the page that go somewhere of ours, each with where it goes; signing out is left for another day."""
    found = [
        (urljoin(path, form.action) if form.action else path, form) for form in forms_in(page_of(world, person, path))
    ]
    return [(there, form) for there, form in found if urlsplit(there).path.startswith("/") and "logout" not in there]


def tries(form: Form) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Everything that is sent through one form, with what to call it."""
    for name in form.fields:
        for what, text in ODD.items():
            yield f"{what} in {name}", {**form.filled(), name: [text]}
    for what, text in NASTY.items():
        yield f"{what} everywhere", {name: [text] for name in form.fields}


@pytest.mark.parametrize("page", TRIED, ids=lambda page: page.name)
def test_t49_no_field_breaks_a_page(world: World, page: Page):
    path, found = path_of(page, network="leeds", side=world.near), []

    for person in visitors(page)[:1]:
        for there, form in forms_of(world, person, path):
            for what, sent in tries(form):
                fault = send(world.people[person], there, sent, form.method)
                found += [f"{person} {form.method}s {there} with {what}: {fault}"] if fault else []

    assert found == []


@pytest.mark.parametrize("page", TRIED, ids=lambda page: page.name)
def test_t49_no_question_in_an_address_breaks_a_page(world: World, page: Page):
    path, found = path_of(page, network="leeds", side=world.near), []

    for person in visitors(page)[:1]:
        tried = [{name: [ODD["nul"]]} for name in ASKED] + [{name: [text] for name in ASKED} for text in NASTY.values()]
        for sent in tried:
            fault = send(world.people[person], path, sent, "get")
            found += [f"{person} gets {path} with {str(sent)[:60]}: {fault}"] if fault else []

    assert found == []


def others(world: World, name: str) -> str:
    """The number of something of Cardiff's that the field could mean."""
    noun = {"places": "team", "people": "learner"}.get(name, name.removesuffix("_id").removesuffix("s"))
    return str(world.other.of("key" if noun == "key" else f"{noun}_id") or world.other.team.pk)


def is_chosen(form: Form, name: str) -> bool:
    """Whether the field holds numbers of rows."""
    one = form.fields[name]
    values = [value for value in (*one.choices, *one.value) if value]
    return one.kind in CHOSEN_FROM | {"select", "hidden"} and (not values or any(value.isdigit() for value in values))


@pytest.mark.parametrize("page", TRIED, ids=lambda page: page.name)
def test_t08_no_form_reaches_into_another_network(world: World, page: Page):
    path, cardiff, found = path_of(page, network="leeds", side=world.near), rows.rows_of(world.other.network), []
    also = {
        name: [others(world, name)]
        for name in ("network", "network_id", "member", "champion", "organisation", "team", "by")
    }

    for person in visitors(page):
        for there, form in forms_of(world, person, path):
            for name in [name for name in form.fields if is_chosen(form, name)] + [""]:
                sent = {**also, **form.filled(), **({name: [others(world, name)]} if name else {})}
                with transaction.atomic():
                    world.people[person].post(there, encoded(sent), content_type=SENT)
                    crossed = rows.crossings()
                    spoilt = rows.rows_of(world.other.network) != cardiff
                    transaction.set_rollback(True)
                found += (
                    [f"{person} posts {there} with Cardiff's {name}: {crossed or 'Cardiff changed'}"]
                    if crossed or spoilt
                    else []
                )

    assert found == []
