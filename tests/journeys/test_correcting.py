"""Correcting what was logged: by one, by two at once, after a lost sign-in, and when one key came in with two texts."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from alongside.helping.figures.models import Figure
from alongside.helping.learners import actions as learners
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.rules import LogEntry
from conftest import NOW, TODAY
from tests.journeys.letters import mailed_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def save(page: Page) -> None:
    page.locator(".savebar").get_by_role("button", name="Save").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_session_is_corrected_and_taken_back_with_its_history(visit, bea, log, script):
    session = log(bea, "Heron", minutes=45)
    window = visit(bea, width=320, script=script)
    page = window.go("/n/leeds/sessions/")

    page.locator("table").get_by_role("link").first.click()
    page.get_by_role("button", name="Correct it").click()
    page.get_by_label("2 h", exact=True).check()
    save(page)
    expect(page.get_by_text("Bea corrected this session")).to_be_visible()
    assert Figure.objects.get(scope="network", period="all").minutes == 120

    page.locator("summary", has_text="Take it back").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("This session was withdrawn and counts no more.")).to_be_visible()
    expect(page.get_by_text("Bea took this session back")).to_be_visible()
    expect(page.get_by_text("Bea corrected this session")).to_be_visible()
    assert not window.is_too_wide()
    session.refresh_from_db()
    assert session.is_withdrawn
    assert Figure.objects.get(scope="network", period="all").minutes == 0


def test_whoever_saves_second_sees_both_texts_and_nothing_is_overwritten(visit, bea, ama, log):
    session = log(bea, "Heron", minutes=45)
    windows = [visit(bea), visit(ama)]
    first, second = (window.go(f"/n/leeds/sessions/{session.pk}/change/") for window in windows)

    first.get_by_label("1 h", exact=True).check()
    save(first)
    expect(first.get_by_text("Bea corrected this session")).to_be_visible()
    second.get_by_label("2 h", exact=True).check()
    with second.expect_response(lambda answer: answer.request.method == "POST") as answer:
        save(second)

    assert answer.value.status == 409
    table = second.get_by_role("table")
    expect(table).to_contain_text("1 h")
    expect(table).to_contain_text("2 h")
    assert windows[1].axe() == []
    session.refresh_from_db()
    assert session.minutes == 60


def test_two_texts_under_one_key_wait_for_a_choice(visit, bea):
    key = uuid.uuid4()
    for minutes in (30, 60):
        entry = LogEntry(key=key, happened_on=TODAY, minutes=minutes, new_codes={"Heron": uuid.UUID(int=5)})
        actions.log(bea, entry, by=bea.member, now=NOW)
    window = visit(bea)
    page = window.go("/n/leeds/")

    page.get_by_role("link", name="session came in twice and differs").click()
    page.get_by_role("link", name=re.compile("^Bea, ")).click()
    expect(page.get_by_role("table")).to_contain_text("differs")
    assert window.axe() == []
    page.get_by_role("button", name="Use what came later").click()

    expect(page.get_by_text("Bea chose between two versions")).to_be_visible()
    assert Session.objects.get().minutes == 60
    assert "came in twice" not in window.go("/n/leeds/").content()


def test_what_was_typed_comes_back_after_signing_in_again(visit, bea):
    learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)
    window = visit(bea, script=False)
    page = window.go("/n/leeds/log/")
    page.get_by_label("Heron", exact=True).check()
    page.get_by_label("2 h", exact=True).check()
    window.context.clear_cookies(name="__Host-session")

    save(page)
    expect(page).to_have_url(re.compile("/account/login/"))
    assert Session.objects.count() == 0
    page.get_by_label("Your e-mail address").fill(bea.member.account.email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code", exact=True).fill(mailed_code())
    page.locator("main").get_by_role("button", name="Sign in").click()

    expect(page.get_by_text("You had to sign in again. What you typed is here")).to_be_visible()
    assert page.get_by_label("Heron", exact=True).is_checked()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saved")
    session = Session.objects.get()
    assert (session.minutes, session.attendances.get().learner.code) == (120, "Heron")
