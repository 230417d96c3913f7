"""What every figure should be, counted from the rows alone: a second definition, in SQL, that proves the kept ones.

It shares nothing with the sums in `helping.figures.rules`: sessions are added up by month and months by period; people are
found by learner, scope and month, and counted once in each period under the best of their records. One statement for each
scope gives only what differs from what is kept. A statement sees one moment of the database, and a difference stays true when
others log in the meantime, since they add to rows and to figures alike.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection

from alongside.helping.figures.models import COLUMNS, Figure, Scope
from alongside.helping.sessions.models import Attendance, Helper, Session
from alongside.people.networks.models import Organisation


def table(model: type) -> str:
    """The name of a model's table."""
    return str(model._meta.db_table)  # type: ignore[attr-defined]


SESSION, HELPER, ATTENDANCE = table(Session), table(Helper), table(Attendance)
HELPERS = f"(SELECT COUNT(*) FROM {HELPER} h WHERE h.session_id = s.id)"
PRESENT = f"(SELECT COUNT(*) FROM {ATTENDANCE} a WHERE a.session_id = s.id)"
BESIDE = f"(SELECT COUNT(*) FROM {ATTENDANCE} a WHERE a.session_id = s.id AND a.champion_id = l.champion_id)"
RANK = "CASE s.provenance WHEN 'measured' THEN 0 WHEN 'stated' THEN 1 WHEN 'estimated' THEN 2 ELSE 3 END"
OTHERS = ("stated", "estimated", "imported")


@dataclass(frozen=True)
class Counted:
    """How sessions are found for one scope: what joins it, its id, whose minutes and contacts count, whose people."""

    join: str
    id: str
    helpers: str = HELPERS
    present: str = PRESENT
    people_join: str | None = None
    people_id: str | None = None
    has_people: bool = True


def joined(model: type, column: str) -> Counted:
    """A scope that a session has several of, in a table of its own."""
    return Counted(f"JOIN {table(model)} l ON l.session_id = s.id", f"l.{column}")


WAYS: dict[str, Counted] = {
    Scope.NETWORK: Counted("", "s.network_id"),
    Scope.TEAM: Counted("", "s.team_id"),
    Scope.DISTRICT: Counted("", "s.district_id"),
    Scope.ORGANISATION: Counted("JOIN above ON above.id = s.organisation_id", "above.ancestor"),
    Scope.PROJECT: joined(Session.projects.through, "project_id"),
    Scope.TOPIC: replace(joined(Session.topics.through, "topic_id"), has_people=False),
    Scope.CHAMPION: replace(
        joined(Helper, "champion_id"), helpers="1", present=BESIDE, people_join="", people_id="a.champion_id"
    ),
}


def month_of(day: str) -> str:
    """The month of a day as year × 12 + month − 1, in the words of the database."""
    if connection.vendor == "sqlite":
        return f"(CAST(substr({day}, 1, 4) AS INTEGER) * 12 + CAST(substr({day}, 6, 2) AS INTEGER) - 1)"
    return f"(CAST(EXTRACT(YEAR FROM {day}) AS INTEGER) * 12 + CAST(EXTRACT(MONTH FROM {day}) AS INTEGER) - 1)"


PERIOD = """CASE
 WHEN code < 100000 THEN 'm' || CAST(code / 12 AS TEXT) || CASE WHEN code %% 12 < 9 THEN '-0' ELSE '-' END
  || CAST(code %% 12 + 1 AS TEXT)
 WHEN code < 200000 THEN 'q' || CAST((code - 100000) / 4 AS TEXT) || '-' || CAST((code - 100000) %% 4 + 1 AS TEXT)
 WHEN code < 300000 THEN 'y' || CAST(code - 200000 AS TEXT)
 WHEN code < 400000 THEN 'f' || CAST(code - 300000 AS TEXT)
 ELSE 'all' END"""
"""The name of a period by its code: a month by its number; quarters, years and financial years after 100000, 200000, 300000."""

MET = (
    ("seen", "m"),
    ("quarters", "100000 + q"),
    ("years", "200000 + y"),
    ("financial", "300000 + f"),
    ("ever", "e"),
)
"""Where the people of each kind of period are found, and the code of the period there."""

