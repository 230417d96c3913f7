"""Journey 4: log a session, by mouse, by keyboard alone, without script, at 320 pixels; and see the figures follow."""

import json
import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from alongside.helping.learners import actions as learners
from alongside.helping.learners import queries
from alongside.helping.sessions.models import Session
from alongside.people.networks import actions as networks
from conftest import NOW
from tests.journeys import keyboard, phones

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def heron(bea):
    """Somebody whom Bea knows."""
    return learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)[0]


def saved(page: Page) -> Session:
    """The one session, once the page says that it is saved."""
    expect(page).to_have_url(re.compile(r"/n/leeds/sessions/\d+/saved/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saved")
    return Session.objects.get()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_full_record_is_saved_with_taps(visit, bea, heron, width, script):
    window = visit(bea, width=width, script=script)
    page = window.go("/n/leeds/")

    page.locator("main").get_by_role("button", name="Log a session").click()
    page.get_by_label("Heron", exact=True).check()
    page.get_by_label("Staying safe", exact=True).check()
    page.get_by_label("45 min", exact=True).check()
    assert not window.is_too_wide()
    page.locator(".savebar").get_by_role("button", name="Save").click()

    session = saved(page)
    assert (session.minutes, session.attendances.get().learner, str(session.topics.get())) == (
        45,
        heron,
        "Staying safe",
    )
    assert not window.is_too_wide()


def test_no_chip_moves_from_under_the_thumb(visit, bea, heron):
    """A second tap meets the chip that was meant, whatever the first one chose."""
    page = visit(bea, width=360).go("/n/leeds/log/")
    places = "chips => chips.map(chip => [chip.offsetLeft, chip.offsetTop, chip.offsetWidth])"
    before = page.locator(".chip").evaluate_all(places)

    for words in ("Heron", "Staying safe", "Messages and calls", "45 min"):
        page.get_by_label(words, exact=True).check()

    assert page.locator(".chip").evaluate_all(places) == before


def test_a_tally_is_saved_by_keyboard_alone(visit, bea):
    page = visit(bea).go("/n/leeds/log/")

    keyboard.tab_to(page, "#")
    page.keyboard.press("Enter")
    expect(page.get_by_label("How many people?")).to_be_focused()
    page.keyboard.type("7")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert saved(page).headcount == 7


@pytest.mark.parametrize("script", [True, False])
def test_what_they_can_do_now_where_and_how_are_recorded(visit, bea, heron, script):
    window = visit(bea, width=320, script=script)
    page = window.go("/n/leeds/log/")
    page.get_by_label("Heron", exact=True).check()
    page.get_by_text("Add what they can do now").click()
    tasks = [fieldset.locator("input") for fieldset in page.locator("details.fold fieldset.question").all()[:3]]
    for task, level in zip(tasks, ("alone", "helped", "tried"), strict=True):
        task.and_(page.locator(f"[value={level}]")).check()
    page.locator("summary", has_text="Place, and how you met").click()
    page.get_by_label("By phone", exact=True).check()
    page.locator("summary", has_text="Note, and what they lack").click()
    page.get_by_label("A device", exact=True).check()
    assert not window.is_too_wide()
    page.locator(".savebar").get_by_role("button", name="Save").click()

    session = saved(page)
    assert sorted(session.practices.values_list("level", flat=True)) == ["alone", "helped", "tried"]
    assert (session.how, session.needs) == ("phone", ["device"])
    page.get_by_role("link", name="See or correct it").click()
    expect(page.get_by_text("tried, not reached")).to_be_visible()


def test_a_full_record_is_saved_by_keyboard_alone(visit, bea, heron):
    page = visit(bea, width=320).go("/n/leeds/")
    keyboard.press(page, "Log a session")

    keyboard.tab_to(page, "Heron")
    page.keyboard.press("Space")
    keyboard.tab_to(page, "Staying safe")
    page.keyboard.press("Space")
    keyboard.tab_to(page, "Not sure")
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    keyboard.tab_to(page, "Note, and what they lack")
    page.keyboard.press("Enter")
    keyboard.fill(page, "Note", "Her first message")
    keyboard.press(page, "Save")

    session = saved(page)
    assert (session.minutes, session.note, str(session.topics.get())) == (30, "Her first message", "Staying safe")


@pytest.mark.parametrize("script", [True, False])
def test_a_double_tap_makes_one_record(visit, bea, heron, script):
    page = visit(bea, script=script).go("/n/leeds/log/")
    page.get_by_label("Heron", exact=True).check()

    page.locator(".savebar").get_by_role("button", name="Save").dblclick()

    saved(page)


def test_a_session_saved_with_a_network_leaves_nothing_on_the_phone(visit, bea, heron):
    page = visit(bea).go("/n/leeds/log/")
    page.evaluate(phones.READY)
    page.get_by_label("Heron", exact=True).check()
    page.locator(".savebar").get_by_role("button", name="Save").click()
    saved(page)
    page.wait_for_timeout(500)

    assert json.loads(page.evaluate(phones.STORED))[0] == []
    assert page.locator("[data-unsent]").is_hidden()


def test_somebody_new_is_known_the_next_time(visit, bea):
    page = visit(bea, script=False).go("/n/leeds/log/")
    page.get_by_text("Someone new").click()
    page.get_by_label("Nickname or card code").fill("Teapot")
    page.locator(".savebar").get_by_role("button", name="Save").click()
    saved(page)

    assert [one.code for one in queries.people_of(bea)] == ["Teapot"]
    page = visit(bea).go("/n/leeds/log/")
    assert page.get_by_text("Teapot", exact=True).is_visible()


def test_a_wrong_number_is_explained_and_nothing_typed_is_lost(visit, bea, heron):
    window = visit(bea, script=False)
    page = window.go("/n/leeds/log/")
    page.get_by_label("Heron", exact=True).check()
    page.get_by_text("Just a number").click()
    page.get_by_label("How many people?").fill("9999")
    page.locator(".savebar").get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_contain_text("500")
    assert page.get_by_label("Heron", exact=True).is_checked()
    assert Session.objects.count() == 0


def test_a_day_that_cannot_be_is_explained_and_nothing_typed_is_lost(visit, bea, heron):
    page = visit(bea, script=False).go("/n/leeds/log/")
    page.get_by_label("Heron", exact=True).check()
    page.locator("summary", has_text="change").click()
    page.get_by_label("Date", exact=True).fill("2099-01-01")
    page.locator(".savebar").get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_contain_text("The date is in the future. Choose today or a day before.")
    assert page.get_by_label("Heron", exact=True).is_checked()
    assert Session.objects.count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_find_shows_other_places_and_saves_nothing(visit, bea, heron, network, script):
    libraries = networks.add_organisation(network, {"name": "Leeds Libraries"}, now=NOW)
    armley = networks.add_team(libraries, {"name": "Armley Library"}, now=NOW)
    window = visit(bea, width=320, script=script)
    page = window.go("/n/leeds/log/")
    page.get_by_label("Heron", exact=True).check()
    page.locator("summary", has_text="Place").click()
    page.get_by_label("Find another place").fill("arm")
    page.locator("[data-find=places]").get_by_role("button", name="Find").click()

    page.get_by_label("Armley Library", exact=True).check()
    assert Session.objects.count() == 0
    assert not window.is_too_wide()
    assert not script or window.axe() == []
    page.locator(".savebar").get_by_role("button", name="Save").click()

    session = saved(page)
    assert (session.team, session.attendances.get().learner) == (armley, heron)


def test_find_says_when_there_is_nothing_and_keeps_what_was_found_before(visit, bea, network, enrol):
    libraries = networks.add_organisation(network, {"name": "Leeds Libraries"}, now=NOW)
    for name in ("Armley Library", "Bramley Library"):
        networks.add_team(libraries, {"name": name}, now=NOW)
    page = visit(bea).go("/n/leeds/log/")
    page.locator("summary", has_text="Place").click()
    box, find = page.get_by_label("Find another place"), page.locator("[data-find=places]").get_by_role("button")
    box.fill("library")
    find.click()
    page.get_by_text("Found: 2. They stand above.").wait_for()
    expect(page.get_by_label("Armley Library", exact=True)).to_be_focused()
    page.get_by_label("Bramley Library", exact=True).check()
    box.fill("castle")
    find.click()

    page.get_by_text("Nothing found with these words.").wait_for()
    expect(page.get_by_label("Bramley Library", exact=True)).to_be_checked()
    assert page.get_by_label("Armley Library", exact=True).count() == 0


def test_find_brings_another_champion_in(visit, bea, heron, enrol):
    gwen = enrol("Gwen")
    page = visit(bea).go("/n/leeds/log/")
    page.get_by_label("Heron", exact=True).check()
    page.locator("summary", has_text="Other champions who helped").click()
    page.get_by_label("Find another champion").fill("gw")
    page.locator("[data-find=champions]").get_by_role("button", name="Find").click()

    page.get_by_label("Gwen", exact=True).check()
    page.locator(".savebar").get_by_role("button", name="Save").click()

    assert list(saved(page).helpers.values_list("champion", flat=True).order_by("pk")) == [bea.pk, gwen.pk]


def test_taking_a_session_back_takes_it_out_of_the_figures(visit, bea, ama, heron):
    page = visit(bea).go("/n/leeds/log/")
    page.get_by_label("Heron", exact=True).check()
    page.locator(".savebar").get_by_role("button", name="Save").click()
    session = saved(page)
    assert "Heron" in visit(bea).go(f"/n/leeds/sessions/{session.pk}/").content()

    page = page.context.new_page()
    page.goto(f"{visit(bea).base}/n/leeds/sessions/{session.pk}/")
    page.get_by_text("Take it back").first.click()
    page.get_by_role("button", name="Take it back").click()

    page.wait_for_load_state()
    assert Session.objects.get().is_withdrawn
