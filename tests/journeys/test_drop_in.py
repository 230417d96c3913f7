"""The register of a drop-in, in a browser: by its champions, by several at once, by whoever looks after them."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from alongside.helping.figures.models import Figure
from alongside.helping.learners import actions as learners
from alongside.helping.sessions.models import Attendance, Helper, Session
from alongside.people.champions import actions as champions
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Role
from conftest import NOW, TODAY, join
from tests.journeys import keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def armley(network):
    """A place where drop-ins are held."""
    libraries = networks.add_organisation(network, {"name": "Leeds Libraries"}, now=NOW)
    return networks.add_team(libraries, {"name": "Armley Library"}, now=NOW)


@pytest.fixture
def gwen(network):
    """Gwen is a champion too."""
    member = join(network, "Gwen", Role.Kind.CHAMPION)
    return champions.enrol(network, name="Gwen", member=member, started_on=TODAY, now=NOW)


def know(champion, *codes):
    return learners.known_or_new(champion, codes={code: uuid.uuid4() for code in codes}, now=NOW)


def open_register(page: Page) -> None:
    """From the log form to the register of Armley."""
    page.get_by_role("link", name="Drop-in register").click()
    page.get_by_label("Find another place").fill("arm")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Armley Library").check()
    page.locator(".savebar button").click()


def here(page: Page, code: str) -> None:
    page.get_by_role("group", name=code, exact=True).get_by_label("Here", exact=True).check()


@pytest.mark.parametrize(("width", "script"), [(320, True), (1280, False)])
def test_twelve_people_are_on_the_register_and_in_the_figures(visit, bea, armley, width, script):
    know(bea, "Heron", "Teapot")
    window = visit(bea, width=width, script=script)
    page = window.go("/n/leeds/log/")

    open_register(page)
    here(page, "Heron")
    page.get_by_role("group", name="Teapot").get_by_text("What with?").click()
    page.get_by_role("group", name="Teapot").get_by_label("Staying safe").check()
    page.get_by_label("Their nicknames or card codes").fill("1041, 1042, 1043, 1044, 1045, 1046")
    page.get_by_label("How many more came? Just a number").fill("4")
    assert not window.is_too_wide()
    page.locator(".savebar button").click()

    expect(page.get_by_text("Saved. 12 more people are on the register.")).to_be_visible()
    expect(page.get_by_text("12 people are here so far")).to_be_visible()
    figure = Figure.objects.get(scope="network", period="all")
    assert (figure.sessions, figure.people, figure.headcount) == (1, 8, 4)
    if script:
        assert window.axe() == []


def test_forty_people_take_one_tap_each_and_one_save(visit, bea, armley):
    know(bea, *[f"Card {n}" for n in range(40)])
    page = visit(bea).go("/n/leeds/log/")

    open_register(page)
    chips = page.locator("[name^=known-][value=here]")
    assert chips.count() == 40
    for number in range(40):
        chips.nth(number).check()
    page.locator(".savebar button").click()

    expect(page.get_by_text("40 people are here so far")).to_be_visible()
    assert Attendance.objects.count() == 40


def test_two_champions_fill_one_register_and_lose_nobody(visit, bea, gwen, armley):
    know(bea, "Heron")
    hers, his = (visit(one).go("/n/leeds/log/") for one in (bea, gwen))
    for page in (hers, his):
        open_register(page)
    assert hers.url == his.url

    here(hers, "Heron")
    hers.get_by_label("How many more came? Just a number").fill("3")
    his.get_by_label("Their nicknames or card codes").fill("heron, Bluebell")
    his.get_by_label("How many more came? Just a number").fill("2")
    for page in (hers, his):
        page.locator(".savebar button").click()
        expect(page.get_by_text(re.compile("more (person is|people are) on the register"))).to_be_visible()

    register = Session.objects.get()
    assert register.headcount == 5
    assert sorted(register.attendances.values_list("learner__code", "champion__name")) == [
        ("Bluebell", "Gwen"),
        ("Heron", "Bea"),
    ]


def test_a_motivator_fills_the_register_of_a_champion_by_keyboard_alone(visit, bea, cai, armley):
    page = visit(cai).go("/n/leeds/register/")
    keyboard.fill(page, "Find another place", "arm")
    keyboard.press(page, "Find")
    keyboard.tab_to(page, "Armley Library")
    page.keyboard.press("Space")
    keyboard.press(page, "Open the register")
    keyboard.fill(page, "Find another champion", "bea")
    keyboard.press(page, "Find")
    keyboard.tab_to(page, "Bea")
    page.keyboard.press("Space")
    keyboard.press(page, "Open the register")
    keyboard.tab_to(page, "Bea")
    page.keyboard.press("Space")
    keyboard.fill(page, "Their nicknames or card codes", "Heron")
    keyboard.press(page, "Save")

    expect(page.get_by_text("1 person is here so far")).to_be_visible()
    assert Helper.objects.get().champion == bea
    assert Attendance.objects.get().champion == bea
