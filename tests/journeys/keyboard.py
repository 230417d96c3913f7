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


def tab_to_answer(page: Page, words: str) -> None:
    """Mark the answer with those words: among radios with the arrow keys, as browsers do, a box with the space bar."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        kind = page.evaluate("() => document.activeElement.type || ''")
        if kind == "checkbox" and page.evaluate(NAMED).startswith(words):
            page.keyboard.press("Space")
            return
        if kind == "radio" and arrow_to(page, words):
            return
    raise AssertionError(f"the focus never came to “{words}”")


def arrow_to(page: Page, words: str) -> bool:
    """Whether the arrow down led, among the answers to one question, to the one with those words."""
    seen: set[str] = set()
    while (here := page.evaluate(NAMED)) not in seen:
        if here.startswith(words):
            page.keyboard.press("Space")
            return True
        seen.add(here)
        page.keyboard.press("ArrowDown")
    return False
