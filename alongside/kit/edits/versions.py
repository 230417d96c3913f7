"""The version of a record, and taking an edit that started from it."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from alongside.kit.verdict import Refused

Changes = dict[str, list[object]]
"""Fields that an edit changes, each with what it said before and what it says now."""


@dataclass(frozen=True)
class Edit:
    """What a form would put in which fields, and the version that the person saw; `words` tell how to write odd fields."""

    values: Mapping[str, Any]
    version: str
    words: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)


class Difference(NamedTuple):
    """A field in which two people disagree: its name, what it says now, what this person wrote."""

    label: str
    now: str
    yours: str


class Changed(Refused):
    """Somebody else changed the record first; both texts are shown, and `version` is the one to answer with."""

    page = "edits/changed.html"

    def __init__(self, differences: list[Difference], *, version: str) -> None:
        super().__init__(_("Somebody else changed this while you had it open. What you wrote is not saved yet."))
        self.differences = differences
        self.version = version

    def shown(self) -> dict[str, object]:
        """What the page about it shows."""
        return {"reason": self.reason, "differences": self.differences, "version": self.version}


def version_of(row: models.Model, fields: Iterable[str]) -> str:
    """A fingerprint of what those fields of the row say."""
    said = [[name, plain(kept(row, name))] for name in sorted(fields)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:20]


def take(row: models.Model, edit: Edit) -> Changes:
    """Put the edit on the row, which the caller holds locked, and give what it changes; the caller saves those fields.

    `Changed` when somebody else was there first and the two disagree; nothing when the row says all of it already.
    """
    wanted = {name: (kept(row, name), value) for name, value in edit.values.items()}
    differing = {name: pair for name, pair in wanted.items() if plain(pair[0]) != plain(pair[1])}
    now = version_of(row, edit.values)
    if differing and edit.version != now:
        raise Changed([difference(row, name, edit) for name in differing], version=now)
    changes: Changes = {
        name: [remembered(getattr(row, name)), remembered(new)] for name, (_old, new) in differing.items()
    }
    for name, (_old, new) in differing.items():
        setattr(row, name, new)
    return changes


def difference(row: models.Model, name: str, edit: Edit) -> Difference:
    """How the row and the edit disagree in that field, in words."""
    column = row._meta.get_field(name)
    words = edit.words.get(name) or (lambda value: in_words(column, value))
    label = str(getattr(column, "verbose_name", name))
    return Difference(label[:1].upper() + label[1:], words(getattr(row, name)), words(edit.values[name]))


def kept(row: models.Model, name: str) -> object:
    """What the row's field holds: the key of a related row, the value of any other."""
    return cast("models.Field[Any, Any]", row._meta.get_field(name)).value_from_object(row)


def plain(value: object) -> object:
    """The value as JSON keeps it, so that two of them can be compared; a related row is its key."""
    if isinstance(value, models.Model):
        return plain(value.pk)
    return json.loads(json.dumps(value, default=str))


def remembered(value: object) -> object:
    """The value as a history keeps it; a related row by its name, since that is what people read."""
    return str(value) if isinstance(value, models.Model) else plain(value)


def in_words(column: Any, value: object) -> str:
    """What a field says, as a person would write it; a dash for nothing."""
    choices = dict(getattr(column, "flatchoices", None) or ())
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(choices.get(value, value) if isinstance(value, str | int) else value)


@contextmanager
def unless_taken(reason: str) -> Iterator[None]:
    """Turns what a uniqueness of the database refuses into a refusal with that reason; the transaction goes on."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused(reason) from None
