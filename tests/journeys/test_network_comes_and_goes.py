"""Journey 5, on the way: the network goes while the form is open, comes back, or answers too late for the page."""

import time
import uuid

import pytest
from playwright.sync_api import expect

from alongside.helping.learners import actions as learners
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.views import logging
from conftest import NOW
from tests.journeys import phones

SENT = "The session that this phone kept has been sent."
PATIENCE = 8  # seconds for which the phone waits for the page before it shows the form that it keeps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(visit, bea):
    """Bea's phone, with the log form open, which it keeps by now; she knows Heron."""
    learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)
    window = visit(bea)
    window.go("/n/leeds/log/").evaluate(phones.READY)
    return window


def notice(page):
    """What the page says above everything about the network and what waits."""
    return page.locator("[data-unsent]")


def test_the_open_form_says_at_once_that_the_network_went_and_when_it_is_back(phone):
    page = phone.page
    page.get_by_label("Heron", exact=True).check()

    phone.context.set_offline(True)

    expect(notice(page)).to_contain_text(
        "There is no internet here. What you log is saved on this phone and sent later."
    )
    assert not phone.is_too_wide()
    assert phone.axe() == []
    phone.context.set_offline(False)
    expect(notice(page)).to_be_hidden()
    expect(page.get_by_label("Heron", exact=True)).to_be_checked()


def test_what_is_saved_on_the_open_form_while_the_network_is_away_is_sent(phone):
    page = phone.page
    phone.context.set_offline(True)
    page.get_by_label("Heron", exact=True).check()
    page.get_by_label("30 min", exact=True).check()
    page.locator(".savebar button").click()
    expect(notice(page)).to_contain_text("Saved on this phone: one session.")

    phone.context.set_offline(False)

    expect(notice(page)).to_contain_text(SENT)
    assert Session.objects.get().attendances.get().learner.code == "Heron"


def test_once_all_is_sent_the_form_is_the_services_own_again(phone):
    phone.context.set_offline(True)
    page = phone.go("/n/leeds/log/")
    expect(page.get_by_label("Heron", exact=True)).to_have_count(0)
    page.get_by_label("30 min", exact=True).check()
    page.locator(".savebar button").click()
    expect(notice(page)).to_contain_text("Saved on this phone: one session.")

    phone.context.set_offline(False)

    expect(page.get_by_label("Heron", exact=True)).to_be_visible()
    expect(notice(page)).to_contain_text(SENT)
    expect(page.locator("[data-offline]")).to_have_count(0)


def test_what_is_being_typed_when_the_network_is_back_stays(phone):
    phone.context.set_offline(True)
    page = phone.go("/n/leeds/log/")
    page.get_by_label("30 min", exact=True).check()

    with page.expect_response("**/parcel/"):
        phone.context.set_offline(False)

    page.wait_for_timeout(1000)
    expect(page.locator("[data-offline]")).to_have_count(1)
    expect(page.get_by_label("30 min", exact=True)).to_be_checked()


def test_a_page_that_came_too_late_is_shown_as_soon_as_the_service_answers(phone, monkeypatch):
    asked, whole = [], logging.render

    def late(*args, **kwargs):
        asked.append(args)
        time.sleep(PATIENCE + 2 if len(asked) == 1 else 0)
        return whole(*args, **kwargs)

    monkeypatch.setattr(logging, "render", late)

    page = phone.go("/n/leeds/log/")

    expect(page.get_by_label("Heron", exact=True)).to_be_visible(timeout=30000)
    expect(page.locator("[data-offline]")).to_have_count(0)
    assert len(asked) == 2
