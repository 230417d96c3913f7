"""The same journey with the mouse and with the keyboard alone: what a person does, whichever hands they use."""

import re

from playwright.sync_api import Locator, Page

from tests.journeys import keyboard


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def field(self, words: str) -> Locator:
        """The field with that label, which may say that it is optional."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(words)}(\s+\(optional\))?\s*$"))

    def fill(self, words: str, text: str) -> None:
        """Type into the field with that label."""
        self.field(words).fill(text)

    def fill_day(self, words: str, day: str) -> None:
        """Fill in a day, written 2026-01-31."""
        self.field(words).fill(day)

    def choose(self, words: str, option: str) -> None:
        """Choose in a list to choose from."""
        self.field(words).select_option(label=option)

    def mark(self, words: str) -> None:
        """Mark one of several answers."""
        self.page.get_by_label(words, exact=True).check()

    def press(self, words: str) -> None:
        """Press the link or button of the page that begins with those words, and wait for the page behind it."""
        wanted = (
            self.page.locator("main")
            .locator("a, button:not([aria-hidden])")
            .filter(has_text=re.compile(rf"^\s*{re.escape(words)}"))
        )
        with self.page.expect_navigation():
            wanted.first.click()


class Keyboard(Mouse):
    """Never touches the mouse."""

    def fill(self, words: str, text: str) -> None:
        """Type into the field with that label."""
        keyboard.fill(self.page, words, text)

    def fill_day(self, words: str, day: str) -> None:
        """Type a day into its three parts; it has to read the same with the month first."""
        year, month, date = day.split("-")
        assert month == date
        keyboard.tab_to(self.page, words)
        self.page.keyboard.type(f"{date}{month}{year}")

    def choose(self, words: str, option: str) -> None:
        """Type the beginning of what is wanted in a list to choose from."""
        keyboard.tab_to(self.page, words)
        self.page.keyboard.type(option)

    def mark(self, words: str) -> None:
        """Go through the answers with the arrows, or mark one with the space bar."""
        keyboard.tab_to_answer(self.page, words)

    def press(self, words: str) -> None:
        """Press the link or button that begins with those words, and wait for the page behind it."""
        keyboard.press(self.page, words)


WAYS = [("mouse", True), ("mouse", False), ("keyboard", True)]
"""With the mouse, with and without script; with the keyboard alone."""


def of(way: str, page: Page) -> Mouse:
    """The hands that go that way."""
    return Keyboard(page) if way == "keyboard" else Mouse(page)
