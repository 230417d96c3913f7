"""The stretches that snapshots are taken of: q2026-3 and f2025 as figures name them, and s2025, all up to the end of f2025."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from alongside.helping.figures.rules import Period, period_named, periods_of
from alongside.kit.pages import formats

WAIT = timedelta(days=14)
"""How long after the end of a stretch its snapshot is taken (S-6): until then people log what they have not logged yet."""


def due(first: date, *, today: date, after: date | None) -> list[str]:
    """The stretches to take a snapshot of, in their order: over for fourteen days, and ended after that day where there is one.

    They begin with the quarter of the first day. With the quarter that ends a financial year come the year and everything up to
    its end.
    """
    found: list[str] = []
    quarter = named(periods_of(first)[1])
    while last_day(quarter) + WAIT <= today:
        if after is None or last_day(quarter) > after:
            found += ending_with(quarter)
        quarter = named(periods_of(last_day(quarter) + timedelta(days=1))[1])
    return found


def ending_with(quarter: Period) -> list[str]:
    """The quarter, and the longer stretches that end with it."""
    year = year_of(quarter.name)
    return [quarter.name, year, f"s{year[1:]}"] if quarter.name.endswith("-1") else [quarter.name]


def year_of(quarter: str) -> str:
    """The financial year that a quarter is part of, by its name."""
    return periods_of(named(quarter).starts_on or date.min)[3]


def named(name: str) -> Period:
    """The period of that name."""
    period = period_named(name)
    if period is None:
        raise ValueError(name)
    return period


def last_day(period: Period) -> date:
    """The day on which a period with an end ends."""
    return period.ends_on or date.max


def is_quarter(stretch: str) -> bool:
    """Whether the stretch is a quarter."""
    return stretch.startswith("q")


def is_year(stretch: str) -> bool:
    """Whether the stretch is a financial year."""
    return stretch.startswith("f")


def is_since(stretch: str) -> bool:
    """Whether the stretch is everything up to the end of a financial year."""
    return stretch.startswith("s")


def ends_on(stretch: str) -> date:
    """The last day of a stretch."""
    return last_day(named(f"f{stretch[1:]}" if is_since(stretch) else stretch))


def label(stretch: str) -> str:
    """The stretch as a person reads it: October to December 2026, Since the start, up to March 2026."""
    if is_since(stretch):
        return _("Since the start, up to %(month)s") % {"month": formats.month(ends_on(stretch))}
    return named(stretch).label


def short(stretch: str) -> str:
    """The last month of a stretch, for a small label: Sep 26."""
    end = ends_on(stretch)
    return f"{formats.short_month(end)} {end:%y}"


def latest_year(stretches: Iterable[str]) -> str | None:
    """The last of the financial years among the stretches; None when there is none."""
    return max((one for one in stretches if is_year(one)), default=None)


def latest_since(stretches: Iterable[str]) -> str | None:
    """The longest of the stretches since the start; None when there is none."""
    return max((one for one in stretches if is_since(one)), default=None)
