"""Filters: what a list can be narrowed by. Only these names are read from an address, and only values that they know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.kit.tables.columns import Words

LONGEST = 80
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Choice:
    """One of several values: drawn as a list to choose from, or shown only when an address brings it (`is_drawn=False`).

    `field` is what the query is narrowed by; left empty, whoever makes the rows reads `asked["name"]`. `default` stands while
    the address says nothing.
    """

    name: str
    label: Words
    field: str = ""
    default: str = ""
    any_label: Words = ""
    is_drawn: bool = True

    def narrowed(self, rows: QuerySet[Any], *, value: str) -> QuerySet[Any]:
        """The rows that have the value."""
        return rows.filter(**{self.field: value}) if self.field else rows


@dataclass(frozen=True)
class Search:
    """Words that all have to be somewhere in the fields."""

    name: str
    label: Words
    fields: tuple[str, ...] = ()
    default: str = field(default="", init=False)

    def narrowed(self, rows: QuerySet[Any], *, value: str) -> QuerySet[Any]:
        """The rows in which every word stands in one of the fields."""
        return rows.filter(matching(value, fields=self.fields)) if self.fields else rows


Filter = Choice | Search


def matching(words: str, *, fields: Sequence[str]) -> Q:
    """A condition: every word stands in one of the fields."""
    found = Q()
    for word in words.split():
        one = Q()
        for name in fields:
            one |= Q(**{f"{name}__icontains": word})
        found &= one
    return found


@dataclass(frozen=True)
class Offer:
    """What can be chosen in this request: options by the name of the filter, and the label of a value that is no option."""

    options: Mapping[str, Options] = field(default_factory=dict)
    label_of: Mapping[str, Callable[[str], str | None]] = field(default_factory=dict)


class Chosen(NamedTuple):
    """A filter as an address sets it; the label is that of the value, for people."""

    filter: Filter
    value: str
    label: str
    options: Options

    @property
    def is_set(self) -> bool:
        """Whether it narrows the list, or differs from what the list shows by itself."""
        return self.value not in ("", self.filter.default)


def chosen(filter_: Filter, value: str | None, *, offer: Offer) -> Chosen:
    """What a value chooses; 404 for a value that is not known, as for anything that is not there."""
    given = filter_.default if value is None else value.strip()
    if isinstance(filter_, Search):
        short = given.replace("\0", "")[:LONGEST]
        return Chosen(filter_, short, short, ())
    options = [(str(key), str(label)) for key, label in offer.options.get(filter_.name, ())]
    label = dict(options).get(given)
    if label is None and given:
        label_of = offer.label_of.get(filter_.name)
        label = label_of(given) if label_of else None
        if label is None:
            raise Http404
        options = [*options, (given, label)]
    return Chosen(filter_, given, label or "", options)
