"""Long lists in parts, each found from where the last one ended: the thousandth part costs as much as the first."""

from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.utils.translation import gettext as _

from alongside.kit.api.failures import Invalid
from alongside.kit.api.schemas import LARGEST_ID, Asked

M = TypeVar("M", bound=Model)


def part_of(rows: QuerySet[M], *, asked: Asked, by: str = "") -> tuple[list[M], str | None]:
    """The rows asked for and where the next part begins: ordered by `by` (-happened_on: latest first), then by id the same way.

    `by` names a field of the rows that is never empty.
    """
    down = by.startswith("-")
    field = by.removeprefix("-")
    sign = "-" if down else ""
    if asked.after:
        rows = rows.filter(beyond(rows.model, field=field, after=asked.after, than="lt" if down else "gt"))
    order = [f"{sign}{name}" for name in (field, "pk") if name]
    found = list(rows.order_by(*order)[: asked.limit + 1])
    is_end = len(found) <= asked.limit
    found = found[: asked.limit]
    return found, None if is_end else place_of(found[-1], field=field)


def start_of(asked: Asked) -> int:
    """How many came before the part asked for, where `after` says that; `Invalid` when it does not."""
    if asked.after and not is_number(asked.after):
        raise elsewhere()
    return int(asked.after or 0)


def place_of(row: Model, *, field: str) -> str:
    """Where a row stands in the list, as `after` takes it: 2026-11-19.123."""
    return f"{getattr(row, field)}.{row.pk}" if field else str(row.pk)


def beyond(model: type[Model], *, field: str, after: str, than: str) -> Q:
    """The rows on the other side of that place; `Invalid` when it is no place."""
    value, _dot, pk = after.rpartition(".")
    if not is_number(pk) or bool(value) != bool(field):
        raise elsewhere()
    if not field:
        return Q((f"pk__{than}", int(pk)))
    typed = typed_as(model, field=field, value=value)
    return Q((f"{field}__{than}e", typed)) & (Q((f"{field}__{than}", typed)) | Q((f"pk__{than}", int(pk))))


def is_number(text: str) -> bool:
    """Whether the text is a whole number that a row could have."""
    return text.isascii() and text.isdigit() and int(text) <= LARGEST_ID


def typed_as(model: type[Model], *, field: str, value: str) -> Any:
    """The value as the field keeps it."""
    try:
        return cast("Field[Any, Any]", model._meta.get_field(field)).to_python(value)
    except ValidationError:
        raise elsewhere() from None


def elsewhere() -> Invalid:
    """The error for a place that no list has."""
    return Invalid({"after": _("Send back `next` of the page before, as it was.")})
