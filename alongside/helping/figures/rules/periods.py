"""The periods that help is counted over: a month, a quarter, a calendar or financial year, any run of months, everything."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from alongside.kit.pages import formats

ALL = "all"
APRIL = 4
YEAR, MONTH = r"((?:19|20|21)[0-9]{2})", "(0[1-9]|1[0-2])"
NAMES = (
    (re.compile(rf"m{YEAR}-{MONTH}"), 1),
    (re.compile(rf"q{YEAR}-([1-4])"), 3),
    (re.compile(rf"y{YEAR}"), 12),
    (re.compile(rf"f{YEAR}"), 12),
)
RUN = re.compile(rf"r{YEAR}-{MONTH}-{YEAR}-{MONTH}")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months from `first` to `last`, both counted as year × 12 + month − 1; `first` is None for everything.

    The name is m2026-11, q2026-4, y2026, f2026 (from April 2026), all, or r2026-02-2026-09 for any other run of months.
    """

    name: str
    first: int | None = None
    last: int | None = None

    @property
    def is_kept(self) -> bool:
        """Whether figures are kept for this period; those of a run of months are counted from the rows."""
        return self.name[0] != "r"

    @property
    def starts_on(self) -> date | None:
        """The first day; None for everything."""
        return None if self.first is None else first_day(self.first)

    @property
    def ends_on(self) -> date | None:
        """The last day; None for everything."""
        return None if self.last is None else first_day(self.last + 1) - timedelta(days=1)

    @property
    def months(self) -> list[str]:
        """The names of its months, in order; none for everything, which has no end."""
        if self.first is None or self.last is None:
            return []
        return [month_name(number) for number in range(self.first, self.last + 1)]

    @property
    def label(self) -> str:
        """The period as a person reads it: November 2026, October to December 2026, Since the start."""
        if self.first is None or self.last is None:
            return _("Since the start")
        if self.first == self.last:
            return formats.month(first_day(self.first))
        if self.name[0] == "y":
            return self.name[1:]
        first, last = formats.month(first_day(self.first)), formats.month(first_day(self.last))
        return _("%(first)s to %(last)s") % {"first": first, "last": last}

    def before(self) -> "Period | None":
        """The period of the same length just before it; None for everything."""
        if self.first is None or self.last is None:
            return None
        length = self.last - self.first + 1
        return run_of(self.first - length, self.last - length, kind=self.name[0])


@lru_cache(maxsize=4096)
def periods_of(day: date) -> tuple[str, ...]:
    """The periods that a day falls in: month, calendar quarter, calendar year, financial year from April, everything."""
    financial = day.year if day.month >= APRIL else day.year - 1
    return (f"m{day:%Y-%m}", f"q{day.year}-{(day.month + 2) // 3}", f"y{day.year}", f"f{financial}", ALL)


@lru_cache(maxsize=4096)
def periods_with(month: str) -> tuple[str, ...]:
    """The periods that a month is part of, itself first, given its name: m2026-11."""
    return periods_of(date(int(month[1:5]), int(month[6:]), 1))


def month_of(day: date) -> Period:
    """The month that a day falls in."""
    return run_of(month_number(day), month_number(day))


def period_named(name: str) -> Period | None:
    """The period of that name; None when there is none such, so that a made-up name can be told."""
    if name == ALL:
        return Period(ALL)
    if found := RUN.fullmatch(name):
        year, month, last_year, last_month = map(int, found.groups())
        first, last = year * 12 + month - 1, last_year * 12 + last_month - 1
        return run_of(first, last) if first <= last else None
    for pattern, length in NAMES:
        if found := pattern.fullmatch(name):
            first = first_month(name[0], [int(part) for part in found.groups()])
            return Period(name, first, first + length - 1)
    return None


def first_month(kind: str, parts: list[int]) -> int:
    """The number of the month that a period of that kind begins with."""
    if kind == "f":
        return parts[0] * 12 + APRIL - 1
    place = parts[1] - 1 if len(parts) > 1 else 0
    return parts[0] * 12 + (place * 3 if kind == "q" else place)


def run_of(first: int, last: int, *, kind: str = "") -> Period:
    """The months from first to last: the kept period of that length where there is one, of that kind where two would do."""
    year, place = divmod(first, 12)
    length = last - first + 1
    if length == 1:
        return Period(month_name(first), first, last)
    if length == 3 and place % 3 == 0:
        return Period(f"q{year:04}-{place // 3 + 1}", first, last)
    if length == 12 and place == 0:
        return Period(f"y{year:04}", first, last)
    if length == 12 and place == APRIL - 1 and kind in ("", "f"):
        return Period(f"f{year:04}", first, last)
    return Period(f"r{month_name(first)[1:]}-{month_name(last)[1:]}", first, last)


def month_number(day: date) -> int:
    """The month of a day as year × 12 + month − 1."""
    return day.year * 12 + day.month - 1


def month_name(number: int) -> str:
    """The name of a month by its number: m2026-11."""
    return f"m{number // 12:04}-{number % 12 + 1:02}"


def first_day(number: int) -> date:
    """The first day of a month by its number."""
    return date(number // 12, number % 12 + 1, 1)
