"""What every figure should be, counted from the rows alone: a second definition, in SQL, that proves the kept ones.

It shares nothing with the sums in `helping.figures.rules`: sessions are added up by month and months by period; people are
found by learner, scope and month, and counted once in each period under the best of their records. One statement for each
scope gives only what differs from what is kept. A statement sees one moment of the database, and a difference stays true when
others log in the meantime, since they add to rows and to figures alike.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db import connection

from alongside.helping.figures.models import COLUMNS, Figure, Scope
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.queries.ground import STEPS, laid, table
from alongside.kit.databases import roomy
from alongside.people.champions import queries as champions
from alongside.people.champions.models import Champion

NOW = "now"
EVERY = " IS NOT NULL"
"""The condition on the id of a scope when everything of it is meant."""
OTHERS = ("stated", "estimated", "imported")


@dataclass(frozen=True)
class Counted:
    """How sessions are found for one scope: what joins it, its id, whose minutes and contacts count, whose people."""

    join: str
    id: str
    helpers: str = "s.helpers"
    present: str = "s.present"
    people_join: str | None = None
    people_id: str | None = None
    has_people: bool = True
    is_tree: bool = False
    """Whether a session counts for everything above its organisation: people are then gathered by organisation first."""

    def came(self, among: str, *, when: str = "1 = 1", by: str = "") -> str:
        """What stands after FROM for those who came when that holds, joined to the scope; `by` is a further column."""
        join = self.join if self.people_join is None else self.people_join
        if not self.is_tree:
            return f"met s {join} WHERE {when} AND {self.people_id or self.id}{among}"
        below = "1 = 1" if among == EVERY else f"s.organisation_id IN (SELECT id FROM above WHERE {self.id}{among})"
        keys, rows = f"learner_id, organisation_id{by}", f"FROM met s WHERE {when} AND {below}"
        # What nearly every row differs in is sorted, which needs little memory; what comes again and again is dropped first.
        sorted_, dropped = f"{keys}, MIN(source) AS source {rows} GROUP BY {keys}", f"DISTINCT {keys}, source {rows}"
        once = f"SELECT {sorted_ if by else dropped}"
        return f"({once}) s {join} WHERE {self.id}{among}"

    def met(self, among: str, *, when: str) -> str:
        """A statement of who came when that holds: learner, id of the scope, source.

        Most came more than once: what is the same is dropped before it has to be sorted, in a tree by `came`.
        """
        once = "" if self.is_tree else "DISTINCT "
        return f"SELECT {once}s.learner_id, {self.people_id or self.id} AS scope_id, s.source FROM {self.came(among, when=when)}"


def joined(model: type, column: str) -> Counted:
    """A scope that a session has several of, in a table of its own."""
    return Counted(f"JOIN {table(model)} l ON l.session_id = s.id", f"l.{column}")


WAYS: dict[str, Counted] = {
    Scope.NETWORK: Counted("", "s.network_id"),
    Scope.TEAM: Counted("", "s.team_id"),
    Scope.DISTRICT: Counted("", "s.district_id"),
    Scope.ORGANISATION: Counted("JOIN above ON above.id = s.organisation_id", "above.ancestor", is_tree=True),
    Scope.PROJECT: joined(Session.projects.through, "project_id"),
    Scope.TOPIC: replace(joined(Session.topics.through, "topic_id"), has_people=False),
    Scope.CHAMPION: Counted(
        "JOIN helped l ON l.session_id = s.id",
        "l.champion_id",
        helpers="1",
        present="l.beside",
        people_join="",
        people_id="s.champion_id",
    ),
}


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


def sums(way: Counted, *, among: str) -> str:
    """Sessions, contacts, tallies, headcount and minutes by scope and month."""
    by_source = ", ".join(
        f"SUM(CASE source WHEN {place} THEN 1 ELSE 0 END) AS sessions_{one}, "
        f"SUM(CASE source WHEN {place} THEN minutes ELSE 0 END) AS minutes_{one}"
        for place, one in enumerate(OTHERS, 1)
    )
    return f"""rows_of AS MATERIALIZED (
 SELECT {way.id} AS scope_id, s.m, s.source, s.headcount, {way.present} AS contacts, s.minutes * {way.helpers} AS minutes,
  CASE WHEN s.headcount > 0 AND s.present = 0 THEN 1 ELSE 0 END AS tally
 FROM stood s {way.join} WHERE {way.id}{among}
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
    id_ = way.people_id or way.id
    by_source = ", ".join(
        f"SUM(CASE best WHEN {rank} THEN 1 ELSE 0 END) AS people_{one}" for rank, one in enumerate(OTHERS, 1)
    )
    counted = " UNION ALL ".join(
        f"SELECT scope_id, {code} AS code, COUNT(*) AS people, {by_source} FROM {source} GROUP BY scope_id, {code}"
        for source, code in MET
    )
    return f"""seen AS (
 SELECT {id_} AS scope_id, s.learner_id, s.m, MIN(s.source) AS best
 FROM {way.came(among, by=", m")} GROUP BY 1, 2, 3
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
    steps, parts = [sums(way, among=among)], [part(every, of_sums, wrap="SUM({})")]
    if way.has_people:
        steps.append(people(way, among=among))
        parts += [part("people", of_people), part("fresh", ["new_people"])]
    return steps, parts


def added_up(steps: Iterable[str], parts: Iterable[str], *, having: str = "", is_laid: bool = False) -> str:
    """A statement that gives scope id, period and the sum of each column over the parts, on ground that is laid or its own."""
    names = ", ".join(COLUMNS)
    total = ", ".join(f"SUM({name}) AS {name}" for name in COLUMNS)
    ground = [] if is_laid else [STEPS]
    return (
        f"WITH RECURSIVE {', '.join([*ground, *steps])}, ledger(scope_id, period, {names}) AS ({' UNION ALL '.join(parts)}) "
        f"SELECT scope_id, period, {total} FROM ledger GROUP BY scope_id, period {having}"
    )


def among_ids(only: Iterable[int]) -> str:
    """A condition on a scope's id: one of those, or any when there is none."""
    ids = ", ".join(str(int(one)) for one in only)
    return f" IN ({ids})" if ids else EVERY


def differences(scope: str, *, only: Iterable[int] = (), is_laid: bool = False) -> str:
    """A statement for `%(network)s` and `%(scope)s`: scope id, period and, by column, what the kept figure lacks.

    `only` are the ids it is about; all of the scope when empty.
    """
    among = among_ids(only)
    steps, parts = ledger(WAYS[scope], among=among)
    kept = f"{table(Figure)} WHERE network_id = %(network)s AND scope = %(scope)s AND scope_id{among}"
    parts.append(part(kept, COLUMNS, wrap="-{}", period="period"))
    having = "HAVING " + " OR ".join(f"SUM({name}) <> 0" for name in COLUMNS)
    return added_up(steps, parts, having=having, is_laid=is_laid)


def latest(scope: str, *, is_laid: bool = False) -> str:
    """A statement for `%(network)s` and `%(scope)s`: where the day of the latest session is not the one that is kept.

    Gives scope id, the day, the day that is kept, and whether there is a figure that keeps one.
    """
    way = WAYS[scope]
    kept = f"SELECT * FROM {table(Figure)} WHERE network_id = %(network)s AND scope = %(scope)s AND period = 'all'"
    return f"""WITH RECURSIVE {"" if is_laid else f"{STEPS}, "}last AS (
 SELECT {way.id} AS scope_id, MAX(s.happened_on) AS day FROM stood s {way.join} WHERE {way.id} IS NOT NULL GROUP BY 1
), kept AS ({kept})
SELECT last.scope_id, last.day, kept.last_on, kept.id IS NOT NULL AS is_there FROM last
 LEFT JOIN kept ON kept.scope_id = last.scope_id WHERE kept.last_on IS NULL OR kept.last_on <> last.day
UNION ALL SELECT kept.scope_id, NULL, kept.last_on, 1 = 1 FROM kept LEFT JOIN last ON last.scope_id = kept.scope_id
 WHERE last.day IS NULL AND kept.last_on IS NOT NULL"""


HEARD = f"""SELECT c.id, CASE WHEN l.scope_id IS NULL THEN f.last_on ELSE l.day END AS day, c.last_on AS known
 FROM {table(Champion)} c LEFT JOIN late_champion l ON l.scope_id = c.id
 LEFT JOIN {table(Figure)} f
  ON f.network_id = c.network_id AND f.scope = 'champion' AND f.period = 'all' AND f.scope_id = c.id
 WHERE c.network_id = %(network)s"""
"""The day of each champion's latest session, from the figure where that is right, and the day that is kept on the champion."""
UNHEARD = f"SELECT * FROM ({HEARD}) h WHERE day <> known OR (day IS NULL) <> (known IS NULL)"

Tell = Callable[[str], None]
"""Hears the scope that has been counted."""


def silent(_scope: str) -> None:
    """Tell nobody how far the counting has come."""


@contextmanager
def lacking(network_id: int, *, tell: Tell = silent) -> Iterator[None]:
    """Temporary tables `lacks_<scope>` with what `differences` gives, and `late_<scope>` with what `latest` gives, for each scope.

    And `unheard`: the champions on whom another day is kept than that of their latest session. All of one moment. It writes
    nothing and holds nobody up; the differences stay true while others log.
    """
    with roomy():
        with laid(network_id), connection.cursor() as cursor:
            for scope in WAYS:
                given: dict[str, int | str] = {"network": network_id, "scope": str(scope)}
                cursor.execute(f"CREATE TEMPORARY TABLE lacks_{scope} AS {differences(scope, is_laid=True)}", given)
                cursor.execute(f"CREATE TEMPORARY TABLE late_{scope} AS {latest(scope, is_laid=True)}", given)
                tell(scope)
            cursor.execute(f"CREATE TEMPORARY TABLE unheard AS {UNHEARD}", {"network": network_id})
        yield
        with connection.cursor() as cursor:
            for scope in WAYS:
                cursor.execute(f"DROP TABLE lacks_{scope}")
                cursor.execute(f"DROP TABLE late_{scope}")
            cursor.execute("DROP TABLE unheard")


class Difference(NamedTuple):
    """A kept figure that is not what the rows say: by how much each column is short; `now` stands for what is kept on the row."""

    scope: str
    scope_id: int
    period: str
    columns: dict[str, int]


def wrong_figures(network_id: int, *, tell: Tell = silent) -> Iterator[Difference]:
    """Every kept figure that differs from the rows; nothing when all is right. Reads only, and holds nobody up.

    A day of the latest session that is wrong counts as one in the column `last_on`, and so does, in `has_champion`, a team of
    which something else is kept than whether a champion serves it.
    """
    with lacking(network_id, tell=tell), connection.cursor() as cursor:
        for scope in WAYS:
            cursor.execute(f"SELECT * FROM lacks_{scope}")
            for scope_id, period, *amounts in cursor:
                amount = {name: int(value) for name, value in zip(COLUMNS, amounts, strict=True) if value}
                yield Difference(scope, scope_id, period, amount)
            cursor.execute(f"SELECT scope_id FROM late_{scope} WHERE is_there")
            for (scope_id,) in cursor.fetchall():
                yield Difference(scope, scope_id, "all", {"last_on": 1})
        for champion, _day, _known in unheard():
            yield Difference(Scope.CHAMPION, champion, NOW, {"last_on": 1})
        for team in champions.teams_told_wrong(network_id):
            yield Difference(Scope.TEAM, team.pk, NOW, {"has_champion": 1})


def unheard() -> list[tuple[int, date | None, date | None]]:
    """What the table `unheard` holds, while it is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, day, known FROM unheard ORDER BY id")
        return list(cursor.fetchall())
