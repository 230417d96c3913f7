"""The periods that a list or a page of figures offers."""

from datetime import date

from alongside.helping.figures.rules import ALL, Period, month_of, period_named, periods_of


def offered(today: date) -> list[tuple[str, str]]:
    """Names and labels: everything, this and the last month, quarter, financial and calendar year."""
    month, quarter, year, financial = (period_named(name) for name in periods_of(today)[:-1])
    now = [one for one in (month, quarter, financial, year) if one]
    found = [Period(ALL)]
    for one in now:
        found += [one, one.before() or one]
    return [(one.name, one.label) for one in found]


def label_of(name: str) -> str | None:
    """The label of any period by its name; None for a name that is none."""
    period = period_named(name)
    return period.label if period else None


def named_or_month(name: str, *, today: date) -> Period:
    """The period of that name, else the month of the day."""
    return period_named(name) or month_of(today)
