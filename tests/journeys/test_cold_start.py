"""T78: what the phone kept outlives a crash and a full disk, and a phone that can keep nothing says so before anything is lost."""

import contextlib
import json
import shutil
import time
import uuid

import pytest
from playwright.sync_api import Error, expect

from alongside.helping.figures.models import Figure
from alongside.helping.learners import actions as learners
from alongside.helping.sessions.models import Session
from conftest import FLAGS, NOW, Visit, cookie_of
from tests.journeys import phones

FILL = """async () => {
  const open = indexedDB.open('junk', 1)
  open.onupgradeneeded = () => open.result.createObjectStore('junk', { autoIncrement: true })
  await new Promise((done) => { open.onsuccess = done })
  let full = 0
  for (let size = 1 << 20; size; size >>= 2) {
    for (let goes = true; goes;) {
      const added = open.result.transaction('junk', 'readwrite', { durability: 'strict' })
      added.objectStore('junk').add(crypto.getRandomValues(new Uint8Array(Math.min(size, 65536))))
      goes = await new Promise((done) => { added.oncomplete = () => done(true); added.onabort = () => done(false) })
    }
    full += 1
  }
  open.result.close()
  return full
}"""
EMPTY = """() => new Promise((done) => { indexedDB.deleteDatabase('junk').onsuccess = done })"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def start(chromium, live_server, tmp_path):
    """Starts the browser of one phone, which keeps its storage, as often as wanted: `start(offline=True)` in airplane mode."""
    started = []

    def started_anew(*, offline=False):
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "phone",
            executable_path=shutil.which("chromium") or chromium.browser_type.executable_path,
            args=FLAGS,
            viewport={"width": 360, "height": 740},
            locale="en-GB",
            offline=offline,
        )
        started.append(Visit(context, base=live_server.url))
        return started[-1]

    yield started_anew
    for one in started:
        with contextlib.suppress(Error):  # a browser that crashed cannot be closed
            one.context.close()
    assert [url for one in started for url in one.strangers] == []


@pytest.fixture
def heron(bea):
    """Somebody whom Bea knows."""
    return learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)[0]


def test_logged_from_a_cold_start_in_airplane_mode_sent_and_counted(start, bea, heron, network):
    phone = start()
    phone.context.add_cookies([cookie_of(bea, url=phone.base) | {"expires": time.time() + 3600}])
    page = phone.go("/n/leeds/log/")
    page.evaluate(phones.READY)
    phones.choose_pin(page)
    home = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    phone.context.close()

    phone = start(offline=True)
    page = phone.go(home["start_url"])
    phones.unlock(page)
    page.get_by_label("Heron", exact=True).check()
    page.get_by_label("Staying safe", exact=True).check()
    page.get_by_label("30 min", exact=True).check()
    assert not phone.is_too_wide()
    phones.save(page)
    with contextlib.suppress(Error):
        phone.context.new_cdp_session(page).send("Browser.crash")
    phone = start(offline=True)
    page = phone.go(home["start_url"])
    page.wait_for_selector("text=Saved on this phone: one session.")
    assert Session.objects.count() == 0
    phone.context.set_offline(False)

    page.wait_for_selector("text=The session that this phone kept has been sent.")
    session = Session.objects.get()
    assert (session.minutes, session.attendances.get().learner) == (30, heron)
    figure = Figure.objects.get(network=network, scope="network", period="all")
    assert (figure.sessions, figure.people) == (1, 1)
    assert json.loads(page.evaluate(phones.STORED))[0] == []


def test_t78_a_full_phone_says_so_and_keeps_what_was_typed(visit, bea):
    window = visit(bea)
    page = phones.without_a_network(window)
    space = {"origin": window.base, "quotaSize": 2_000_000}
    window.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", space)
    page.evaluate(FILL)
    page.get_by_label("Nickname or card code").fill("Heron")
    page.locator(".savebar button").click()
    page.wait_for_selector("text=This phone could not save the session. Leave this page open")
    expect(page.get_by_label("Nickname or card code")).to_have_value("Heron")

    page.evaluate(EMPTY)
    page.wait_for_timeout(1100)  # a second tap within a second is taken for the first one
    phones.save(page)
    window.context.set_offline(False)

    page.wait_for_selector("text=The session that this phone kept has been sent.")
    assert Session.objects.get().attendances.get().learner.code == "Heron"


def test_t78_a_private_window_that_keeps_nothing_loses_nothing_either(visit, bea, heron):
    window = visit(bea)
    window.context.add_init_script("delete window.indexedDB")
    page = window.go("/n/leeds/log/")
    page.get_by_label("Heron", exact=True).check()
    assert page.get_by_text("Your learners without internet").is_hidden()
    window.context.set_offline(True)
    page.locator(".savebar button").click()
    page.wait_for_selector("text=This phone could not save the session. Leave this page open")
    assert page.get_by_label("Heron", exact=True).is_checked()

    window.context.set_offline(False)
    page.wait_for_timeout(1100)  # a second tap within a second is taken for the first one
    page.locator(".savebar button").click()

    page.wait_for_url("**/saved/")
    assert Session.objects.get().attendances.get().learner == heron


def test_t78_a_page_closed_while_it_sends_loses_nothing_and_sends_nothing_twice(visit, bea):
    window = visit(bea)
    page = phones.without_a_network(window)
    page.get_by_label("Nickname or card code").fill("Heron")
    phones.save(page)
    answers = []
    window.context.on("response", lambda answer: answers.append((answer.request.method, answer.url)))
    window.context.route(
        "**/parcel/", lambda route: (route.fetch() if route.request.method == "POST" else None, swallow(route))
    )
    window.context.set_offline(False)
    page.wait_for_timeout(1500)
    window.context.unroute("**/parcel/")
    page.close()

    page = window.context.new_page()
    page.goto(f"{window.base}/n/leeds/")

    page.wait_for_selector("text=The session that this phone kept has been sent.")
    assert Session.objects.get().attendances.get().learner.code == "Heron"


def swallow(route):
    """Let the answer to a post be lost on its way; a question is answered."""
    return route.abort() if route.request.method == "POST" else route.continue_()
