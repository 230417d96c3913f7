"""A champion's phone: the log form on it without a network, and what it keeps."""

from typing import Any

from playwright.sync_api import Page

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

OLDER = """async ([days, sealed]) => {
  const open = indexedDB.open('alongside', 1)
  await new Promise((done) => { open.onsuccess = done })
  const store = open.result.transaction('entries', 'readwrite').objectStore('entries')
  const all = await new Promise((done) => { const asked = store.getAll(); asked.onsuccess = () => done(asked.result) })
  for (const one of all) store.put({ ...one, at: Date.now() - days * 86400000, sealed: sealed ?? one.sealed })
  await new Promise((done) => { store.transaction.oncomplete = done })
  open.result.close()
}"""


def log_without_a_network(phone: Any, code: str) -> Page:
    """Log half an hour with that person while there is no network."""
    phone.context.set_offline(True)
    page: Page = phone.go("/n/leeds/log/")
    page.wait_for_selector("text=There is no network.")
    page.get_by_label(code, exact=True).check()
    page.get_by_label("30 min", exact=True).check()
    page.locator(".savebar button").click()
    page.wait_for_selector("text=Saved on this phone: one session.")
    return page


def waited(page: Page, *, days: int = 0, sealed: str | None = None) -> None:
    """Make what the phone keeps that old, or nonsense."""
    page.evaluate(OLDER, [days, sealed])
