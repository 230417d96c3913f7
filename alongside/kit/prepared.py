"""Queries that every page asks: Django writes their SQL once, and later calls only put their values into it.

Writing the SQL of a small query costs several times what the database needs to answer it. A query that stands on the way of
every request is therefore declared once:

    OWN = Prepared(lambda: Champion.objects.filter(member_id=Slot("member"), left_on__isnull=True)[:1])
    OWN(member=member.pk)   # a list of champions, as fresh as any other query's

The query set is an ordinary one (`select_related`, `annotate` and `values_list` work, prefetching does not), and stays the one
place that says what is asked. See docs/decisions/0006-prepared-queries.md.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection, connections, models
from django.db.models.sql import InsertQuery
from django.db.transaction import TransactionManagementError

from alongside.kit.pouring import Prepare, preparer_of

Row = TypeVar("Row")
Value = int | str | date | datetime


class Slot(models.Value):
    """Where a value will stand: a whole number, a text, a day or a moment, compared as it is."""

    def __init__(self, name: str) -> None:
        super().__init__(self)
        self.name = name

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, Any]:
        """A placeholder, and this slot as the parameter that a call replaces."""
        return "%s", [self]


class Slots(Slot):
    """Where several values will stand, as the right side of `__in`; nothing is in none."""

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, Any]:
        """A mark that a call replaces with as many placeholders as it has values."""
        return f"({self.mark})", [self]

    @property
    def mark(self) -> str:
        """What stands in the SQL until it is known how many values there are."""
        return f"{{{self.name}}}"


class Prepared(Generic[Row]):
    """A query set with slots, asked by calling it with a value for each slot."""

    def __init__(self, build: Callable[[], models.QuerySet[Any, Row]]) -> None:
        self.build = build
        self.kept = threading.local()

    def __call__(self, **values: Value | Sequence[Value]) -> list[Row]:
        """The rows that the database holds now; a `KeyError` when a slot is given no value."""
        written = self.written()
        written.fill(values)
        return list(written.iterable(written.queryset))

    def written(self) -> "Written":
        """The SQL for the connection of this thread, written the first time."""
        found: Written | None = getattr(self.kept, "written", None)
        if found is None or found.compiler.connection is not connections[found.queryset.db]:
            found = self.kept.written = Written(self.build())
        return found


def remember(instance: models.Model, **related: list[Any]) -> None:
    """Hand rows that were asked for already to `instance.name.all()`, as prefetching does: `remember(member, roles=…)`."""
    for name, rows in related.items():
        manager = getattr(instance, name)
        for row in rows:
            setattr(row, manager.field.name, instance)
        kept = manager.get_queryset()  # narrowed to the instance, so that filtering it further stays with the instance
        vars(kept)["_result_cache"] = rows
        vars(instance).setdefault("_prefetched_objects_cache", {})[name] = kept


def insert(rows: Sequence[models.Model]) -> None:
    """Add the few rows of a page to their table in one statement, and give each its id, as `bulk_create` does in twice the time."""
    if not rows:
        return
    model = type(rows[0])
    ready = makers_of(model, connection.vendor)
    values: list[Any] = [make(vars(row)[name]) if make else vars(row)[name] for row in rows for name, make in ready]
    with connection.cursor() as cursor:
        cursor.execute(insertion(model, len(rows), connection.vendor), values)
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk
            vars(vars(row)["_state"]).update(adding=False, db=connection.alias)


@cache
def makers_of(model: type[models.Model], _vendor: str) -> list[tuple[str, Prepare | None]]:
    """The columns that are written when a row comes in, each with what makes its value ready for the database in use."""
    return [(field.attname, preparer_of(field)) for field in columns_of(model)]


def columns_of(model: type[models.Model]) -> list[Any]:
    """The fields that are written when a row comes in: all but an id that the database gives, and what it works out."""
    return [
        field for field in model._meta.concrete_fields if field is not model._meta.auto_field and not field.generated
    ]


@lru_cache(maxsize=256)
def insertion(model: type[models.Model], many: int, _vendor: str) -> str:
    """Django's own statement for one row of the model, repeated for so many."""
    fields = columns_of(model)
    query = InsertQuery(model)
    query.insert_values(fields, [model()])
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = [model._meta.pk]
    [(sql, _values)] = compiler.as_sql()
    marks = f"({', '.join(['%s'] * len(fields))})"
    return str(sql).replace(f"VALUES {marks}", f"VALUES {', '.join([marks] * many)}", 1)


class Written:
    """A query set whose compiler answers with the kept SQL and the values of the call."""

    def __init__(self, queryset: models.QuerySet[Any]) -> None:
        self.queryset, self.params = queryset, list[Any]()
        self.iterable: Any = vars(queryset)["_iterable_class"]
        self.compiler = queryset.query.get_compiler(queryset.db)
        self.sql, self.template = self.compiler.as_sql()
        self.filled = self.sql
        converters = self.compiler.get_converters([told[0] for told in self.compiler.select])
        vars(self.compiler).update(execute_sql=self.rows, get_converters=lambda _fields: converters)
        vars(queryset.query)["get_compiler"] = lambda *_args, **_options: self.compiler

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put the values of a call where the slots are."""
        self.filled, self.params = self.sql, []
        for given in self.template:
            if isinstance(given, Slots):
                several = [self.adapted(value) for value in values[given.name]]
                self.filled = self.filled.replace(given.mark, ", ".join(["%s"] * len(several)) or "NULL", 1)
                self.params += several
            else:
                self.params.append(self.adapted(values[given.name]) if isinstance(given, Slot) else given)

    def adapted(self, value: Any) -> Any:
        """The value as the database takes it: SQLite keeps days and moments as texts."""
        if isinstance(value, datetime):
            return self.compiler.connection.ops.adapt_datetimefield_value(value)
        return self.compiler.connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value

    def insist_held(self) -> None:
        """Outside a transaction rows cannot be held: Django says so when it writes the SQL, which is done but once."""
        asked = self.compiler.connection
        if self.queryset.query.select_for_update and asked.features.has_select_for_update and asked.get_autocommit():
            raise TransactionManagementError("A prepared query that holds rows was asked outside a transaction.")

    def rows(self, *_args: Any, **_options: Any) -> list[list[Any]]:
        """What the database answers, in one lump, as a compiler hands it to the iterable of models."""
        self.insist_held()
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.filled, self.params)
            return [cursor.fetchall()]
