"""Journey 5: log a session where there is no network, come back, and see it sent: exactly once."""

import json
import uuid

import pytest
from playwright.sync_api import expect

from alongside.helping.figures.models import Figure
from alongside.helping.learners import actions as learners
from alongside.helping.phones.models import Kept
from alongside.helping.sessions.models import Session
from alongside.people.champions import actions as champions
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Role
from conftest import NOW, cookie_of, join
from tests.journeys import keyboard, phones

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(visit, bea):
    """Bea's phone, on which the log form was opened once with a network; she knows Heron."""
    learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)
    window = visit(bea)
    page = window.go("/n/leeds/log/")
    page.evaluate(phones.READY)
    phones.choose_pin(page)
    return window


def test_phone_log_is_saved_on_the_phone_and_sent_once(phone, network):
    page = phones.log_without_a_network(phone, "Heron")
    assert Session.objects.count() == 0
    assert not phone.is_too_wide()

    phone.context.set_offline(False)
    page.wait_for_selector("text=The session that this phone kept has been sent.")
    expect(page.locator("[data-offline]")).to_have_count(0)
    phone.go("/n/leeds/").wait_for_timeout(500)

    session = Session.objects.get()
    assert (session.minutes, session.attendances.get().learner.code) == (30, "Heron")
    assert session.claimed_at is not None
    assert Figure.objects.get(network=network, scope="network", period="all").people == 1


def test_the_last_place_length_and_way_stand_first_without_a_network(visit, bea, network, log):
    libraries = networks.add_organisation(network, {"name": "Leeds Libraries"}, now=NOW)
    armley = networks.add_team(libraries, {"name": "Armley Library"}, now=NOW)
    log(bea, "Heron", minutes=60, team=armley.pk, how="phone")
    window = visit(bea)
    page = phones.without_a_network(window, pin=phones.PIN)

    for number in (1, 2):
        page.get_by_label("Heron", exact=True).check()
        page.locator(".savebar button").click()
        page.wait_for_selector("text=Saved on this phone: " + ("one session." if number == 1 else "2 sessions."))
        page.wait_for_timeout(1100)  # a second tap within a second is taken for the first one
    page.locator("summary", has_text="Place").click()
    assert page.get_by_label("Armley Library", exact=True).is_checked()
    assert window.axe() == []
    window.context.set_offline(False)

    page.wait_for_selector("text=The 2 sessions that this phone kept have been sent.")
    said = Session.objects.values_list("minutes", "team__name", "how")
    assert list(said) == [(60, "Armley Library", "phone")] * 3


def test_a_session_counts_at_the_champions_own_place_without_a_pin(visit, bea, network):
    libraries = networks.add_organisation(network, {"name": "Leeds Libraries"}, now=NOW)
    armley = networks.add_team(libraries, {"name": "Armley Library"}, now=NOW)
    bea.team = armley
    bea.save()
    window = visit(bea)
    page = phones.without_a_network(window)
    assert page.locator("summary", has_text="Place: Armley Library").is_visible()

    page.get_by_label("30 min", exact=True).check()
    page.locator(".savebar button").click()
    page.wait_for_selector("text=Saved on this phone: one session.")
    assert page.locator("summary", has_text="Place: Armley Library").is_visible()
    window.context.set_offline(False)
    page.wait_for_selector("text=The session that this phone kept has been sent.")

    assert Session.objects.get().team == armley


def test_the_phone_holds_nothing_that_can_be_read(phone):
    """T76, P-21: ciphertext and nothing else."""
    page = phones.log_without_a_network(phone, "Heron")

    entries, kept = json.loads(page.evaluate(phones.STORED))

    assert (len(entries), phones.names_of(page)) == (1, {"lock", "offer:leeds", "own:leeds", "pin:leeds"})
    assert "Heron" not in json.dumps([entries, kept])
    assert "minutes" not in json.dumps(entries)


def test_somebody_else_on_the_same_phone_sends_nothing_and_finds_nobody(phone, network):
    """T72, T73: what waits is Bea's to send, and what was hers alone goes when another champion signs in."""
    page = phones.log_without_a_network(phone, "Heron")
    assert page.get_by_label("Heron", exact=True).is_visible()
    other = join(network, "Dilys", Role.Kind.CHAMPION)
    champions.enrol(network, name="Dilys", member=other, started_on=NOW.date(), now=NOW)

    phone.context.add_cookies([cookie_of(other, url=phone.base)])
    phone.context.set_offline(False)

    page.wait_for_selector("text=Somebody else saved sessions on this phone: 1.")
    assert Session.objects.count() == 0
    assert page.get_by_label("Heron", exact=True).count() == 0
    page.get_by_text("Your learners without internet").click()
    page.wait_for_selector("text=Choose a PIN, and this phone keeps")
    assert {"own:leeds", "pin:leeds"}.isdisjoint(phones.names_of(page))


