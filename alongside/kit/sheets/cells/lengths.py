"""Lengths of time as people write them."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from django.utils.translation import gettext as _

from alongside.kit.sheets.cells.typed import plain, quoted
from alongside.kit.sheets.cells.words import NUMBERS, without_around
from alongside.kit.sheets.problems import CellProblem

Unit = Literal["minutes", "hours"]

A_DAY = 24 * 60
CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2}(?:\.0+)?)?(?: ?(?:h|hrs?|hours?|awr))?", re.ASCII)
RANGE = re.compile(r"\d ?(?:-|to|or|neu|i) ?\d", re.ASCII)
TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+/\d+|\d+[.,]\d+|\d+|[^\W\d_]+|'")
BETWEEN = frozenset(" .,-+&")
HOURS = frozenset(["h", "hr", "hrs", "hour", "hours", "awr", "oriau"])
MINUTES = frozenset(["m", "min", "mins", "minute", "minutes", "munud", "munudau", "'"])
SKIPPED = frozenset(["and", "of", "ac"])
PARTS = {
    "half": Fraction(1, 2),
    "hanner": Fraction(1, 2),
    "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4),
    "chwarter": Fraction(1, 4),
}
ARTICLES = frozenset(["a", "an"])
LIKE_CLOCK = re.compile(r"\d+[.,](?:15|30|45)", re.ASCII)


def minutes(text: str, *, unit: Unit = "minutes", most: int = A_DAY) -> int:
    """Whole minutes; a number without a unit is in the column's. More than `most` minutes is refused."""
    found = _minutes(plain(text, most=60), unit)
    if found > most:
        raise CellProblem(
            _(
                "“%(text)s” comes to %(hours)d hours or more, which is too long. "
                "Check whether minutes were meant, or hours."
            )
            % {"text": quoted(text), "hours": found // 60}
        )
    return found


@lru_cache(maxsize=4096)
def _minutes(text: str, unit: Unit) -> int:
    lower, _around = without_around(text.lower())
    if clock := CLOCK.fullmatch(lower):
        if int(clock[2]) > 59:
            raise _not_a_length(text)
        return int(clock[1]) * 60 + int(clock[2])
    if RANGE.search(lower):
        raise CellProblem(
            _("“%(text)s” is a range. Write one length, for example 90 minutes.") % {"text": quoted(text)}
        )
    if lower.startswith("-") or not BETWEEN.issuperset(TOKEN.sub("", lower)):
        raise _not_a_length(text)
    return _added(TOKEN.findall(lower), unit=unit, text=text)


def _not_a_length(text: str) -> CellProblem:
    return CellProblem(
        _("“%(text)s” is not a length of time. Write minutes, or hours and minutes: 45, 90 min, 1:30, 1.5 hours.")
        % {"text": quoted(text)}
    )


def _added(tokens: list[str], *, unit: Unit, text: str) -> int:
    """The minutes of numbers, units and words for parts of an hour, read from left to right."""
    reading = Reading(unit)
    for token in tokens:
        if not reading.take(token):
            raise _not_a_length(text)
    total = reading.whole()
    if reading.is_unclear:
        raise CellProblem(
            _(
                "“%(text)s” may mean part of an hour or minutes. "
                "Write 1:30 for one hour and thirty minutes, or 1.5 hours."
            )
            % {"text": quoted(text)}
        )
    if total is None or total > 1_000_000:
        raise _not_a_length(text)
    return round(total)


class Reading:
    """The state of reading a length: what is summed, and the number that waits for its unit."""

    def __init__(self, unit: Unit) -> None:
        self.is_unclear = False
        self._unit = unit
        self._total = Fraction(0)
        self._last = ""
        self._waiting: Fraction | None = None
        self._article = False
        self._clocklike = False

    def take(self, token: str) -> bool:
        """Take the next word; false where it makes no sense here."""
        if token in HOURS:
            return self._hours()
        if token in MINUTES:
            return self._minutes()
        if token in PARTS:
            return self._part(PARTS[token])
        if token in ARTICLES:
            self._article = self._waiting is None
            return True
        return token in SKIPPED or self._number(token)

    def whole(self) -> Fraction | None:
        """The minutes, with a number that still waits for its unit: minutes after hours, else in the column's."""
        if self._waiting is None:
            return self._total if self._last else None
        if self._last == "hours":
            return self._total + self._waiting if self._waiting < 60 and self._waiting.denominator == 1 else None
        if self._last:
            return None
        if self._unit == "hours":
            self.is_unclear |= self._clocklike
            return self._waiting * 60
        return self._waiting if self._waiting.denominator == 1 else None

    def _hours(self) -> bool:
        if self._last:
            return False
        self.is_unclear |= self._clocklike
        self._total += 60 * (Fraction(1) if self._waiting is None else self._waiting)
        self._last, self._waiting, self._article = "hours", None, False
        return True

    def _minutes(self) -> bool:
        if self._waiting is None or self._waiting.denominator != 1 or self._last == "minutes":
            return False
        self._total += self._waiting
        self._last, self._waiting = "minutes", None
        return True

    def _part(self, part: Fraction) -> bool:
        """Half or quarter: of the hour just named, beside a number that waits, or of an hour still to come."""
        if self._last == "hours":
            self._total += 60 * part * (1 if self._waiting is None else self._waiting)
            self._last, self._waiting = "parts", None
            return True
        if self._last:
            return False
        if self._waiting is None:
            self._waiting = part
        else:
            self._waiting = self._waiting * part if part == Fraction(1, 4) else self._waiting + part
        return True

    def _number(self, token: str) -> bool:
        value = _value(token)
        if value is None or (self._waiting is not None and "/" not in token):
            return False
        self._clocklike = bool(LIKE_CLOCK.fullmatch(token))
        self._waiting = (self._waiting or 0) + value
        return True


def _value(token: str) -> Fraction | None:
    """The number that the token is: 45, 1.5, 1,5, 1,000, 1/2, ten."""
    if token in NUMBERS:
        return Fraction(NUMBERS[token])
    if not token.isascii() or not token[0].isdigit() or token.endswith("/0"):
        return None
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", token):
        token = token.replace(",", "")
    top, _slash, bottom = token.partition("/")
    return Fraction(top.replace(",", ".")) / int(bottom or 1) if not bottom or int(bottom) else None
