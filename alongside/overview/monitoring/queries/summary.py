"""How a network, or a part of it, is doing: figures of a period beside the period before, and the months that led there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Count, IntegerField, QuerySet, Subquery

from alongside.helping.figures.models import Figure, Scope
from alongside.helping.figures.rules import Period, month_of, run_of
from alongside.kit.prepared import Prepared, Slot
from alongside.overview.monitoring.queries.champions import active_in, champions_within
from alongside.overview.monitoring.queries.lines import sources
from alongside.overview.monitoring.queries.reach import Part
from alongside.overview.monitoring.queries.records import MONTHS, last_months
from alongside.people.networks.models import Member, Network


@dataclass(frozen=True)
class Summary:
    """The figures of a part of the network in a period; `before` is None where nothing comes before.

    A period under way is not set against a whole one: it has no changes, but what the period before came to stands beside it.
    """

    period: Period
    now: Figure
    before: Figure | None
    active: int
    active_before: int
    months: Sequence[tuple[date, Figure]]
    is_under_way: bool = False

    def change(self, column: str) -> int | None:
        """By how much a column differs from the period before; None where nothing comes before, or while it is under way."""
        return (
            int(getattr(self.now, column) - getattr(self.before, column))
            if self.before and not self.is_under_way
            else None
        )

    @property
    def active_change(self) -> int | None:
        """By how many the active champions differ from the period before; None as for `change`."""
        return self.active - self.active_before if self.before and not self.is_under_way else None

    def earlier(self, column: str) -> int | None:
        """What the period before came to in a column, while this one is under way; None otherwise."""
        return int(getattr(self.before, column)) if self.before and self.is_under_way else None

    @property
    def active_earlier(self) -> int | None:
        """How many champions were active in the period before, while this one is under way; None otherwise."""
        return self.active_before if self.before and self.is_under_way else None

    def sources(self, column: str) -> dict[str, int]:
        """Where people, sessions or minutes come from."""
        return sources(self.now, column)

    def series(self, column: str) -> list[tuple[date, int]]:
        """A column month by month."""
        return [(day, int(getattr(figure, column))) for day, figure in self.months]


def summary_of(part: Part, member: Member, *, period: Period, today: date) -> Summary:
    """The figures of what the member oversees, as of the day."""
    months = months_up_to(period, today=today)
    before = period.before()
    if period.is_kept:
        wanted = [period, *([before] if before and before.is_kept else []), *months]
        found = {one.period: one for one in part.figures(wanted)}
    else:
        found = {period.name: part.figure(period), **{one.period: one for one in part.figures(months)}}
    if before and before.name not in found:
        found[before.name] = part.figure(before)
    days = [month.starts_on or today for month in months]
    active = active_counts(part, member, periods=[period, before] if before else [period])
    return Summary(
        period=period,
        now=found[period.name],
        before=found[before.name] if before else None,
        active=active[period.name],
        active_before=active[before.name] if before else 0,
        months=[(day, found[month.name]) for day, month in zip(days, months, strict=True)],
        is_under_way=period.ends_on is not None and period.ends_on >= today,
    )


def months_up_to(period: Period, *, today: date) -> list[Period]:
    """The months of the period as far as they have come; when they are few, the twelve that lead up to its last."""
    here = last_months(today)
    if period.last is None or period.first is None:
        return here
    last = min(period.last, here[-1].last or period.last)
    first = min(period.first, last - MONTHS + 1)
    return [run_of(number, number) for number in range(first, last + 1)]


class CountOf(Subquery):
    """How many rows a query set has, without a group: on SQLite a quarter of the work of a grouped count."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def figures_with_sessions(network: int | Slot, *, period: str | Slot) -> QuerySet[Figure, int]:
    """The ids of the champions with a session in the period, from their kept figures."""
    found = Figure.objects.filter(network_id=network, scope=Scope.CHAMPION, period=period, sessions__gt=0)
    return found.order_by().values_list("scope_id", flat=True)


@cache
def active_in_periods(many: int) -> Prepared[tuple[int, ...]]:
    """One row: how many of the network's champions had a session in each of so many periods: `network`, `period_0` and on."""
    network = Slot("network")
    periods = [Slot(f"period_{number}") for number in range(many)]
    counts = [CountOf(figures_with_sessions(network, period=period)) for period in periods]
    return Prepared(lambda: Network.objects.filter(pk=network).values_list(*counts))


def active_counts(part: Part, member: Member, *, periods: Sequence[Period]) -> dict[str, int]:
    """How many of the champions that the member oversees had a session in each period, by its name."""
    kept = [period.name for period in periods if period.is_kept]
    own = champions_within(member)
    if kept and part.oversight.whole:
        named = {f"period_{number}": name for number, name in enumerate(kept)}
        [counts] = active_in_periods(len(kept))(network=part.network_id, **named)
        found = dict(zip(kept, counts, strict=True))
    else:
        active = Figure.objects.filter(
            network_id=part.network_id, scope=Scope.CHAMPION, period__in=kept, sessions__gt=0
        )
        rows = active.filter(scope_id__in=own.values("pk")).order_by().values_list("period")
        found = dict.fromkeys(kept, 0) | dict(rows.annotate(count=Count("*")) if kept else ())
    for period in periods:
        if not period.is_kept:
            found[period.name] = own.filter(pk__in=active_in(part.network_id, period=period)).count()
    return found


def active_by_month(part: Part, member: Member, *, summary: Summary) -> list[tuple[date, int]]:
    """How many champions had a session in each of the months of a summary."""
    months = [month_of(day) for day, _figure in summary.months]
    counts = active_counts(part, member, periods=months)
    return [(day, counts[month.name]) for (day, _figure), month in zip(summary.months, months, strict=True)]