ABOVE = f"""above(id, ancestor) AS (
 SELECT id, id FROM {table(Organisation)} WHERE network_id = %(network)s
 UNION SELECT a.id, o.parent_id FROM above a JOIN {table(Organisation)} o ON o.id = a.ancestor WHERE o.parent_id IS NOT NULL
)"""


def sums(way: Counted, *, among: str) -> str:
    """Sessions, contacts, tallies, headcount and minutes by scope and month."""
    by_source = ", ".join(
        f"SUM(CASE provenance WHEN '{one}' THEN 1 ELSE 0 END) AS sessions_{one}, "
        f"SUM(CASE provenance WHEN '{one}' THEN minutes ELSE 0 END) AS minutes_{one}"
        for one in OTHERS
    )
    return f"""rows_of AS MATERIALIZED (
 SELECT {way.id} AS scope_id, {month_of("s.happened_on")} AS m, s.provenance, s.headcount,
  {way.present} AS contacts, COALESCE(s.minutes, 0) * {way.helpers} AS minutes,
  CASE WHEN s.headcount > 0 AND {PRESENT} = 0 THEN 1 ELSE 0 END AS tally
 FROM {SESSION} s {way.join}
 WHERE s.network_id = %(network)s AND s.withdrawn_at IS NULL AND {way.id}{among}
), monthly AS (
 SELECT scope_id, m, COUNT(*) AS sessions, SUM(contacts) AS contacts, SUM(tally) AS tallies, SUM(headcount) AS headcount,
  SUM(minutes) AS minutes, {by_source}
 FROM rows_of GROUP BY scope_id, m
), months AS (SELECT DISTINCT m FROM monthly), calendar AS (
 SELECT m, m AS code FROM months UNION ALL SELECT m, 100000 + m / 3 FROM months UNION ALL
 SELECT m, 200000 + m / 12 FROM months UNION ALL SELECT m, 300000 + (m - 3) / 12 FROM months UNION ALL SELECT m, 400000 FROM months
)"""


def people(way: Counted, *, among: str) -> str:
    """Distinct people and new people by scope and period: each period is found from the next shorter one, so nothing grows."""
    join = way.join if way.people_join is None else way.people_join
    id_ = way.people_id or way.id
    by_source = ", ".join(
        f"SUM(CASE best WHEN {rank} THEN 1 ELSE 0 END) AS people_{one}" for rank, one in enumerate(OTHERS, 1)
    )
    counted = " UNION ALL ".join(
        f"SELECT scope_id, {code} AS code, COUNT(*) AS people, {by_source} FROM {source} GROUP BY scope_id, {code}"
        for source, code in MET
    )
    return f"""seen AS (
 SELECT {id_} AS scope_id, a.learner_id, {month_of("s.happened_on")} AS m, MIN({RANK}) AS best
 FROM {ATTENDANCE} a JOIN {SESSION} s ON s.id = a.session_id {join}
 WHERE s.network_id = %(network)s AND s.withdrawn_at IS NULL AND {id_}{among}
 GROUP BY 1, 2, 3
), quarters AS (SELECT scope_id, learner_id, m / 3 AS q, MIN(best) AS best FROM seen GROUP BY 1, 2, 3
), years AS (SELECT scope_id, learner_id, q / 4 AS y, MIN(best) AS best FROM quarters GROUP BY 1, 2, 3
), financial AS (SELECT scope_id, learner_id, (q - 1) / 4 AS f, MIN(best) AS best FROM quarters GROUP BY 1, 2, 3
), ever AS (SELECT scope_id, learner_id, 400000 AS e, MIN(best) AS best FROM years GROUP BY 1, 2
), people AS ({counted}
), began AS (SELECT scope_id, learner_id, MIN(m) AS m FROM seen GROUP BY 1, 2
), fresh AS (
 SELECT scope_id, code, COUNT(*) AS new_people FROM began JOIN calendar ON calendar.m = began.m GROUP BY 1, 2
)"""


