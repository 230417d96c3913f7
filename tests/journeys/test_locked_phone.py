"""P-20 to P-22, T72, T76: what the phone keeps of people is behind a PIN, and locks itself after ten minutes without use."""

import json
import time
import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as SignIn
from playwright.sync_api import Page, expect

from alongside.helping.learners import actions as learners
from alongside.helping.learners.models import Learner
from alongside.helping.sessions.models import Session
from conftest import NOW, cookie_of
from tests.journeys import phones

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TRY_ALL = """async () => {
  const open = indexedDB.open('alongside', 1)
  await new Promise((done) => { open.onsuccess = done })
  const asked = open.result.transaction('kept').objectStore('kept').getAll()
  const all = await new Promise((done) => { asked.onsuccess = () => done(asked.result) })
  const keys = all.flatMap((one) => Object.values(one)).filter((one) => one instanceof CryptoKey)
  const boxes = all.filter((one) => one.iv).map((one) => [one.name, one.iv, one.box ?? one.locked])
  const found = []
  for (const key of keys) {
    if (key.extractable) found.push('a key that can be taken away')
    for (const [name, iv, box] of boxes) {
      const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, box).catch(() => null)
      if (text) found.push(`${name}: ${new TextDecoder().decode(text)}`)
    }
  }
  open.result.close()
  return found
}"""


NO_TRY_LEFT = """async () => {
  const open = indexedDB.open('alongside', 1)
  await new Promise((done) => { open.onsuccess = done })
  const store = open.result.transaction('kept', 'readwrite').objectStore('kept')
  const lock = await new Promise((done) => { const asked = store.get('pin:leeds'); asked.onsuccess = () => done(asked.result) })
  store.put({ ...lock, left: 0 })
  await new Promise((done) => { store.transaction.oncomplete = done })
  open.result.close()
}"""


CLICK_AT = """at => setTimeout(() => document.querySelector('.locked button').click(), at - Date.now())"""


@pytest.fixture
def phone(visit, bea):
    """Bea's phone, whose clock can be turned on; she knows Heron."""
    learners.known_or_new(bea, codes={"Heron": uuid.uuid4()}, now=NOW)
    window = visit(bea)
    window.page.clock.install()
    return window


def heron(page: Page):
    """The chip that names her."""
    return page.get_by_label("Heron", exact=True)


def test_p22_ten_minutes_without_use_lock_the_phone(phone):
    page = phones.without_a_network(phone, pin=phones.PIN)
    expect(heron(page)).to_be_visible()
    page.clock.fast_forward("09:50")
    page.keyboard.press("Tab")
    page.clock.fast_forward("09:50")
    expect(heron(page)).to_be_visible()

    page.clock.fast_forward("00:20")

    page.get_by_label("PIN of this phone").wait_for()
    expect(heron(page)).to_have_count(0)
    assert "Heron" not in page.content()
    phones.unlock(page)
    expect(heron(page)).to_be_visible()


def test_p22_a_clock_that_is_set_back_locks_it_too(phone):
    page = phones.without_a_network(phone, pin=phones.PIN)
    expect(heron(page)).to_be_visible()

    page.clock.set_system_time(NOW - timedelta(days=400))
    page.evaluate("dispatchEvent(new Event('focus'))")

    page.get_by_label("PIN of this phone").wait_for()
    expect(heron(page)).to_have_count(0)


def test_p22_what_was_begun_is_sealed_and_comes_back_to_be_finished(phone):
    page = phones.without_a_network(phone, pin=phones.PIN)
    heron(page).check()
    page.get_by_label("45 min", exact=True).check()
    page.locator("summary", has_text="Note, and what they lack").click()
    page.get_by_label("Note", exact=True).fill("Wrote to Teapot")

    page.clock.fast_forward("10:01")
    page.wait_for_selector("text=You left one of them unfinished. It is locked")

    assert page.get_by_label("45 min", exact=True).is_checked() is False
    assert "Teapot" not in page.content() + page.evaluate(phones.STORED)
    assert page.get_by_label("Note", exact=True).input_value() == ""
    assert phone.axe() == []
    phone.context.set_offline(False)
    page.get_by_role("link", name="A session that this phone kept needs another look").click()
    page.wait_for_selector("text=You had begun this on the phone and not saved it.")
    assert Session.objects.count() == 0
    page.locator(".savebar button").click()
    page.wait_for_url("**/saved/")
    session = Session.objects.get()
    assert (session.minutes, session.note, session.attendances.get().learner.code) == (45, "Wrote to Teapot", "Heron")


def test_p22_a_page_that_came_with_a_network_locks_when_there_is_none(phone):
    page = phone.go("/n/leeds/log/")
    page.evaluate(phones.READY)
    page.clock.fast_forward("11:00")
    expect(heron(page)).to_be_visible()  # with a network the server decides
    phone.context.set_offline(True)

    page.clock.fast_forward("11:00")

    page.wait_for_selector("text=Your learners are not kept on this phone.")
    expect(heron(page)).to_have_count(0)


def test_p20_without_a_pin_nobody_is_kept_and_a_typed_nickname_is_known_again(phone, bea):
    page = phones.without_a_network(phone)
    assert "Heron" not in page.content()
    assert "own:leeds" not in phones.names_of(page)
    page.get_by_label("Nickname or card code").fill("heron")
    page.get_by_label("30 min", exact=True).check()
    assert not phone.is_too_wide()
    assert phone.axe() == []

    page.clock.run_for(2000)
    page.locator(".savebar button").click()
    page.wait_for_selector("text=Saved on this phone: one session.")
    phone.context.set_offline(False)

    page.wait_for_selector("text=The session that this phone kept has been sent.")
    assert Session.objects.get().attendances.get().learner == Learner.objects.get(champion=bea)


