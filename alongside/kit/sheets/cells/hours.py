"""Opening hours of one day."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from alongside.kit.sheets.cells.typed import plain, quoted
from alongside.kit.sheets.problems import CellProblem

TIME = r"(\d{1,2}|noon|midday|midnight|hanner dydd|hanner nos)(?:[:.h]?(\d{2}))? ?([ap])?\.?m?\.?"
SPAN = re.compile(rf"{TIME} ?(?:-|to|until|till|i|tan) ?{TIME}")
NAMED = {"noon": 12, "midday": 12, "hanner dydd": 12, "midnight": 24, "hanner nos": 24}
CLOSED = frozenset(["closed", "n/a closed", "shut", "ar gau", "wedi cau", "-", "none", "n/a", "not open", "no"])
ALWAYS = frozenset(["24 hours", "24/7", "24 hrs", "24h", "24 awr"])
BETWEEN = re.compile(r" ?(?:[,;&/\n]| and | a | ac ) ?")
A_DAY = 24 * 60
NOON = A_DAY // 2


class Hours(NamedTuple):
    """When a place is open on one day: spans such as ("09:00", "17:30") in order, or the words that were given."""

    spans: tuple[tuple[str, str], ...]
    words: str = ""
    is_closed: bool = False

    def __str__(self) -> str:
        return ",".join(f"{start}-{end}" for start, end in self.spans) or self.words


def opening_hours(text: str) -> Hours:
    """The hours of a day: spans of time, closed, or words without figures, kept as they are."""
    return _hours(plain(text, most=200))


@lru_cache(maxsize=4096)
def _hours(text: str) -> Hours:
    lower = text.lower().rstrip(".")
    if lower in CLOSED:
        return Hours((), text, is_closed=True)
    if lower in ALWAYS:
        return Hours((("00:00", "24:00"),))
    if _is_words(lower):
        return Hours((), text)
    spans = [_span(part, text=text) for part in BETWEEN.split(lower) if part]
    if not spans:
        raise _not_hours(text)
    if any(start < end for (_start, end), (start, _end) in pairwise(spans)):
        raise CellProblem(
            _(
                "“%(text)s” holds times that overlap or are out of order. Write them as they follow: 09:00-12:30,13:30-17:00."
            )
            % {"text": quoted(text)}
        )
    return Hours(tuple((_clock(start), _clock(end)) for start, end in spans))


def _is_words(text: str) -> bool:
    """Whether the text says no times at all, in figures or as noon and midnight."""
    return not any(sign.isdigit() for sign in text) and not SPAN.fullmatch(text)


def _span(part: str, *, text: str) -> tuple[int, int]:
    """Minutes after midnight at which the span starts and ends."""
    found = SPAN.fullmatch(part.strip())
    if not found:
        raise _not_hours(text)
    start, end = _minute(*found.group(1, 2, 3)), _minute(*found.group(4, 5, 6))
    if start is None or end is None:
        raise _not_hours(text)
    start, end = _meant(found, start=start, end=end or A_DAY)  # closing at 00:00 is at midnight
    if end <= start:
        raise CellProblem(
            _("“%(text)s” ends before it starts. Write the hours like 09:00-17:00.") % {"text": quoted(text)}
        )
    return start, end


def _meant(found: re.Match[str], *, start: int, end: int) -> tuple[int, int]:
    """The times with the half of the day that was left out: “9-5” ends at 17:00, “1-5pm” starts at 13:00."""
    if _ends_after_noon(found, start=start, end=end):
        return start, end + NOON
    if found[6] == "p" and not found[3] and start < 7 * 60 and start + NOON < end:
        return start + NOON, end
    return start, end


def _ends_after_noon(found: re.Match[str], *, start: int, end: int) -> bool:
    """Whether “9-5” or “9:30-1:00” is meant: no half of the day at the end, and no leading zero."""
    unmarked = not found[6] and not found[4].startswith("0")
    return unmarked and end < start and end < NOON and (bool(found[3]) or start < NOON + 60)


def _minute(hour: str, minute: str | None, half: str | None) -> int | None:
    """Minutes after midnight; none for a time that does not exist."""
    if hour in NAMED:
        return None if minute or half else NAMED[hour] * 60
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    whole = hours * 60 + minutes
    return whole if minutes < 60 and whole <= A_DAY else None


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _not_hours(text: str) -> CellProblem:
    return CellProblem(
        _(
            "“%(text)s” are not opening hours. "
            "Write when it opens and closes, for example 09:00-12:30,13:30-17:00, or “closed”."
        )
        % {"text": quoted(text)}
    )
