"""Journey 5: log a session where there is no network, come back, and see it sent: exactly once."""

import json
import uuid

import pytest

from alongside.helping.figures.models import Figure
from alongside.helping.learners import actions as learners
from alongside.helping.sessions.models import Session
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Role
from conftest import NOW, cookie_of, join

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORED = """async () => {
  const open = indexedDB.open('alongside', 1)
  await new Promise((done) => { open.onsuccess = done })
  const all = (name) => new Promise((done) => {
    const asked = open.result.transaction(name).objectStore(name).getAll()
    asked.onsuccess = () => done(asked.result)
  })
  const plain = (key, value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? String.fromCharCode(...new Uint8Array(value.buffer ?? value)) : value
  return JSON.stringify([await all('entries'), await all('kept')], plain)
}"""
READY = """async () => {
  for (let left = 100; left; left--) {
    if (navigator.serviceWorker.controller && await caches.match('/n/leeds/log/phone/')) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the phone kept no form')
}"""


@pytest.fixture
def phone(visit, bea):
    """Bea's phone, on which the log form was opened once with a network; she knows Heron."""
    learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)
    window = visit(bea)
    page = window.go("/n/leeds/log/")
    page.evaluate(READY)
    return window


def log_heron_without_a_network(phone):
    phone.context.set_offline(True)
    page = phone.go("/n/leeds/log/")
    page.wait_for_selector("text=There is no network.")
    page.check("text=Heron", force=True)
    page.check("text=30 min", force=True)
    page.fill("[name=note]", "Heron wrote to her sister") if page.is_visible("[name=note]") else None
    page.click(".savebar button")
    page.wait_for_selector("text=Saved on this phone: one session.")
    return page


def test_phone_log_is_saved_on_the_phone_and_sent_once(phone, network):
    page = log_heron_without_a_network(phone)
    assert Session.objects.count() == 0
    assert not phone.is_too_wide()

    phone.context.set_offline(False)
    page = phone.go("/n/leeds/")
    page.wait_for_selector("text=The session that this phone kept has been sent.")
    phone.go("/n/leeds/").wait_for_timeout(500)

    session = Session.objects.get()
    assert (session.minutes, session.attendances.get().learner.code) == (30, "Heron")
    assert session.claimed_at is not None
    assert Figure.objects.get(network=network, scope="network", period="all").people == 1


def test_the_phone_holds_nothing_that_can_be_read(phone):
    page = log_heron_without_a_network(phone)

    entries, kept = json.loads(page.evaluate(STORED))

    assert (len(entries), len(kept)) == (1, 2)
    assert "Heron" not in json.dumps([entries, kept])
    assert "minutes" not in json.dumps(entries)


def test_somebody_else_on_the_same_phone_sends_nothing(phone, network):
    log_heron_without_a_network(phone)
    other = join(network, "Dilys", Role.Kind.CHAMPION)
    champions.enrol(network, name="Dilys", member=other, started_on=NOW.date(), now=NOW)

    phone.context.add_cookies([cookie_of(other, url=phone.base)])
    phone.context.set_offline(False)
    page = phone.go("/n/leeds/")

    page.wait_for_selector("text=Somebody else saved sessions on this phone: 1.")
    assert Session.objects.count() == 0


def test_signing_out_warns_and_wipes(phone):
    page = log_heron_without_a_network(phone)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.context.route("**/parcel/", lambda route: route.abort())
    phone.context.set_offline(False)
    page = phone.go("/n/leeds/")

    page.locator("footer form[action$='/logout/'] button").click()
    page.wait_for_timeout(800)

    assert asked == ["Sessions on this phone that were not sent: 1. Sign out all the same, and lose them?"]
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 1
