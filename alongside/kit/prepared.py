"""Queries that every page asks: Django writes their SQL once, and later calls only put their values into it.

Writing the SQL of a small query costs several times what the database needs to answer it. A query that stands on the way of
every request is therefore declared once:

    OWN = Prepared(lambda: Champion.objects.filter(member_id=Slot("member"), left_on__isnull=True)[:1])
    OWN(member=member.pk)   # a list of champions, as fresh as any other query's

The query set is an ordinary one (`select_related`, `annotate` and `values_list` work, prefetching does not), and stays the one
place that says what is asked. See docs/decisions/0006-prepared-queries.md.
"""

import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import connections, models

Row = TypeVar("Row")


class Slot(models.Value):
    """Where a value will stand: a whole number, a text, a day or a moment, compared as it is."""

    def __init__(self, name: str) -> None:
        super().__init__(self)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, Any]:
        """A placeholder, and this slot as the parameter that a call replaces."""
        return "%s", [self]


class Prepared(Generic[Row]):
    """A query set with slots, asked by calling it with a value for each slot."""

    def __init__(self, build: Callable[[], models.QuerySet[Any, Row]]) -> None:
        self.build = build
        self.kept = threading.local()

    def __call__(self, **values: int | str | date | datetime) -> list[Row]:
        """The rows that the database holds now; a `KeyError` when a slot is given no value."""
        written = self.written()
        written.params = [
            written.adapted(values[given.name]) if isinstance(given, Slot) else given for given in written.template
        ]
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


class Written:
    """A query set whose compiler answers with the kept SQL and the values of the call."""

    def __init__(self, queryset: models.QuerySet[Any]) -> None:
        self.queryset, self.params = queryset, list[Any]()
        self.iterable: Any = vars(queryset)["_iterable_class"]
        self.compiler = queryset.query.get_compiler(queryset.db)
        self.sql, self.template = self.compiler.as_sql()
        vars(self.compiler)["execute_sql"] = self.rows
        vars(queryset.query)["get_compiler"] = lambda *_args, **_options: self.compiler

    def adapted(self, value: Any) -> Any:
        """The value as the database takes it: SQLite keeps days and moments as texts."""
        if isinstance(value, datetime):
            return self.compiler.connection.ops.adapt_datetimefield_value(value)
        return self.compiler.connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value

    def rows(self, *_args: Any, **_options: Any) -> list[list[Any]]:
        """What the database answers, in one lump, as a compiler hands it to the iterable of models."""
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return [cursor.fetchall()]
