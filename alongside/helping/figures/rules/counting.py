"""How help is counted: pure sums over sessions and attendances, without a database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from alongside.helping.figures.rules.periods import periods_of, periods_with

BEST_FIRST = ("measured", "stated", "estimated", "imported")

Place = tuple[str, int]
Key = tuple[str, int, str]
Delta = dict[Key, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Help:
    """One session as the figures see it. `scopes` are everything it counts towards apart from its champions."""

    happened_on: date
    provenance: str
    champions: tuple[int, ...]
    scopes: tuple[Place, ...]
    minutes: int = 0
    headcount: int = 0
    attended: tuple[tuple[int, int], ...] = ()
    """Pairs of the learner's id and the id of the champion who sat beside them."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One learner at one session: when, where it counts, where the record comes from."""

    happened_on: date
    provenance: str
    scopes: tuple[Place, ...]


@dataclass
class Lives:
    """All presences of the learners whom a change touches, as they were and as they are."""

    before: Mapping[int, Iterable[Presence]] = field(default_factory=dict)
    after: Mapping[int, Iterable[Presence]] = field(default_factory=dict)


def presence_of(help_: Help, champion: int) -> Presence:
    """The presence of one learner whom that champion helped in the session."""
    return Presence(help_.happened_on, help_.provenance, (*help_.scopes, ("champion", champion)))


def delta(*, removed: Iterable[Help], added: Iterable[Help], lives: Lives) -> Delta:
    """By how much each column of each figure changes when sessions go and come."""
    months: Delta = {}
    for help_ in removed:
        count_session(months, help_, sign=-1)
    for help_ in added:
        count_session(months, help_, sign=1)
    change = in_all_periods(months)
    for learner in {**lives.before, **lives.after}:
        before, after = monthly(lives.before.get(learner, ())), monthly(lives.after.get(learner, ()))
        if before != after:
            count_person(change, before, sign=-1)
            count_person(change, after, sign=1)
    return {key: kept for key, columns in change.items() if (kept := {c: n for c, n in columns.items() if n})}


def count_session(months: Delta, help_: Help, *, sign: int) -> None:
    """Add what a session counts in every scope to the month's figures, apart from distinct people."""
    everyone = {"contacts": len(help_.attended), "minutes": help_.minutes * len(help_.champions)}
    shared = columns_of(help_, **everyone)
    for scope in help_.scopes:
        add(months, scope, help_.happened_on, shared, sign=sign)
    for champion in help_.champions:
        own = {"contacts": sum(beside == champion for _, beside in help_.attended), "minutes": help_.minutes}
        add(months, ("champion", champion), help_.happened_on, columns_of(help_, **own), sign=sign)


def columns_of(help_: Help, *, contacts: int, minutes: int) -> dict[str, int]:
    """What a session adds to each column of one scope."""
    columns = {"sessions": 1, "contacts": contacts, "minutes": minutes, "headcount": help_.headcount}
    if help_.headcount and not help_.attended:
        columns["tallies"] = 1
    if help_.provenance != BEST_FIRST[0]:
        columns |= {f"sessions_{help_.provenance}": 1, f"minutes_{help_.provenance}": minutes}
    return columns


def add(months: Delta, scope: Place, day: date, columns: Mapping[str, int], *, sign: int) -> None:
    """Add columns to a scope in the month of the day."""
    row = months.setdefault((*scope, periods_of(day)[0]), {})
    for column, amount in columns.items():
        row[column] = row.get(column, 0) + sign * amount


def in_all_periods(months: Delta) -> Delta:
    """What months count, in every period that each of them is part of."""
    change: Delta = defaultdict(lambda: defaultdict(int))
    for (scope, scope_id, month), columns in months.items():
        for period in periods_with(month):
            row = change[scope, scope_id, period]
            for column, amount in columns.items():
                row[column] += amount
    return change


def monthly(presences: Iterable[Presence]) -> set[tuple[date, str, tuple[Place, ...]]]:
    """The first of the month, provenance and scopes of presences, each once.

    Every period is of whole months, so a learner who came each week counts as once a month.
    """
    return {(one.happened_on.replace(day=1), one.provenance, one.scopes) for one in presences}


def count_person(change: Delta, months: Iterable[tuple[date, str, tuple[Place, ...]]], *, sign: int) -> None:
    """Count one learner once in each scope and period, under the best of their records, and as new where they began."""
    best: dict[Key, int] = {}
    first: dict[Place, date] = {}
    for month, provenance, scopes in months:
        rank = BEST_FIRST.index(provenance)
        for scope in scopes:
            first[scope] = min(first.get(scope, month), month)
            for period in periods_of(month):
                key = (*scope, period)
                best[key] = min(best.get(key, rank), rank)
    for key, rank in best.items():
        change[key]["people"] += sign
        if rank:
            change[key][f"people_{BEST_FIRST[rank]}"] += sign
    for scope, day in first.items():
        for period in periods_of(day):
            change[*scope, period]["new_people"] += sign
