"""What the log form offers without a network: places and projects of the network, one's own people, and nobody else's name."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from alongside.helping.phones.models import Kept
from alongside.helping.sessions.models import Session
from alongside.people.networks import actions as networks
from conftest import NOW
from tests.journeys import phones

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IS_WELSH = "caches.match('/n/leeds/log/phone/').then((it) => it.text()).then((it) => it.includes('lang=\"cy\"'))"


@pytest.fixture
def libraries(network):
    """Twenty libraries, more than fit on a page as chips; none of them was ever used."""
    owner = networks.add_organisation(network, {"name": "Leeds Libraries"}, now=NOW)
    names = ["Armley Library", "Tŷ Gwyn", *[f"Library number {number}" for number in range(18)]]
    return [networks.add_team(owner, {"name": name}, now=NOW) for name in names]


def test_a_place_never_used_is_found_without_a_network(visit, bea, libraries):
    window = visit(bea, width=320)
    page = phones.without_a_network(window)
    page.locator("summary", has_text="Place, and how you met").click()
    assert page.get_by_label("Tŷ Gwyn", exact=True).count() == 0
    page.get_by_label("Find another place").fill("ty gw")
    page.locator("[data-find=places]").get_by_role("button", name="Find").click()
    page.get_by_text("One found. It stands above.").wait_for()
    page.get_by_label("Tŷ Gwyn", exact=True).check()
    page.get_by_label("By phone", exact=True).check()
    expect(page.locator("summary", has_text="Place: Tŷ Gwyn, by phone")).to_be_visible()
    assert not window.is_too_wide()
    assert window.axe() == []

    phones.save(page)
    window.context.set_offline(False)

    page.wait_for_selector("text=The session that this phone kept has been sent.")
    session = Session.objects.get()
    assert (session.team, session.how) == (libraries[1], "phone")


def test_what_was_chosen_stands_there_for_the_next_one(visit, bea, libraries):
    window = visit(bea)
    page = phones.without_a_network(window)
    page.locator("summary", has_text="Place, and how you met").click()
    page.get_by_label("Find another place").fill("arm")
    page.locator("[data-find=places]").get_by_role("button", name="Find").click()
    page.get_by_label("Armley Library", exact=True).check()
    page.get_by_label("45 min", exact=True).check()
    phones.save(page)
    phones.save(page, waiting=2)
    window.context.set_offline(False)

    page.wait_for_selector("text=The 2 sessions that this phone kept have been sent.")
    assert list(Session.objects.values_list("team", "minutes")) == [(libraries[0].pk, 45)] * 2


def test_a_place_that_the_phone_does_not_keep_is_chosen_when_it_was_sent(visit, bea, libraries):
    window = visit(bea)
    page = phones.without_a_network(window)
    moortown = networks.add_team(libraries[0].organisation, {"name": "Moortown Hall"}, now=NOW)  # since the phone asked
    page.get_by_label("30 min", exact=True).check()
    page.locator("summary", has_text="Place, and how you met").click()
    page.get_by_label("Find another place").fill("moortown")
    page.locator("[data-find=places]").get_by_role("button", name="Find").click()
    page.get_by_text("Nothing found on this phone. Leave the words here").wait_for()
    assert window.axe() == []

    phones.save(page)
    window.context.set_offline(False)
    page.get_by_role("link", name="A session that this phone kept needs another look").click()
    page.wait_for_selector("text=Choose from what was found, then save.")
    assert not Session.objects.exists()
    page.get_by_label("Moortown Hall", exact=True).check()
    page.locator(".savebar button").click()

    page.wait_for_url("**/saved/")
    assert (Session.objects.get().team, Session.objects.get().minutes) == (moortown, 30)
    assert not Kept.objects.exists()


def test_other_champions_are_typed_and_chosen_when_it_was_sent(visit, bea, enrol):
    gwen = enrol("Gwen")
    window = visit(bea)
    page = phones.without_a_network(window)
    page.get_by_label("30 min", exact=True).check()
    page.locator("summary", has_text="Other champions who helped").click()
    page.get_by_label("Who else helped?").fill("Gwen")

    phones.save(page)
    expect(page.get_by_label("Who else helped?")).to_have_value("")
    window.context.set_offline(False)
    page.get_by_role("link", name="A session that this phone kept needs another look").click()
    page.get_by_label("Gwen", exact=True).check()
    page.locator(".savebar button").click()

    page.wait_for_url("**/saved/")
    helpers = Session.objects.get().helpers.order_by("pk")
    assert list(helpers.values_list("champion", flat=True)) == [bea.pk, gwen.pk]


def test_projects_are_offered_on_the_days_they_run(visit, bea, network):
    today = datetime.now().astimezone().date()
    values = {"target_champions": None, "target_people": None}
    ended = {"name": "Ended", "starts_on": today - timedelta(days=60), "ends_on": today - timedelta(days=30)}
    runs = networks.add_project(network, {"name": "Leeds online", "starts_on": today, **values}, now=NOW)
    networks.add_project(network, {**ended, **values}, now=NOW)
    window = visit(bea, width=320)
    page = phones.without_a_network(window)

    page.locator("summary", has_text="change").click()
    page.get_by_label("Date", exact=True).fill((today - timedelta(days=40)).isoformat())
    page.locator("summary", has_text="Project").click()
    expect(page.get_by_label("Ended", exact=True)).to_be_visible()
    expect(page.get_by_label("Leeds online", exact=True)).to_have_count(0)
    page.get_by_label("Date", exact=True).fill(today.isoformat())
    page.get_by_label("Leeds online", exact=True).check()
    expect(page.get_by_label("Ended", exact=True)).to_have_count(0)
    assert window.axe() == []

    phones.save(page)
    window.context.set_offline(False)
    page.wait_for_selector("text=The session that this phone kept has been sent.")
    assert Session.objects.get().projects.get() == runs


def test_the_form_is_of_the_day_on_which_it_is_opened(visit, bea):
    window = visit(bea)
    window.go("/n/leeds/log/").evaluate(phones.READY)
    window.context.set_offline(True)
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    window.page.clock.install(time=tomorrow)

    page = window.go("/n/leeds/log/")
    page.wait_for_selector("text=There is no internet here.")

    day = f"{tomorrow:%A} {tomorrow.day} {tomorrow:%B %Y}"
    expect(page.locator("summary", has_text=f"Today, {day}")).to_be_visible()
    assert page.locator("[name=happened_on]").input_value() == tomorrow.date().isoformat()


def test_many_learners_stand_folded_away_behind_the_first_twelve(visit, bea, log):
    for number in range(1, 16):
        log(bea, f"Heron{number:02}", ago=number)
    page = phones.without_a_network(visit(bea), pin=phones.PIN)

    expect(page.get_by_label("Heron12", exact=True)).to_be_visible()
    expect(page.get_by_label("Heron13", exact=True)).to_be_hidden()
    page.locator("summary", has_text="More of your learners (3)").click()

    expect(page.get_by_label("Heron15", exact=True)).to_be_visible()


def test_the_form_speaks_the_language_that_was_chosen_last(visit, bea):
    window = visit(bea, width=320)
    page = window.go("/n/leeds/log/")
    page.evaluate(phones.READY)
    page.get_by_role("button", name="Cymraeg").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    page.evaluate(phones.READY.replace("caches.match('/n/leeds/log/phone/')", IS_WELSH))
    window.context.set_offline(True)

    page = window.go("/n/leeds/log/")
    page.wait_for_selector("text=Does dim rhyngrwyd yma.")
    expect(page.get_by_text("Nid yw eich dysgwyr yn cael eu cadw ar y ffôn hwn.")).to_be_visible()
    expect(
        page.locator("summary").filter(has_text=re.compile(r"Heddiw, Dydd \w+ \d+ \w+ 20", re.IGNORECASE))
    ).to_be_visible()
    assert not window.is_too_wide()
    assert window.axe() == []