def test_signing_out_warns_and_wipes(phone):
    """T72, P-24: nothing unsent is lost unasked, and nothing is left."""
    page = phones.log_without_a_network(phone, "Heron")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.context.route("**/parcel/", lambda route: route.abort())
    page = phones.back_to(phone, "/n/leeds/")

    page.locator("footer form[action$='/logout/'] button").click()
    page.wait_for_timeout(800)

    assert asked == ["Sessions on this phone that were not sent: 1. Sign out all the same, and lose them?"]
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 1
    page.on("dialog", lambda dialog: dialog.accept())
    page.wait_for_timeout(1100)  # a second tap within a second is taken for the first one
    page.locator("footer form[action$='/logout/'] button").click()
    page.wait_for_url(lambda url: "/n/leeds/" not in url)
    assert page.evaluate("Promise.all([indexedDB.databases(), caches.keys()]).then((all) => all.flat())") == []
    assert Session.objects.count() == 0


def test_what_waits_is_told_for_how_long_and_can_be_saved_as_a_file(phone, visit, bea, tmp_path):
    """P-24, T78: after two weeks the page nags, after two months it offers to save and delete."""
    page = phones.log_without_a_network(phone, "Heron")
    phone.context.route("**/parcel/", lambda route: route.abort())
    phone.context.set_offline(False)
    phones.waited(page, days=15)
    page = phone.go("/n/leeds/")
    page.wait_for_selector("text=Saved on this phone and not sent: 1. The oldest has waited for 15 days.")
    assert page.get_by_role("button", name="Delete from this phone").is_hidden()
    phones.waited(page, days=61)
    page = phone.go("/n/leeds/people/")
    page.wait_for_selector("text=The oldest has waited for 61 days. Send them, or save them as a file and delete")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    path = tmp_path / "phone.json"
    download.value.save_as(path)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete from this phone").click()
    page.locator("[data-unsent]").wait_for(state="hidden")
    assert json.loads(page.evaluate(phones.STORED))[0] == []
    assert Session.objects.count() == 0

    page = visit(bea, width=1280).go("/n/leeds/log/phone/file/")
    page.get_by_label("The file from the phone").set_input_files(path)
    page.get_by_role("button", name="Send").click()

    page.wait_for_selector("text=1 session of the file is saved.")
    assert Session.objects.get().attendances.get().learner.code == "Heron"


def test_an_entry_that_cannot_be_opened_keeps_no_other_waiting(phone):
    page = phones.log_without_a_network(phone, "Heron")
    phones.waited(page, sealed="nonsense")
    page.wait_for_timeout(1100)  # a second tap within a second is taken for the first one
    page.get_by_label("Heron", exact=True).check()
    page.locator(".savebar button").click()
    page.wait_for_selector("text=Saved on this phone: 2 sessions.")

    page = phones.back_to(phone, "/n/leeds/")

    page.wait_for_selector("text=Sessions on this phone that cannot be sent: 1.")
    assert Session.objects.count() == 1
    assert page.get_by_role("button", name="Save as a file").is_visible()
    assert phone.axe() == []


def test_a_form_too_old_to_be_read_loses_nothing(phone):
    """T77: answered with 426, and sent by the form that is fetched anew."""
    page = phones.log_without_a_network(phone, "Heron")
    phone.context.route("**/parcel/", older)
    page = phones.back_to(phone, "/n/leeds/")
    page.wait_for_selector("text=This form is too old to send what is saved on this phone: 1.")
    assert Session.objects.count() == 0
    phone.context.unroute("**/parcel/")
    phone.go("/n/leeds/people/").wait_for_selector("text=The session that this phone kept has been sent.")

    assert Session.objects.count() == 1


def older(route):
    """Send what a form of a format no longer read would send."""
    body = route.request.post_data
    route.continue_(post_data=body.replace('"format":1', '"format":0') if body else None)


