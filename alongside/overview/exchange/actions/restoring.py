"""Putting back what a run altered, as far as that can still be."""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from django.db import IntegrityError, models, transaction

from alongside.overview.exchange.actions.changes import field_of, in_batches, label, plain
from alongside.overview.exchange.models import Change, Run, Why


class Back(NamedTuple):
    """What a row has to say again, as JSON keeps it, by the columns; and the id of the change that says so."""

    change: int
    row: models.Model
    values: dict[str, Any]


def restore(run: Run, model: type[models.Model]) -> None:
    """Put back what each field said before, unless somebody has changed it since; note what cannot be put back.

    The last change first, so that a name is free again when it is given back.
    """
    mine = run.changes.filter(model=label(model), why="", before__isnull=False).order_by("-pk")
    for batch in in_batches(list(mine)):
        backs = backs_of(model, batch)
        homeless = without_home(model, backs)
        stuck = put_back_all([back for back in backs if back.change not in homeless])
        run.changes.filter(pk__in=homeless).update(why=Why.GONE)
        run.changes.filter(pk__in=stuck).update(why=Why.TAKEN)


def backs_of(model: type[models.Model], changes: Sequence[Change]) -> list[Back]:
    """What rows that are still there have to say again, where they still say what the run gave them."""
    rows = model._default_manager.select_for_update().in_bulk([change.row for change in changes])
    found = []
    for change in changes:
        row, before = rows.get(change.row), change.before or {}
        values = {name: before[name] for name in before if row and plain(getattr(row, name)) == change.after[name]}
        if row and values:
            found.append(Back(change.pk, row, values))
    return found


def without_home(model: type[models.Model], backs: Sequence[Back]) -> set[int]:
    """The changes whose rows would have to point to what somebody has removed since.

    Where its removal would have emptied the column, as with a champion's group, the row is to say nothing there instead.
    """
    found = set()
    for link in (one for one in model._meta.concrete_fields if isinstance(one, models.ForeignKey)):
        told = [back for back in backs if back.values.get(link.attname) is not None]
        ids = {back.values[link.attname] for back in told}
        there = set(link.related_model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
        for back in told:
            if back.values[link.attname] in there:
                continue
            if link.remote_field.on_delete is models.SET_NULL:
                back.values[link.attname] = None
            else:
                found.add(back.change)
    return found


def put_back_all(backs: Sequence[Back]) -> list[int]:
    """Save all of them but those that the database refuses: the changes whose name another row has by now.

    All at once, since that is what nearly always works, and by halves when it does not.
    """
    try:
        with transaction.atomic():
            for back in backs:
                put_back(back.row, back.values)
    except IntegrityError:
        if len(backs) == 1:
            return [backs[0].change]
        half = len(backs) // 2
        return put_back_all(backs[:half]) + put_back_all(backs[half:])
    return []


def put_back(row: models.Model, values: dict[str, Any]) -> None:
    """Save the row with those values, given as JSON keeps them."""
    for name, value in values.items():
        column = cast("models.Field[Any, Any]", row._meta.get_field(field_of(row, name)))
        is_plain = name.endswith("_id") or isinstance(column, models.JSONField)
        setattr(row, name, value if is_plain else column.to_python(value))
    row.save(update_fields=[field_of(row, name) for name in values])
