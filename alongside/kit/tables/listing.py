"""A list as a page shows it, and as a file holds it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from markupsafe import Markup

from alongside.kit.safety import is_id
from alongside.kit.tables import actions, exporting, rows
from alongside.kit.tables.asking import (
    FORMAT,
    FORMATS,
    NUMBER,
    PAGE,
    SORT,
    Reader,
    Spec,
    State,
    drawn_filters,
    state_of,
)
from alongside.kit.tables.columns import Column, Shown, drawn
from alongside.kit.tables.filters import Chosen, Offer, Options
from alongside.kit.tables.models import SavedView


class Source(Protocol):
    """Rows that are not simply a query: whoever makes them narrows and sorts them."""

    def count(self) -> int:
        """How many rows there are."""

    def rows(self, *, order: str, start: int, stop: int) -> Sequence[Any]:
        """The rows of one page, in the order of a column's name, a minus before it for falling."""

    def every(self, *, order: str) -> Iterable[Any]:
        """All rows, in that order, for a file."""


@dataclass(frozen=True)
class QuerySource:
    """A query, narrowed and sorted as the address asks."""

    query: QuerySet[Any]
    state: State

    def count(self) -> int:
        """How many rows are left."""
        return self.query.order_by().count()

    def rows(self, *, order: str, start: int, stop: int) -> Sequence[Any]:
        """The rows of one page."""
        return list(self.state.ordered(self.query)[start:stop])

    def every(self, *, order: str) -> Iterable[Any]:
        """All rows, a chunk at a time."""
        return self.state.ordered(self.query).iterator(chunk_size=2000)


class Header(NamedTuple):
    """The head of a column: where a click leads, and how the list is sorted by it now (for `aria-sort`)."""

    column: Column
    href: str
    sorted: str


class Removable(NamedTuple):
    """A filter that is set, with the address of the list without it."""

    label: str
    value: str
    href: str


