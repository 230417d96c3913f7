"""Writing many rows of a table at once, without making an object of each.

`bulk_create` makes an object of every row and the text of the statement anew for every few of them, which takes five times as
long on SQLite. Here one prepared statement takes them all; PostgreSQL gets them as one stream (COPY).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from django.db import connection, models

from alongside.kit.statements import marks, named

PLAIN = {
    "AutoField",
    "BigAutoField",
    "BooleanField",
    "CharField",
    "ForeignKey",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
}
"""Kinds of fields whose values every database takes as they are."""
FEW = {"DateField", "DateTimeField"}
"""Kinds of fields of which the same values come again and again."""

AT_ONCE = 5_000
"""Rows that are held in memory: while a stream is open nothing else can be asked, and the rows may have to ask."""

Row = Sequence[Any]
Prepare = Callable[[Any], object]


def pour(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row], *, into: str = "") -> None:
    """Insert rows of the columns named (`session_id` for a foreign key); other columns get their defaults.

    Ids stay unknown unless they are among the columns; then `number_on` has to follow. A list without rows costs nothing.
    `into` names another table that has the same columns.
    """
    if not rows:
        return
    ours, others = told_apart(model, columns)
    others = [] if into else others
    constants = [field.get_db_prep_save(field.get_default(), connection) for field in others]
    columns = [str(field.column) for field in (*ours, *others)]
    values = prepared(rows, [preparer_of(field) for field in ours], constants)
    write = stream if connection.vendor == "postgresql" else execute
    while batch := list(islice(values, AT_ONCE)):
        write(into or model._meta.db_table, columns, batch)


def stream(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Hand the rows over as one stream, which only PostgreSQL knows; whoever makes them has done so before it opens."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(named("COPY {table} ({columns}) FROM STDIN", table=table, columns=columns)) as flow,
    ):
        for row in rows:
            flow.write_row(row)


def execute(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Run one prepared statement for all rows."""
    insert = named("INSERT INTO {table} ({columns}) VALUES", table=table, columns=columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"{insert} ({marks(len(columns))})", rows)


def aside(name: str, model: type[models.Model], columns: Sequence[str]) -> None:
    """Make an empty temporary table with those columns of the model, in which rows can wait without a lock."""
    made = "CREATE TEMPORARY TABLE {name} AS SELECT {columns} FROM {table} WHERE 1 = 0"
    with connection.cursor() as cursor:
        cursor.execute(named("DROP TABLE IF EXISTS {name}", name=name))
        cursor.execute(named(made, name=name, columns=columns, table=model))


def told_apart(model: type[models.Model], columns: Sequence[str]) -> tuple[list[Any], list[Any]]:
    """The fields of the columns in their order, and those of all other columns apart from the id."""
    by_column = {field.attname: field for field in model._meta.concrete_fields}
    others = [field for name, field in by_column.items() if name not in columns and not field.primary_key]
    return [by_column[name] for name in columns], others


def preparer_of(field: Any) -> Prepare | None:
    """What makes a value of the field ready for the database; None where nothing has to be made."""
    kind = field.get_internal_type()
    if kind in PLAIN:
        return None
    ready: Prepare = partial(field.get_db_prep_save, connection=connection)
    return lru_cache(maxsize=4096)(ready) if kind in FEW else ready


def prepared(rows: Iterable[Row], prepare: Sequence[Prepare | None], constants: Row) -> Iterator[list[Any]]:
    """The rows as the database takes them."""
    waiting = [(place, ready) for place, ready in enumerate(prepare) if ready]
    for row in rows:
        cells = [*row, *constants]
        for place, ready in waiting:
            cells[place] = ready(cells[place])
        yield cells


def number_on(*tables: type[models.Model]) -> None:
    """Have the database number new rows after those that came in with ids of their own."""
    if connection.vendor != "postgresql":
        return  # SQLite counts on from the highest by itself
    numbered = "SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT COALESCE(MAX({key}), 1) FROM {table}))"
    with connection.cursor() as cursor:
        for table in tables:
            key = str(table._meta.pk.column)
            cursor.execute(named(numbered, key=key, table=table), [table._meta.db_table, key])


@contextmanager
def without_indexes(*tables: type[models.Model]) -> Iterator[None]:
    """Tables without the indexes that only help to find rows; at the end they are made anew, which is faster than keeping them.

    For tables that nobody else uses meanwhile: PostgreSQL keeps everybody out of them until the transaction ends.
    """
    made = [statement for table in tables for statement in dropped(table)]
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no index is made while rows wait to be checked
        for statement in made:
            cursor.execute(statement)


def dropped(table: type[models.Model]) -> list[str]:
    """Drop the indexes of a table that guard nothing; the statements that make them again."""
    asked = IN_POSTGRES if connection.vendor == "postgresql" else IN_SQLITE
    with connection.cursor() as cursor:
        cursor.execute(asked, [table._meta.db_table])
        found = cursor.fetchall()
        for name, _statement in found:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    return [statement for _name, statement in found]


IN_SQLITE = """SELECT name, sql FROM sqlite_master
 WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%%' ORDER BY name"""
IN_POSTGRES = """SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
 WHERE i.indrelid = %s::regclass AND NOT i.indisunique ORDER BY 1"""