def part(source: str, columns: Iterable[str], *, wrap: str = "{}", period: str = PERIOD) -> str:
    """One part of a union: the columns it has, noughts for the others."""
    held = set(columns)
    cells = ", ".join(wrap.format(name) if name in held else "0" for name in COLUMNS)
    return f"SELECT scope_id, {period}, {cells} FROM {source}"


def ledger(way: Counted, *, among: str) -> tuple[list[str], list[str]]:
    """The steps that count a scope from the rows, and the parts whose sum its figures are."""
    of_people = [name for name in COLUMNS if name.startswith("people")]
    of_sums = [name for name in COLUMNS if name not in {*of_people, "new_people"}]
    every = "monthly JOIN calendar ON calendar.m = monthly.m GROUP BY scope_id, code"
    steps, parts = [ABOVE, sums(way, among=among)], [part(every, of_sums, wrap="SUM({})")]
    if way.has_people:
        steps.append(people(way, among=among))
        parts += [part("people", of_people), part("fresh", ["new_people"])]
    return steps, parts


def added_up(steps: Iterable[str], parts: Iterable[str], *, having: str = "") -> str:
    """A statement that gives scope id, period and the sum of each column over the parts."""
    names = ", ".join(COLUMNS)
    total = ", ".join(f"SUM({name})" for name in COLUMNS)
    return (
        f"WITH RECURSIVE {', '.join(steps)}, ledger(scope_id, period, {names}) AS ({' UNION ALL '.join(parts)}) "
        f"SELECT scope_id, period, {total} FROM ledger GROUP BY scope_id, period {having}"
    )


def among_ids(only: Iterable[int]) -> str:
    """A condition on a scope's id: one of those, or any when there is none."""
    ids = ", ".join(str(int(one)) for one in only)
    return f" IN ({ids})" if ids else " IS NOT NULL"


def differences(scope: str, *, only: Iterable[int] = ()) -> str:
    """A statement for `%(network)s` and `%(scope)s`: scope id, period and, by column, what the kept figure lacks.

    `only` are the ids it is about; all of the scope when empty.
    """
    among = among_ids(only)
    steps, parts = ledger(WAYS[scope], among=among)
    kept = f"{table(Figure)} WHERE network_id = %(network)s AND scope = %(scope)s AND scope_id{among}"
    parts.append(part(kept, COLUMNS, wrap="-{}", period="period"))
    return added_up(steps, parts, having="HAVING " + " OR ".join(f"SUM({name}) <> 0" for name in COLUMNS))


def latest(scope: str) -> str:
    """A statement for `%(network)s` and `%(scope)s`: scope id, the day of its latest session, and the day that is kept."""
    way = WAYS[scope]
    return f"""WITH RECURSIVE {ABOVE}, last AS (
 SELECT {way.id} AS scope_id, MAX(s.happened_on) AS day FROM {SESSION} s {way.join}
 WHERE s.network_id = %(network)s AND s.withdrawn_at IS NULL AND {way.id} IS NOT NULL GROUP BY 1
)
SELECT f.scope_id, last.day, f.last_on FROM {table(Figure)} f LEFT JOIN last ON last.scope_id = f.scope_id
 WHERE f.network_id = %(network)s AND f.scope = %(scope)s AND f.period = 'all'
 AND (last.day <> f.last_on OR (last.day IS NULL) <> (f.last_on IS NULL))"""


class Difference(NamedTuple):
    """A kept figure that is not what the rows say: by how much each column is short."""

    scope: str
    scope_id: int
    period: str
    columns: dict[str, int]


def wrong_figures(network_id: int) -> Iterator[Difference]:
    """Every kept figure that differs from the rows; nothing when all is right. Reads only, and holds nobody up.

    A day of the latest session that is wrong counts as one in the column `last_on`.
    """
    for scope in WAYS:
        with connection.cursor() as cursor:
            cursor.execute(differences(scope), {"network": network_id, "scope": scope})
            for scope_id, period, *amounts in cursor:
                amount = {name: int(value) for name, value in zip(COLUMNS, amounts, strict=True) if value}
                yield Difference(scope, scope_id, period, amount)
            cursor.execute(latest(scope), {"network": network_id, "scope": scope})
            for scope_id, _day, _kept in cursor.fetchall():
                yield Difference(scope, scope_id, "all", {"last_on": 1})
