"""A champion's phone: the log form on it without a network, and what it keeps."""

import json
from typing import Any

from playwright.sync_api import Page

PIN = "408162"
STORED = """async () => {
  const open = indexedDB.open('alongside', 1)
  await new Promise((done) => { open.onsuccess = done })
  const all = (name) => new Promise((done) => {
    const asked = open.result.transaction(name).objectStore(name).getAll()
    asked.onsuccess = () => done(asked.result)
  })
  const plain = (key, value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? String.fromCharCode(...new Uint8Array(value.buffer ?? value)) : value
  const found = [await all('entries'), await all('kept')]
  open.result.close()
  return JSON.stringify(found, plain)
}"""
READY = """async () => {
  for (let left = 100; left; left--) {
    if (navigator.serviceWorker.controller && await caches.match('/n/leeds/log/phone/')) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the phone kept no form')
}"""

OLDER = """async ([days, sealed]) => {
  const open = indexedDB.open('alongside', 1)
  await new Promise((done) => { open.onsuccess = done })
  const store = open.result.transaction('entries', 'readwrite').objectStore('entries')
  const all = await new Promise((done) => { const asked = store.getAll(); asked.onsuccess = () => done(asked.result) })
  for (const one of all) store.put({ ...one, at: Date.now() - days * 86400000, sealed: sealed ?? one.sealed })
  await new Promise((done) => { store.transaction.oncomplete = done })
  open.result.close()
}"""


def names_of(page: Page) -> set[str]:
    """What the phone keeps beside the entries, by its names."""
    return {one["name"] for one in json.loads(page.evaluate(STORED))[1]}


def choose_pin(page: Page, pin: str = PIN) -> None:
    """Have the phone keep the champion's learners behind a PIN, at the end of the log form."""
    page.get_by_text("Your learners without internet").click()
    page.get_by_label("PIN for this phone").fill(pin)
    page.get_by_role("button", name="Use this PIN").click()
    page.get_by_text("Done. Without internet this PIN opens them.").wait_for()


def unlock(page: Page, pin: str = PIN) -> None:
    """Type the PIN into the form without a network."""
    page.get_by_label("PIN of this phone").fill(pin)
    page.get_by_role("button", name="Unlock").click()


def log_without_a_network(phone: Any, code: str) -> Page:
    """Log half an hour with that person while there is no network."""
    phone.context.set_offline(True)
    page: Page = phone.go("/n/leeds/log/")
    unlock(page)
    page.get_by_label(code, exact=True).check()
    page.get_by_label("30 min", exact=True).check()
    page.locator(".savebar button").click()
    page.wait_for_selector("text=Saved on this phone: one session.")
    return page


def waited(page: Page, *, days: int = 0, sealed: str | None = None) -> None:
    """Make what the phone keeps that old, or nonsense."""
    page.evaluate(OLDER, [days, sealed])


def without_a_network(window: Any, *, pin: str = "") -> Page:
    """The log form on a phone that knew it with a network, after the network went; unlocked when a PIN was chosen."""
    page: Page = window.go("/n/leeds/log/")
    page.evaluate(READY)
    if pin:
        choose_pin(page, pin)
    window.context.set_offline(True)
    window.go("/n/leeds/log/")
    page.wait_for_selector("text=There is no internet here.")
    if pin:
        unlock(page, pin)
    return page


def back_to(phone: Any, path: str) -> Page:
    """That page, opened anew where there is a network again."""
    phone.page.goto("about:blank")  # the form that the phone keeps would go back to the service's own by itself
    phone.context.set_offline(False)
    page: Page = phone.go(path)
    return page


def save(page: Page, *, waiting: int = 1) -> None:
    """Save the entry, and see that the phone says how many wait now."""
    page.locator(".savebar button").click()
    page.wait_for_selector("text=Saved on this phone: " + ("one session." if waiting == 1 else f"{waiting} sessions."))
    page.wait_for_timeout(1100)  # a second tap within a second is taken for the first one