@dataclass(frozen=True)
class Listing:
    """What the page shows of a list."""

    state: State
    reader: Reader
    count: int
    rows: list[list[Shown]]
    views: list[SavedView] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing, not even without filters: the page then says what will be here."""
        return not self.count and not self.state.is_narrowed

    @property
    def bare_query(self) -> str:
        """The address of the list without its filters."""
        return self.state.query(**{one.filter.name: one.filter.default for one in self.state.chosen.values()})

    @property
    def counted(self) -> str:
        """How many there are, in words: 1,179 champions."""
        return str(self.state.table.counted % {"count": self.count, "counted": f"{self.count:,}"})

    @property
    def first(self) -> int:
        """The place of the first row shown, counted from one."""
        return (self.state.page - 1) * PAGE + 1

    @property
    def headers(self) -> Iterator[Header]:
        """The heads of the columns on the page."""
        for column in self.state.table.columns:
            if not column.beside:
                yield header_of(column, self.state)

    @property
    def body(self) -> Markup:
        """The rows as HTML."""
        return rows.body(self.rows)

    @property
    def filters(self) -> list[Chosen]:
        """The filters that the page offers."""
        return list(drawn_filters(self.state))

    @property
    def hidden(self) -> list[Chosen]:
        """What an address chose and the form has to send on."""
        return [one for one in self.state.chosen.values() if one.value and one not in self.filters]

    @property
    def removable(self) -> list[Removable]:
        """The filters that are set."""
        found = [one for one in self.state.chosen.values() if one.is_set]
        return [
            Removable(str(c.filter.label), c.label, self.state.query(**{c.filter.name: c.filter.default}))
            for c in found
        ]

    @property
    def sorts(self) -> list[tuple[str, str]]:
        """Every order that the list can be in, for screens without heads of columns."""
        columns = [column for column in self.state.table.columns if column.fields]
        return [one for column in columns for one in orders_of(column)]

    @property
    def pages(self) -> dict[str, Any] | None:
        """The options of the pagination component; None when one page holds all."""
        last = -(-self.count // PAGE)
        if last <= 1:
            return None
        here = self.state.page
        near = sorted({1, *range(max(1, here - 1), min(last, here + 1) + 1), last})
        items: list[dict[str, Any]] = []
        for at, number in enumerate(near):
            if at and number > near[at - 1] + 1:
                items.append({"ellipsis": True})
            items.append({"number": number, "href": self.page_at(number), "current": number == here})
        before = {"href": self.page_at(here - 1)} if here > 1 else {}
        after = {"href": self.page_at(here + 1)} if here < last else {}
        return {"items": items, "previous": before, "next": after}

    def page_at(self, number: int) -> str:
        """The address of a page of this list."""
        return self.state.query(**{NUMBER: number})

    @property
    def exports(self) -> list[tuple[str, str]]:
        """The formats of the file with all these rows, each with its address."""
        names = {"csv": "CSV", "xlsx": "Excel"}
        return [(names[one], self.state.query(**{FORMAT: one})) for one in FORMATS]


def header_of(column: Column, state: State) -> Header:
    """The head of a column: a click sorts by it, a second one turns the order round."""
    if not column.fields:
        return Header(column, "", "")
    first = f"-{column.name}" if column.falls else column.name
    other = column.name if column.falls else f"-{column.name}"
    is_sorted = state.order in (first, other)
    way = ("descending" if state.order.startswith("-") else "ascending") if is_sorted else "none"
    return Header(column, state.query(**{SORT: other if state.order == first else first}), way)


def orders_of(column: Column) -> list[tuple[str, str]]:
    """The two orders by a column, in words, the usual one first."""
    rising, falling = column.name, f"-{column.name}"
    if column.kind in ("number", "hours"):
        words = (_("%(column)s: fewest first"), _("%(column)s: most first"))
    elif column.kind in ("day", "ago"):
        words = (_("%(column)s: earliest first"), _("%(column)s: latest first"))
    else:
        words = (_("%(column)s: A to Z"), _("%(column)s: Z to A"))
    both = [(order, text % {"column": column.label}) for order, text in zip((rising, falling), words, strict=True)]
    return both[::-1] if column.falls else both


@dataclass(frozen=True)
class Asked:
    """A request to a list: `asked["organisation"]` is the value of a filter, `answer` gives the page or the file."""

    request: HttpRequest
    reader: Reader
    state: State

    def __getitem__(self, name: str) -> str:
        return self.state[name]

    def answer(
        self, rows: QuerySet[Any] | Source, *, template: str, context: Mapping[str, object] | None = None
    ) -> HttpResponseBase:
        """The page with `listing`, the file that the address asks for, or the way back after a view was kept or removed."""
        if self.request.method == "POST":
            return self.keep()
        source = QuerySource(self.state.narrowed(rows), self.state) if isinstance(rows, QuerySet) else rows
        if self.state.format:
            every = source.every(order=self.state.order)
            return exporting.response(self.state, every, today=self.reader.today)
        return render(self.request, template, {"listing": self.listing(source), **(context or {})})

    def listing(self, source: Source) -> Listing:
        """The page of rows asked for; the last one when there are fewer."""
        count = source.count()
        state = self.state.at_page(min(self.state.page, max(1, -(-count // PAGE))))
        start = (state.page - 1) * PAGE
        found = source.rows(order=state.order, start=start, stop=start + PAGE) if count else []
        cells = drawn(state.table.columns, found, at=self.reader.at, today=self.reader.today)
        views = list(SavedView.objects.filter(owner=self.reader.owner, table=state.table.name))
        return Listing(state, self.reader, count, cells, views)

    def keep(self) -> HttpResponseBase:
        """Keep or remove a view as the posted form says, and go back to the list."""
        form, table = self.request.POST, self.state.table.name
        removed = form.get("remove", "")
        if is_id(removed):
            actions.forget_view(int(removed), owner=self.reader.owner, table=table)
        else:
            query = self.state.kept_query()
            actions.keep_view(
                owner=self.reader.owner, table=table, name=form.get("view", ""), query=query, now=self.reader.now
            )
        return redirect(self.request.path + self.state.query())


class Table(Spec):
    """A list, declared once: its columns, its filters, and the column it is sorted by when nothing is said."""

    def asked(
        self,
        request: HttpRequest,
        reader: Reader,
        *,
        options: Mapping[str, Options] | None = None,
        label_of: Mapping[str, Any] | None = None,
    ) -> Asked:
        """What the request asks of this list.

        `options` gives a choice its pairs of value and label; `label_of` names, by a function of the value, a choice that is no
        option, or None where there is none such, which is a 404.
        """
        return Asked(request, reader, state_of(request, self, offer=Offer(options or {}, label_of or {})))
