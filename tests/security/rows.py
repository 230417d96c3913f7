"""What stands in the database, so that two moments can be compared."""

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F, Field, Model, Q

from alongside.people.networks.models import Network

VISITORS_OWN = {"django_session", "kit_cache", "django_migrations", "sqlite_sequence"}
"""Tables that a look may write to: the visitor's own session, and the counters of limits."""


def digests() -> dict[str, str]:
    """A digest of every row of every table, table by table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {table: digest(cursor, table) for table in sorted(set(tables) - VISITORS_OWN)}


def digest(cursor: Any, table: str) -> str:
    """How many rows the table has, and the SHA-256 of them all."""
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    rows = sorted(map(repr, cursor.fetchall()))
    return f"{len(rows)}:{hashlib.sha256(repr(rows).encode()).hexdigest()}"


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The tables that are not as they were."""
    return [table for table in after if after[table] != before.get(table)]


@functools.cache
def way_to_network(model: type[Model]) -> str:
    """How a row leads to its network: `network_id`, `session__network_id`; empty when it belongs to none."""
    return way_through(model, columns=required) or way_through(model, columns=lambda one: one._meta.concrete_fields)


def required(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns that are never empty."""
    return [column for column in model._meta.concrete_fields if not column.null]


def way_through(model: type[Model], *, columns: Callable[[type[Model]], Iterable[Field[Any, Any]]]) -> str:
    """The shortest way from a row to its network through such columns; empty when there is none."""
    seen, reach = {model}, [(model, "")]
    for one, way in reach:
        for column in columns(one):
            there = column.related_model
            if there is Network:
                return f"{way}{column.name}_id"
            if isinstance(there, type) and there not in seen:
                seen.add(there)
                reach.append((there, f"{way}{column.name}__"))
    return ""


def rows_of(network: Network) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that belongs to the network, model by model."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        way = "pk" if model is Network else way_to_network(model)
        if way:
            found[model._meta.label] = sorted(model._base_manager.filter(**{way: network.pk}).values_list(), key=repr)
    return found


def links() -> Iterator[tuple[type[Model], Field[Any, Any]]]:
    """Every column by which one row points at another, where both belong to networks."""
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.concrete_fields if way_to_network(model) else []:
            there = column.related_model
            if isinstance(there, type) and there is not Network and way_to_network(there):
                yield model, column


def crossings() -> list[str]:
    """Rows of one network that point at a row of another, through any column."""
    found = []
    for model, column in links():
        here, there = way_to_network(model), f"{column.name}__{way_to_network(column.related_model)}"
        if there == here:
            continue
        rows = model._base_manager.filter(**{f"{column.name}__isnull": False}).filter(~Q(**{here: F(there)}))
        found += [f"{model._meta.label}.{column.name} of row {pk}" for pk in rows.values_list("pk", flat=True)]
    return found
