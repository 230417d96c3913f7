"""Figures that are not kept: of any run of months, and of a part of the network that somebody oversees.

What adds up (sessions, minutes, contacts, new people) comes from the kept months; distinct people are found in the rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Sum

from alongside.helping.figures.models import COLUMNS, Figure
from alongside.helping.figures.rules import Period, Place
from alongside.helping.sessions.queries.ground import HELPER, STEPS, table
from alongside.helping.sessions.queries.recounting import OTHERS, WAYS, Counted, added_up, among_ids, ledger
from alongside.kit.databases import room_to_sort
from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks.rules import Oversight

PEOPLE = ("people", *(f"people_{one}" for one in OTHERS))
ADDED = tuple(name for name in COLUMNS if name not in PEOPLE)


@dataclass(frozen=True)
class Slice:
    """Which sessions are looked at and what they are counted by: a way to their scope, and a condition on its id."""

    way: Counted
    among: str


def figures_by(network_id: int, *, scope: str, period: Period, only: Iterable[int] = ()) -> list[Figure]:
    """The figures of every team, champion, or whatever the scope is, in the period: kept ones, else counted now.

    `only` are the ids it is about; all when empty. Those in which nothing was logged may be left out.
    """
    rows = Figure.objects.filter(network_id=network_id, scope=scope)
    rows = rows.filter(scope_id__in=only) if only else rows
    if period.is_kept:
        return list(rows.filter(period=period.name))
    totals = {f"all_{name}": Sum(name) for name in ADDED}
    sums = rows.filter(period__in=period.months).values("scope_id").annotate(**totals).values_list("scope_id", *totals)
    people = people_between(network_id, Slice(WAYS[scope], among_ids(only)), period=period)
    found = []
    for scope_id, *amounts in sums:
        columns = dict(zip(ADDED, amounts, strict=True)) | people.get(scope_id, {})
        found.append(Figure(network_id=network_id, scope=scope, scope_id=scope_id, period=period.name, **columns))
    return found


def figure_in(network_id: int, *, scope: Place, period: Period) -> Figure:
    """The figure of one scope in any period; noughts where nothing was logged."""
    kind, id_ = scope
    found = figures_by(network_id, scope=kind, period=period, only=[id_])
    return found[0] if found else Figure(network_id=network_id, scope=kind, scope_id=id_, period=period.name)


def people_between(network_id: int, slice_: Slice, *, period: Period) -> dict[int, dict[str, int]]:
    """Distinct people in the months of the period by id of the scope, under the best of their records."""
    way, among = slice_.way, slice_.among
    if not way.has_people:
        return {}
    by_source = ", ".join(f"SUM(CASE best WHEN {rank} THEN 1 ELSE 0 END)" for rank in range(1, len(OTHERS) + 1))
    statement = f"""WITH RECURSIVE {STEPS}, best_of AS (
 SELECT learner_id, scope_id, MIN(source) AS best
 FROM ({way.met(among, when="s.happened_on BETWEEN %(first)s AND %(last)s")}) came GROUP BY 1, 2
) SELECT scope_id, COUNT(*), {by_source} FROM best_of GROUP BY 1"""
    given = {"network": network_id, "first": period.starts_on, "last": period.ends_on}
    with room_to_sort(), connection.cursor() as cursor:
        cursor.execute(statement, given)
        return {row[0]: dict(zip(PEOPLE, map(int, row[1:]), strict=True)) for row in cursor.fetchall()}


def slice_of(oversight: Oversight) -> Slice:
    """The sessions within an oversight, counted as one."""
    found = ["1 = 0"]
    if oversight.organisations:
        found.append(f"s.organisation_id{among_ids(networks.parts_of(oversight.organisations))}")
    if oversight.teams:
        found.append(f"s.team_id{among_ids(oversight.teams)}")
    if oversight.groups:
        found.append(
            f"EXISTS (SELECT 1 FROM {HELPER} g JOIN {table(Champion)} c ON c.id = g.champion_id "
            f"WHERE g.session_id = s.id AND c.group_id{among_ids(oversight.groups)})"
        )
    return Slice(Counted("", "1"), f" = 1 AND ({' OR '.join(found)})")


def figures_within(network_id: int, *, oversight: Oversight) -> dict[str, Figure]:
    """The figures of the part of the network within an oversight, by the name of each kept period; counted from the rows."""
    part = slice_of(oversight)
    steps, parts = ledger(part.way, among=part.among)
    with connection.cursor() as cursor:
        cursor.execute(added_up(steps, parts), {"network": network_id})
        return {
            period: Figure(
                network_id=network_id,
                scope="part",
                scope_id=0,
                period=period,
                **{name: int(value) for name, value in zip(COLUMNS, amounts, strict=True)},
            )
            for _one, period, *amounts in cursor.fetchall()
        }


def figure_within(network_id: int, *, oversight: Oversight, period: Period, months: Mapping[str, Figure]) -> Figure:
    """The figure of a part in a run of months, given the figures of its months as `figures_within` gives them."""
    found = [months[name] for name in period.months if name in months]
    columns = {name: sum(getattr(one, name) for one in found) for name in ADDED}
    people = people_between(network_id, slice_of(oversight), period=period).get(1, {})
    return Figure(network_id=network_id, scope="part", scope_id=0, period=period.name, **columns, **people)
