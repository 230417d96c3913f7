"""Writing what a run makes and alters, so that it can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from alongside.kit.verdict import Refused
from alongside.overview.exchange.models import Change, Run

BATCH = 500
Row = TypeVar("Row", bound=models.Model)
Values = Mapping[str, Any]
"""Fields by their columns' names, such as `name` and `organisation_id`."""


def make(run: Run, rows: Sequence[Row]) -> list[Row]:
    """Insert rows of one model and note that the run made them."""
    made = type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH) if rows else []
    Change.objects.bulk_create([Change(run=run, model=label(type(row)), row=row.pk) for row in made], batch_size=BATCH)
    return list(made)


def alter(run: Run, model: type[Row], wanted: Mapping[int, Values]) -> None:
    """Change rows by their ids, and note what each field said before."""
    changes = []
    for ids in in_batches(list(wanted)):
        rows = {row.pk: row for row in model._default_manager.select_for_update().filter(pk__in=ids)}
        for pk in ids:
            if pk not in rows:
                raise Refused(_("Something was removed while this was being brought in. Check the file once more."))
            changes.append(altered(run, rows[pk], wanted[pk]))
    Change.objects.bulk_create(changes, batch_size=BATCH)


def altered(run: Run, row: models.Model, values: Values) -> Change:
    """The row saved with other values, and what has to be known to restore it."""
    before = {name: plain(getattr(row, name)) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[field_of(row, name) for name in values])
    after = {name: plain(value) for name, value in values.items()}
    return Change(run=run, model=label(type(row)), row=row.pk, before=before, after=after)


def field_of(row: models.Model, column: str) -> str:
    """The name of the field that keeps that column."""
    return column.removesuffix("_id") if column.endswith("_id") else column


def plain(value: object) -> object:
    """The value as JSON can keep it."""
    return (
        value
        if isinstance(value, str | int | float | list | dict | None) and not isinstance(value, Decimal)
        else str(value)
    )


def label(model: type[models.Model]) -> str:
    """The name of a model: networks.team."""
    return str(model._meta.label_lower)


def in_batches(things: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The things, some hundreds at a time."""
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))