def test_what_needs_another_look_is_shown_until_it_is_saved(phone):
    phone.context.set_offline(True)
    page = phone.go("/n/leeds/log/")
    phones.unlock(page)
    page.get_by_label("Heron", exact=True).wait_for()
    page.evaluate("document.querySelector('[name=learners]').value = '999999'")  # as if Heron had gone meanwhile
    page.get_by_label("Heron", exact=True).check()
    page.get_by_label("45 min", exact=True).check()
    page.locator(".savebar button").click()
    page.wait_for_selector("text=Saved on this phone: one session.")

    phone.context.set_offline(False)
    page.get_by_role("link", name="A session that this phone kept needs another look").click()
    page.wait_for_selector("text=One of these people is not on your list. Choose again.")
    assert page.get_by_label("45 min", exact=True).is_checked()
    page.get_by_label("Heron", exact=True).check()
    page.locator(".savebar button").click()

    page.wait_for_url("**/saved/")
    session = Session.objects.get()
    assert (session.minutes, session.attendances.get().learner.code) == (45, "Heron")
    assert not Kept.objects.exists()


def test_a_note_with_a_card_number_is_not_sealed_before_somebody_said_that_it_is_none(phone):
    phone.context.set_offline(True)
    page = phone.go("/n/leeds/log/")
    phones.unlock(page)
    page.get_by_label("Heron", exact=True).check()
    page.locator("summary", has_text="Note, and what they lack").click()
    page.get_by_label("Note", exact=True).fill("her card 4111 1111 1111 1111")
    page.locator(".savebar button").click()

    page.wait_for_selector("text=Your note seems to hold a bank card number.")
    assert page.evaluate("document.activeElement.name") == "note"
    assert json.loads(page.evaluate(phones.STORED))[0] == []
    assert phone.axe() == []
    page.get_by_label("It is something else.").check()
    page.wait_for_timeout(1100)  # a second tap within a second is taken for the first one
    page.locator(".savebar button").click()
    page.wait_for_selector("text=Saved on this phone: one session.")


def test_a_wrong_number_is_pointed_out_without_a_network(phone):
    phone.context.set_offline(True)
    page = phone.go("/n/leeds/log/")
    page.wait_for_selector("text=There is no internet here.")
    page.get_by_text("Just a number").click()
    page.get_by_label("How many people?").fill("9999")
    page.get_by_text("Just a number").click()
    page.locator("summary", has_text="change").click()
    page.get_by_label("Date", exact=True).fill("2099-01-01")
    page.locator(".savebar button").click()

    expect(page.get_by_text("The date is in the future. Choose today or a day before.")).to_be_visible()
    expect(page.get_by_text("Enter a number of people between 0 and 500.")).to_be_visible()
    page.get_by_label("Date", exact=True).fill(NOW.date().isoformat())
    page.wait_for_timeout(1100)  # a second tap within a second is taken for the first one
    page.locator(".savebar button").click()
    expect(page.get_by_label("How many people?")).to_be_focused()
    assert json.loads(page.evaluate(phones.STORED))[0] == []


def test_the_form_without_a_network_by_keyboard_alone_at_320_pixels(visit, bea):
    learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)
    window = visit(bea, width=320)
    window.go("/n/leeds/log/").evaluate(phones.READY)
    phones.choose_pin(window.page)
    window.context.set_offline(True)
    page = window.go("/n/leeds/log/")
    page.wait_for_selector("text=There is no internet here.")

    keyboard.fill(page, "PIN of this phone", phones.PIN)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Heron", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    keyboard.tab_to(page, "Not sure")
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    keyboard.tab_to(page, "Save")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Saved on this phone: one session.")
    assert not window.is_too_wide()
    assert window.axe() == []
    window.context.set_offline(False)

    page.wait_for_selector("text=The session that this phone kept has been sent.")
    session = Session.objects.get()
    assert (session.minutes, session.attendances.get().learner.code) == (30, "Heron")


def test_without_script_there_is_a_plain_form_and_no_word_of_a_phone(visit, bea):
    learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)
    page = visit(bea, width=320, script=False).go("/n/leeds/log/")
    assert page.locator("[data-unsent]").is_hidden()
    assert page.get_by_role("button", name="Send now").count() == 0

    page.get_by_label("Heron", exact=True).check()
    page.locator(".savebar").get_by_role("button", name="Save").click()

    page.wait_for_url("**/saved/")
    assert Session.objects.get().attendances.get().learner.code == "Heron"
