"""What was frozen, and what would be, from the kept figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Sum
from django.utils import timezone

from alongside.helping.figures.models import Figure, Provenance, Scope
from alongside.helping.figures.rules import period_named
from alongside.overview.progress import rules
from alongside.overview.progress.models import Snapshot
from alongside.people.networks.models import Network

TOLD_APART = tuple(str(one) for one in Provenance.values if one != Provenance.MEASURED)
SOURCED = tuple(f"{column}_{source}" for column in rules.SUMS for source in TOLD_APART)
ADDED = ("sessions", "minutes", *SOURCED)
GIVEN = ("sessions", "people", "minutes")
"""What each champion gives to."""


@dataclass(frozen=True)
class Beside:
    """One stretch as a coordinator sees it: what strangers are told, and the true numbers."""

    line: rules.Line
    counted: rules.Counted


def lines_of(network: Network) -> list[rules.Line]:
    """What strangers are told of the network, in the order in which the stretches ended."""
    return rules.publish(map(counted_of, snapshots_of(network)))


def beside(snapshots: Iterable[Snapshot]) -> list[Beside]:
    """What strangers are told of those snapshots, with the truth beside it, the latest first."""
    counted = {one.stretch: one for one in map(counted_of, snapshots)}
    return [Beside(line, counted[line.stretch]) for line in reversed(rules.publish(counted.values()))]


def snapshots_of(network: Network) -> list[Snapshot]:
    """Everything that was frozen of the network."""
    return list(Snapshot.objects.filter(network=network))


def counted_of(snapshot: Snapshot) -> rules.Counted:
    """The true numbers of a snapshot, as the rules see them."""
    return rules.Counted(
        stretch=snapshot.stretch,
        people=snapshot.people,
        sessions=snapshot.sessions,
        champions=snapshot.champions,
        minutes=snapshot.minutes,
        leans=frozenset(column for column in GIVEN if getattr(snapshot, f"{column}_lean")),
        sources={column: sources_of(snapshot, column) for column in rules.SUMS},
    )


def sources_of(snapshot: Snapshot, column: str) -> dict[str, int]:
    """How much of sessions or minutes was measured, stated, estimated and imported."""
    parts = {source: int(getattr(snapshot, f"{column}_{source}")) for source in TOLD_APART}
    return {str(Provenance.MEASURED): int(getattr(snapshot, column)) - sum(parts.values()), **parts}


def ripe(network: Network, *, taken: Sequence[Snapshot], now: datetime) -> list[Snapshot]:
    """A snapshot, not saved yet, of each stretch that is over for long enough and ended after all that were taken."""
    first = first_day_of(network)
    after = max((rules.ends_on(one.stretch) for one in taken), default=None)
    names = rules.due(first, today=timezone.localtime(now).date(), after=after) if first else []
    return list(counted_now(network, names=names, now=now))


def first_day_of(network: Network) -> date | None:
    """The first day of the first quarter in which anything was logged; None while there is nothing."""
    figures = Figure.objects.filter(network=network, scope=Scope.NETWORK, scope_id=network.pk, sessions__gt=0)
    first = figures.filter(period__startswith="q").order_by("period").values_list("period", flat=True).first()
    period = period_named(first) if first else None
    return period.starts_on if period else None


def counted_now(network: Network, *, names: Sequence[str], now: datetime) -> Iterator[Snapshot]:
    """What the kept figures say of each of those stretches."""
    kept = {name: (name,) for name in names if not rules.is_since(name)}
    whole, parts = totals_in(network, periods=kept), given_in(network, periods=kept)
    for name in names:
        if rules.is_since(name):
            years = {"period__startswith": "f", "period__lte": f"f{name[1:]}"}
            yield snapshot(network, name, total_in(network, **years), given_by_champion(network, **years), now=now)
        else:
            yield snapshot(network, name, whole.get(name, {}), parts.get(name, {}), now=now)


def totals_in(network: Network, *, periods: Iterable[str]) -> dict[str, dict[str, int]]:
    """The network's figures of each period."""
    found = Figure.objects.filter(network=network, scope=Scope.NETWORK, scope_id=network.pk, period__in=list(periods))
    return by_period(found.values("period", "people", *ADDED))


def given_in(network: Network, *, periods: Iterable[str]) -> dict[str, dict[str, int]]:
    """For each period how many champions were active, and the most that one of them gave."""
    found = Figure.objects.filter(network=network, scope=Scope.CHAMPION, period__in=list(periods), sessions__gt=0)
    most = {f"most_{column}": Max(column) for column in GIVEN}
    return by_period(found.order_by().values("period").annotate(champions=Count("*"), **most))


def by_period(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Each row without its period, under that."""
    return {row["period"]: {name: value for name, value in row.items() if name != "period"} for row in rows}


def total_in(network: Network, **years: str) -> dict[str, int]:
    """The network's figures of several years as one: everybody counts in the year in which they were new."""
    found = Figure.objects.filter(network=network, scope=Scope.NETWORK, scope_id=network.pk, **years)
    return found.aggregate(people=Sum("new_people", default=0), **{name: Sum(name, default=0) for name in ADDED})


def given_by_champion(network: Network, **years: str) -> dict[str, int]:
    """How many champions were active in several years, and the most that one of them gave in all of these."""
    found = Figure.objects.filter(network=network, scope=Scope.CHAMPION, sessions__gt=0, **years)
    sums: dict[str, Any] = {
        "all_sessions": Sum("sessions"),
        "all_people": Sum("new_people"),
        "all_minutes": Sum("minutes"),
    }
    each = found.order_by().values("scope_id").annotate(**sums)
    most = each.aggregate(
        champions=Count("*"), **{f"most_{column}": Max(f"all_{column}", default=0) for column in GIVEN}
    )
    return {name: int(value) for name, value in most.items()}


def snapshot(
    network: Network, name: str, total: Mapping[str, int], given: Mapping[str, int], *, now: datetime
) -> Snapshot:
    """A snapshot, not saved yet."""
    lean = {f"{one}_lean": rules.leans(given.get(f"most_{one}", 0), total.get(one, 0)) for one in GIVEN}
    counts = {column: max(0, value) for column, value in total.items()}
    champions = given.get("champions", 0)
    return Snapshot(network=network, stretch=name, taken_at=now, champions=champions, **lean, **counts)