def test_p21_no_key_on_the_phone_opens_what_the_pin_locks(phone):
    page = phones.without_a_network(phone, pin=phones.PIN)
    expect(heron(page)).to_be_visible()

    opened = page.evaluate(TRY_ALL)

    assert [one.split(": ")[0] for one in opened] == ["offer:leeds"], "the network's lists, and nothing else"
    assert "Heron" not in json.dumps(opened) + page.evaluate(phones.STORED)


def test_five_wrong_pins_take_the_learners_off_and_nothing_else(phone):
    page = phones.without_a_network(phone, pin=phones.PIN)
    heron(page).check()
    page.clock.run_for(2000)
    page.locator(".savebar button").click()
    page.wait_for_selector("text=Saved on this phone: one session.")
    page = phone.go("/n/leeds/log/")
    for left in (4, 3):
        phones.unlock(page, "111222")
        page.get_by_text(f"This is not the PIN. Tries left: {left}.").wait_for()
    assert phone.axe() == []
    page = phone.go("/n/leeds/log/")  # closing the page gives no try back
    for left in (2, 1):
        phones.unlock(page, "111222")
        page.get_by_text(f"This is not the PIN. Tries left: {left}.").wait_for()

    phones.unlock(page, "111222")

    page.get_by_text("Your learners were taken off this phone, and nothing else is lost.").wait_for()
    assert phones.names_of(page) == {"lock", "offer:leeds"}
    phone.context.set_offline(False)
    page.wait_for_selector("text=The session that this phone kept has been sent.")
    assert Session.objects.get().attendances.get().learner.code == "Heron"


def tries_left(tab: Page) -> str:
    """What the page says of the wrong PIN."""
    told = tab.get_by_text("This is not the PIN. Tries left:")
    told.wait_for()
    return told.inner_text()


def test_two_pages_at_once_get_no_more_tries_than_one(phone):
    phones.without_a_network(phone, pin=phones.PIN)
    tabs = [phone.context.new_page() for _ in range(2)]

    said = []
    for _round in range(2):
        for tab in tabs:
            tab.goto(f"{phone.base}/n/leeds/log/")
            tab.get_by_label("PIN of this phone").fill("111222")
        moment = time.time() * 1000 + 1500
        for tab in tabs:
            tab.evaluate(CLICK_AT, moment)
        said += sorted(tries_left(tab) for tab in tabs)

    assert said == [f"This is not the PIN. Tries left: {left}." for left in (3, 4, 1, 2)]


def test_a_page_that_was_closed_during_the_last_try_gives_none_back(phone):
    page = phones.without_a_network(phone, pin=phones.PIN)
    expect(heron(page)).to_be_visible()
    page.evaluate(NO_TRY_LEFT)
    page = phone.go("/n/leeds/log/")

    phones.unlock(page)

    page.get_by_text("Your learners were taken off this phone, and nothing else is lost.").wait_for()
    assert phones.names_of(page) == {"lock", "offer:leeds"}
    expect(heron(page)).to_have_count(0)


def test_t72_whoever_is_signed_out_finds_their_learners_gone_on_the_next_contact(phone, bea):
    page = phones.without_a_network(phone, pin=phones.PIN)
    expect(heron(page)).to_be_visible()
    page.goto("about:blank")
    SignIn.objects.all().delete()
    phone.context.set_offline(False)

    page = phone.go("/n/leeds/log/")
    page.wait_for_url("**/account/login/**")
    page.wait_for_timeout(500)
    phone.context.set_offline(True)
    page = phone.go("/n/leeds/log/")

    page.wait_for_selector("text=Your learners are not kept on this phone.")
    assert "own:leeds" not in phones.names_of(page)
    phone.context.add_cookies([cookie_of(bea, url=phone.base)])
    phones.back_to(phone, "/n/leeds/log/").wait_for_function(
        "() => indexedDB.databases().then((all) => all.length === 1)"
    )
    page.wait_for_timeout(1000)
    phone.context.set_offline(True)
    phone.go("/n/leeds/log/")
    phones.unlock(page)
    expect(heron(page)).to_be_visible()


def test_a_pin_is_chosen_and_let_go_with_a_network(phone):
    page = phone.go("/n/leeds/log/")
    page.evaluate(phones.READY)
    page.get_by_text("Your learners without internet").click()
    box, use = page.get_by_label("PIN for this phone"), page.get_by_role("button", name="Use this PIN")
    for weak in ("", "40816", "111111", "123456", "654321", "121212"):
        box.fill(weak)
        use.click()
        page.get_by_text("Choose six digits or more that nobody guesses").wait_for()
        expect(box).to_be_focused()
    assert "pin:leeds" not in phones.names_of(page)
    assert phone.axe() == []
    box.fill(phones.PIN)
    use.click()
    page.get_by_text("Done. Without internet this PIN opens them.").wait_for()
    assert "own:leeds" in phones.names_of(page)

    page.get_by_role("button", name="Take them off this phone").click()

    page.get_by_text("They are off this phone. Nothing else is lost.").wait_for()
    assert phones.names_of(page) == {"lock", "offer:leeds"}
    assert not phone.is_too_wide()
