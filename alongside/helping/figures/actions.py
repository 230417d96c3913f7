"""Changing figures: always by a difference, in the transaction of the session that makes it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import repeat

from django.db import connection
from django.db.models import Q

from alongside.helping.figures import rules
from alongside.helping.figures.models import COLUMNS, Figure
from alongside.kit import pouring

BATCH = 400
TABLE, ASIDE = Figure._meta.db_table, "figures_aside"
NAMES = ("network_id", "scope", "scope_id", "period", "last_on", *COLUMNS)
INTO = f"INSERT INTO {TABLE} ({', '.join(NAMES)})"
IS_KEPT = f"{TABLE}.last_on >= excluded.last_on OR excluded.last_on IS NULL"
ADDED = (
    "ON CONFLICT (network_id, scope, period, scope_id) DO UPDATE SET "
    f"last_on = CASE WHEN {IS_KEPT} THEN {TABLE}.last_on ELSE excluded.last_on END, "
    + ", ".join(f"{name} = {TABLE}.{name} + excluded.{name}" for name in COLUMNS)
)
Key = tuple[str, int, str]
Value = int | str | date | None


def change(network_id: int, *, removed: Iterable[rules.Help], added: Sequence[rules.Help], lives: rules.Lives) -> None:
    """Bring the network's figures up to date after sessions went and came, and the last day where one came."""
    apply(network_id, rules.delta(removed=removed, added=added, lives=lives), latest=latest_of(added))


def latest_of(added: Iterable[rules.Help]) -> dict[Key, date]:
    """The day of the latest of these sessions, for each scope that they count towards, apart from topics."""
    latest: dict[Key, date] = {}
    for help_ in added:
        for scope, scope_id in (*help_.scopes, *(("champion", champion) for champion in help_.champions)):
            key = (scope, scope_id, rules.ALL)
            latest[key] = max(latest.get(key, help_.happened_on), help_.happened_on)
    return latest


def apply(network_id: int, delta: rules.Delta, *, latest: Mapping[Key, date] | None = None) -> None:
    """Add a difference to the figures; rows are taken in one order, so that two writers cannot block each other for ever."""
    rows = rows_of(network_id, delta, latest or {})
    for start in range(0, len(rows), BATCH):
        upsert(rows[start : start + BATCH])


def hold(network_id: int, *, places: Iterable[rules.Place]) -> None:
    """Hold the figures of all time of those scopes until the transaction ends, in the order in which all writers take them."""
    wanted = Q()
    for scope, ids in by_scope(places).items():
        wanted |= Q(scope=scope, scope_id__in=ids)
    rows = Figure.objects.filter(wanted, network_id=network_id, period=rules.ALL).order_by("scope", "scope_id")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def by_scope(places: Iterable[rules.Place]) -> dict[str, list[int]]:
    """The ids of each kind of scope."""
    found: dict[str, list[int]] = defaultdict(list)
    for scope, scope_id in places:
        found[scope].append(scope_id)
    return found


def set_aside(network_id: int, delta: rules.Delta, *, latest: Mapping[Key, date]) -> None:
    """Have a difference wait in a temporary table, so that `apply_aside` can add it in one statement."""
    pouring.aside(ASIDE, Figure, NAMES)
    pouring.pour(Figure, NAMES, rows_of(network_id, delta, latest), into=ASIDE)


def apply_aside() -> None:
    """Add what was set aside to the figures."""
    with connection.cursor() as cursor:
        cursor.execute(f"{INTO} SELECT * FROM {ASIDE} WHERE 1 = 1 ORDER BY scope, scope_id, period {ADDED}")
        cursor.execute(f"DROP TABLE {ASIDE}")


def rows_of(network_id: int, delta: rules.Delta, latest: Mapping[Key, date]) -> list[list[Value]]:
    """The difference as rows of NAMES, in the order in which all writers take them."""
    return [
        [network_id, *key, latest.get(key), *map(columns.get, COLUMNS, repeat(0))]
        for key, columns in sorted(delta.items())
    ]


def upsert(rows: Sequence[Sequence[Value]]) -> None:
    """Insert the rows, or add their columns to those that are there; a later last day takes the place of an earlier one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            added = [dict(zip(NAMES, row, strict=True)) for row in rows]
            cursor.execute(statement_from_json(), [json.dumps(added, default=str)])
        else:
            cursor.execute(statement_for(len(rows)), [value for row in rows for value in row])


@lru_cache(maxsize=BATCH)
def statement_for(many: int) -> str:
    """The statement that adds so many rows."""
    marks = f"({', '.join(['%s'] * len(NAMES))})"
    return f"{INTO} VALUES {', '.join([marks] * many)} {ADDED}"


@cache
def statement_from_json() -> str:
    """The statement that adds all rows of a JSON text: PostgreSQL's driver needs long for a thousand placeholders."""
    kinds = ", ".join(f"{name} {Figure._meta.get_field(name).db_type(connection)}" for name in NAMES)
    return f"{INTO} SELECT * FROM json_to_recordset(%s) AS added({kinds}) ORDER BY scope, scope_id, period {ADDED}"


def note_last(network_id: int, *, scopes: Iterable[rules.Place], on: date) -> None:
    """Keep the day of the latest session of each scope when this one is later than what is known."""
    wanted = Q()
    for scope, ids in by_scope(scopes).items():
        wanted |= Q(scope=scope, scope_id__in=ids)
    rows = Figure.objects.filter(
        wanted, Q(last_on__isnull=True) | Q(last_on__lt=on), network_id=network_id, period=rules.ALL
    )
    rows.update(last_on=on)


def set_last(network_id: int, *, days: Mapping[rules.Place, date | None]) -> None:
    """Put the day of the latest session of each scope to that day, after a session went or moved."""
    for (scope, scope_id), day in sorted(days.items()):
        rows = Figure.objects.filter(network_id=network_id, scope=scope, scope_id=scope_id, period=rules.ALL)
        rows.update(last_on=day)
