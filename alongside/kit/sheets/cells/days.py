"""Dates, months and years as people write them, the day before the month."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from alongside.kit.sheets.cells.typed import plain, quoted
from alongside.kit.sheets.cells.words import MONTHS
from alongside.kit.sheets.problems import CellProblem

LONGEST = 80
FIRST_YEAR, LAST_YEAR = 1900, 2100
PIVOT = 69  # two figures from here on mean the last century, as in POSIX
TIME = (
    r"(?:(?:t| |, ?)(?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?(?: ?[ap]m)?(?: ?(?:z|[+-]\d{2}:?\d{2}))?)?"
)
FIGURES = re.compile(r"(\d{1,4})(?: ?[-/.] ?| )(\d{1,2})(?: ?[-/.] ?| )(\d{1,4})" + TIME, re.ASCII)
MONTH_FIGURES = re.compile(r"(\d{1,4}) ?[-/.] ?(\d{1,4})", re.ASCII)
SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d{1,15})?", re.ASCII)  # Excel counts days: 20000 is in 1954, 79999 in 2119
EPOCH = date(1899, 12, 30)
TOKEN = re.compile(r"[^\W\d_]+|\d+")
LOOSE_TIME = re.compile(r"[ ,]+(?:at )?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]m)?\Z", re.ASCII)
BETWEEN = frozenset(" ,.-/'()")
NOISE = frozenset([
    "st", "nd", "rd", "th", "of", "the", "on", "o", "y", "yr", "af", "ain", "il", "ydd", "fed", "ed", "eg", "dydd",
    "mon", "monday", "tue", "tues", "tuesday", "wed", "weds", "wednesday", "thu", "thur", "thurs", "thursday",
    "fri", "friday", "sat", "saturday", "sun", "sunday", "llun", "mercher", "iau", "gwener", "sadwrn", "sul",
])  # fmt: skip


class Parts(NamedTuple):
    """A date as written: day is 0 where only a month was given."""

    year: int
    month: int
    day: int


def day(text: str, *, latest: date | None = None, earliest: date | None = None) -> date:
    """The date; one after `latest` or before `earliest` is refused, and so is a month without its day."""
    found = _parts(plain(text, most=LONGEST))
    if not found.day:
        raise CellProblem(
            _("“%(text)s” says the month but not the day. Write the whole date, for example 25/03/2026.")
            % {"text": quoted(text)}
        )
    when = date(*found)
    if latest and when > latest:
        raise CellProblem(
            _("“%(text)s” is in the future. Check the day, the month and the year.") % {"text": quoted(text)}
        )
    if earliest and when < earliest:
        raise CellProblem(_("“%(text)s” is too long ago. Check the year.") % {"text": quoted(text)})
    return when


def month(text: str) -> date:
    """The first day of the month that is meant: “Oct-10” is October 2010; of a whole date, its month."""
    found = _parts(plain(text, most=LONGEST))
    return date(found.year, found.month, 1)


def year(text: str) -> int:
    """The year, alone or out of a date: 2023."""
    written = plain(text, most=LONGEST).removesuffix(".0")
    if len(written) == 4 and written.isascii() and written.isdigit():
        return _whole_year(written, text=written)
    try:
        return _parts(written if not SERIAL.fullmatch(written) else "").year
    except CellProblem:
        raise CellProblem(
            _("“%(text)s” is not a year. Write four figures, for example 2023.") % {"text": quoted(text)}
        ) from None


@lru_cache(maxsize=8192)
def _parts(text: str) -> Parts:
    """The parts of a date that exists."""
    lower = text.lower()
    found = _from_figures(lower) or _from_words(lower)
    if found is None:
        raise CellProblem(
            _("“%(text)s” is not a date. Write day/month/year, for example 25/03/2026.") % {"text": quoted(text)}
        )
    return _insist(found, text=text)


def _insist(found: Parts, *, text: str) -> Parts:
    """The date if there is such a day."""
    if found.month > 12 >= found.day > 0 and found.month <= 31:
        raise CellProblem(
            _(
                "“%(text)s” would be in month %(month)d: dates are read with the day first. "
                "Write day/month/year, for example 25/03/2026."
            )
            % {"text": quoted(text), "month": found.month}
        )
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellProblem(
            _("“%(text)s” has a year that cannot be meant. Write it with four figures, for example 2026.")
            % {"text": quoted(text)}
        )
    try:
        date(found.year, found.month, found.day or 1)
    except ValueError:
        raise CellProblem(
            _("“%(text)s” is a day that does not exist. Check the day and the month.") % {"text": quoted(text)}
        ) from None
    return found


def _from_figures(text: str) -> Parts | None:
    """A date without letters: 2026-03-03, 3/3/26, 03.03.2026 14:05, 20260303, 46084 (Excel), 10/2010."""
    if found := FIGURES.fullmatch(text):
        return _ordered(*found.groups(), text=text)
    if found := SERIAL.fullmatch(text):
        return Parts(*(EPOCH + timedelta(days=int(found[1]))).timetuple()[:3])
    if len(text) == 8 and text.isascii() and text.isdigit():
        year_first = FIRST_YEAR <= int(text[:4]) <= LAST_YEAR
        cut = (4, 6) if year_first else (2, 4)
        return _ordered(text[: cut[0]], text[cut[0] : cut[1]], text[cut[1] :], text=text)
    if found := MONTH_FIGURES.fullmatch(text):
        return _month_ordered(found[1], found[2])
    return None


def _ordered(first: str, second: str, third: str, *, text: str) -> Parts | None:
    """Year first where it has four figures, else day, month, year."""
    if len(first) == 4 and len(third) <= 2:
        return Parts(int(first), int(second), int(third)) if int(third) else None
    if len(first) <= 2 and len(third) in {2, 4} and int(first):
        return Parts(_whole_year(third, text=text), int(second), int(first))
    return None


def _month_ordered(first: str, second: str) -> Parts | None:
    """A month and its year, one of them with four figures: 10/2010, 2010-10."""
    if len(first) <= 2 and len(second) == 4:
        first, second = second, first
    return Parts(int(first), int(second), 0) if len(first) == 4 and len(second) <= 2 else None


def _whole_year(figures: str, *, text: str) -> int:
    """The year of four figures, or of two."""
    number = int(figures)
    if len(figures) == 2:
        return number + (1900 if number >= PIVOT else 2000)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise CellProblem(
            _("“%(text)s” has a year that cannot be meant. Write it with four figures, for example 2026.")
            % {"text": quoted(text)}
        )
    return number


def _from_words(text: str) -> Parts | None:
    """A date whose month is a word: 3rd March 2026, Tue 3-Mar-26, March 3, 2026, 3ydd o Fawrth 2026, Oct-10."""
    text = LOOSE_TIME.sub("", text)
    if not BETWEEN.issuperset(TOKEN.sub("", text)):
        return None
    tokens = _without_welsh_weekday(TOKEN.findall(text))
    words = [token for token in tokens if not token.isdigit() and token not in NOISE]
    figures = [token for token in tokens if token.isdigit()]
    if (
        len(words) != 1
        or words[0] not in MONTHS
        or not all(token.isascii() and len(token) in {1, 2, 4} for token in figures)
    ):
        return None
    return _worded(MONTHS[words[0]], figures, text=text)


def _without_welsh_weekday(tokens: list[str]) -> list[str]:
    """The tokens without “dydd” and the day's name behind it, since Mawrth is Tuesday and March."""
    if "dydd" in tokens[:-1]:
        at = tokens.index("dydd")
        return tokens[:at] + tokens[at + 2 :]
    return tokens


def _worded(month: int, figures: list[str], *, text: str) -> Parts | None:
    """The month with its day and year, or with its year alone."""
    if len(figures) == 1 and len(figures[0]) in {2, 4}:
        return Parts(_whole_year(figures[0], text=text), month, 0)
    if len(figures) != 2:
        return None
    if len(figures[0]) == 4:
        figures.reverse()
    if len(figures[0]) > 2 or len(figures[1]) == 1 or not int(figures[0]):
        return None
    return Parts(_whole_year(figures[1], text=text), month, int(figures[0]))
