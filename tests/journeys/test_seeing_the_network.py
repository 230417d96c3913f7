"""Whoever runs a network sees it: one correction in four places, a figure down to its rows, who is active, who went quiet."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member
from conftest import NOW
from tests.journeys import hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BY_HAND = pytest.mark.parametrize(("way", "script"), hands.WAYS)


@pytest.fixture(autouse=True)
def _on_the_day(clock):
    clock(NOW)


def tile(page: Page, words: str) -> str:
    """The figure on the page that stands under those words."""
    return (
        page.locator(".figure", has_text=re.compile(rf"^\s*{words}"))
        .locator(".figure__number")
        .first.inner_text()
        .split("\n")[0]
        .split(" ")[0]
    )


def row_of(page: Page, name: str) -> list[str]:
    """The cells of the row of that champion: people, sessions, hours."""
    return page.locator("tr", has=page.get_by_role("link", name=name, exact=True)).locator("td").all_inner_texts()[-3:]


def hours_in_four_places(page: Page, boss, bea: Champion) -> list[str]:
    """The hours of the month on the first page, beside the champion's name, among the figures, on the champion's record."""
    boss.go("/n/leeds/")
    first = tile(page, "Hours")
    boss.go("/n/leeds/champions/?period=m2026-11")
    beside = row_of(page, "Bea")[2]
    boss.go("/n/leeds/figures/?period=m2026-11")
    figures = tile(page, "Hours")
    boss.go(f"/n/leeds/champions/{bea.pk}/record/?period=m2026-11")
    return [first, beside, figures, tile(page, "Hours")]


@BY_HAND
def test_a_correction_is_seen_in_four_places(ama: Member, bea: Champion, log, visit, way: str, script: bool):
    session = log(bea, "Heron", minutes=45)
    boss = visit(ama, width=1280, script=script)
    assert hours_in_four_places(boss.page, boss, bea) == ["¾", "¾", "¾", "¾"]

    window = visit(bea, width=320, script=script)
    hand = hands.of(way, window.go(f"/n/leeds/sessions/{session.pk}/"))
    hand.press("Correct it")
    hand.mark("2 h")
    hand.press("Save")
    expect(window.page.get_by_text("2 hours")).to_be_visible()
    assert hours_in_four_places(boss.page, boss, bea) == ["2", "2", "2", "2"]


@BY_HAND
def test_a_figure_opens_to_its_rows(ama: Member, bea: Champion, log, visit, way: str, script: bool):
    log(bea, "Heron", "Teapot")
    log(bea, "Heron", ago=2)
    log(bea, "Swan", ago=40)
    window = visit(ama, width=320, script=script)
    hand = hands.of(way, window.go("/n/leeds/figures/?period=m2026-11"))
    assert (tile(window.page, "People supported"), tile(window.page, "Sessions")) == ("2", "2")
    hand.press("2")

    expect(window.page).to_have_url(re.compile(r"/n/leeds/sessions/\?.*m2026-11"))
    expect(window.page.get_by_role("status").filter(has_text="2 sessions")).to_be_visible()
    href = window.page.get_by_role("link", name="CSV").evaluate("link => link.href")
    kept = window.page.request.get(href)
    rows = list(csv.DictReader(io.StringIO(kept.text().removeprefix("\ufeff"))))
    assert [(row["Date"], row["Champion"], row["People"]) for row in rows] == [
        ("2026-11-19", "Bea", "2"),
        ("2026-11-17", "Bea", "1"),
    ]


@BY_HAND
def test_who_is_active_is_found_sorted_and_kept(ama: Member, bea: Champion, enrol, log, visit, way: str, script: bool):
    ced = enrol("Ced", since=200)
    enrol("Dee", since=200)
    log(bea, "Heron", "Teapot", "Swan")
    log(ced, "Owl", minutes=120)
    window = visit(ama, width=1280, script=script)
    hand = hands.of(way, window.go("/n/leeds/champions/?period=m2026-11"))
    expect(window.page.get_by_role("status").filter(has_text="3 champions")).to_be_visible()
    hand.choose("State", "Active in the period")
    hand.press("Show")
    expect(window.page.get_by_role("status").filter(has_text="2 champions")).to_be_visible()
    hand.press("Hours")

    names = window.page.locator("tbody th, tbody tr > :first-child").all_inner_texts()
    assert [re.sub(r"\s.*", "", name, flags=re.DOTALL) for name in names] == ["Ced", "Bea"]
    assert row_of(window.page, "Bea") == ["3", "1", "¾"]
    assert row_of(window.page, "Ced") == ["1", "1", "2"]
    assert not script or window.axe() == []


@BY_HAND
def test_who_went_quiet_is_told_on_the_first_page(ama: Member, enrol, log, visit, way: str, script: bool):
    ced = enrol("Ced", since=200)
    enrol("Dee", since=3)
    log(ced, "Owl", ago=60)
    window = visit(ama, width=320, script=script)
    hand = hands.of(way, window.go("/n/leeds/"))
    hand.press("champion has gone quiet")

    expect(window.page.get_by_role("heading", level=1)).to_contain_text("quiet")
    expect(window.page.get_by_role("link", name="Ced", exact=True)).to_be_visible()
    expect(window.page.get_by_text("Dee")).to_have_count(0)
    assert not window.is_too_wide()


@BY_HAND
def test_a_champion_reads_their_own_record(bea: Champion, log, visit, way: str, script: bool):
    log(bea, "Heron", minutes=60)
    window = visit(bea, width=320, script=script)
    hand = hands.of(way, window.go("/n/leeds/"))
    hand.press("Your record")

    assert tile(window.page, "Hours") == "1"
    assert not window.is_too_wide()
    assert not script or window.axe() == []
