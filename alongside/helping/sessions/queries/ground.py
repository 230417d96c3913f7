"""The ground on which figures are counted from the rows: sessions that stand, who helped at them, who came.

Either four steps of one statement (`STEPS`), or four temporary tables of the same names, laid once for many statements: the
database then counts helpers and learners of each session once and not for each scope.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model

from alongside.helping.sessions.models import Attendance, Helper, Session
from alongside.people.networks.models import Organisation


def table(model: type[Model]) -> str:
    """The name of a model's table."""
    return str(model._meta.db_table)


def month_of(day: str) -> str:
    """The month of a day as year × 12 + month − 1, in the words of the database."""
    if connection.vendor == "sqlite":
        return f"(CAST(substr({day}, 1, 4) AS INTEGER) * 12 + CAST(substr({day}, 6, 2) AS INTEGER) - 1)"
    return f"(CAST(EXTRACT(YEAR FROM {day}) AS INTEGER) * 12 + CAST(EXTRACT(MONTH FROM {day}) AS INTEGER) - 1)"


SESSION, HELPER, ATTENDANCE, ORGANISATION = table(Session), table(Helper), table(Attendance), table(Organisation)
RANK = "CASE s.provenance WHEN 'measured' THEN 0 WHEN 'stated' THEN 1 WHEN 'estimated' THEN 2 ELSE 3 END"
ABOVE = f"""SELECT id, id AS ancestor FROM {ORGANISATION} WHERE network_id = %(network)s
 UNION SELECT a.id, o.parent_id FROM above a JOIN {ORGANISATION} o ON o.id = a.ancestor WHERE o.parent_id IS NOT NULL"""
"""Each organisation with itself and everything above it."""
STOOD = f"""SELECT s.id, s.network_id, s.team_id, s.organisation_id, s.district_id, s.happened_on, {month_of("s.happened_on")} AS m,
 {RANK} AS source, s.headcount, COALESCE(s.minutes, 0) AS minutes,
 (SELECT COUNT(*) FROM {HELPER} h WHERE h.session_id = s.id) AS helpers,
 (SELECT COUNT(*) FROM {ATTENDANCE} a WHERE a.session_id = s.id) AS present
 FROM {SESSION} s WHERE s.network_id = %(network)s AND s.withdrawn_at IS NULL"""
"""Sessions that were not withdrawn; `source` is the place of their provenance, the best first."""
HELPED = f"""SELECT h.session_id, h.champion_id,
 (SELECT COUNT(*) FROM {ATTENDANCE} a WHERE a.session_id = h.session_id AND a.champion_id = h.champion_id) AS beside
 FROM {HELPER} h JOIN {SESSION} s ON s.id = h.session_id WHERE s.network_id = %(network)s AND s.withdrawn_at IS NULL"""
"""Who helped at them, and how many learners they sat beside."""
MET = f"""SELECT s.id, s.network_id, s.team_id, s.organisation_id, s.district_id, a.learner_id, a.champion_id,
 s.happened_on, {month_of("s.happened_on")} AS m, {RANK} AS source
 FROM {ATTENDANCE} a JOIN {SESSION} s ON s.id = a.session_id
 WHERE s.network_id = %(network)s AND s.withdrawn_at IS NULL"""
"""Who came to them."""
TABLES = {"stood": STOOD, "helped": HELPED, "met": MET}
STEPS = ", ".join(
    [f"above(id, ancestor) AS ({ABOVE})", *(f"{name} AS NOT MATERIALIZED ({rows})" for name, rows in TABLES.items())]
)


@contextmanager
def laid(network_id: int) -> Iterator[None]:
    """The ground of a network as temporary tables, as it is at one moment; statements inside see that moment.

    Where a transaction is open already, it is that one; else one that only reads, so that nobody has to wait.
    """
    given = {"network": network_id}
    with one_moment(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE above AS WITH RECURSIVE above(id, ancestor) AS ({ABOVE}) SELECT * FROM above",
            given,
        )
        for name, rows in TABLES.items():
            cursor.execute(f"CREATE TEMPORARY TABLE {name} AS {rows}", given)
            cursor.execute(f"ANALYZE {name}")
        yield
        for name in ("above", *TABLES):
            cursor.execute(f"DROP TABLE {name}")


@contextmanager
def one_moment() -> Iterator[None]:
    """Statements that all see the database as it was at the first of them; what they leave in temporary tables stays."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")
