"""Going through a page with the keyboard alone."""

from playwright.sync_api import Page

MOST = 60
NAMED = """() => {
  const here = document.activeElement
  if (!here || here === document.body) return ''
  const words = here.labels && here.labels.length ? here.labels[0].innerText : here.innerText || here.value || ''
  return words.trim()
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on the link, button or field with those words; fails when it never comes there."""
    passed = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(NAMED))
        if passed[-1].startswith(words):
            return
    raise AssertionError(f"the focus never came to “{words}”, only to {passed}")


def fill(page: Page, words: str, text: str) -> None:
    """Type into the field with that label."""
    tab_to(page, words)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press(page: Page, words: str, key: str = "Enter") -> None:
    """Press the button or link with those words, and wait for the page behind it."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press(key)
