"""What an address asks a table for, and how the addresses of its neighbours are made."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from alongside.kit.names import alphabetical
from alongside.kit.tables.columns import Column, Words
from alongside.kit.tables.filters import Choice, Chosen, Filter, Offer, Search, chosen

PAGE = 50
SORT, NUMBER, FORMAT = "sort", "page", "format"
FORMATS = ("csv", "xlsx")
MOST_DIGITS = 6


@dataclass(frozen=True)
class Reader:
    """Who looks at a list: `owner` keeps its views, `at` makes addresses by a page's name, `now` is the time."""

    owner: int
    at: Callable[..., str]
    now: datetime

    @property
    def today(self) -> date:
        """The day, where the network is."""
        return timezone.localtime(self.now).date()


@dataclass(frozen=True)
class Spec:
    """A table's own part: see `Table`."""

    name: str
    counted: Words
    columns: tuple[Column, ...]
    sort: str
    filters: tuple[Filter, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of that name that can be sorted by."""
        return next((column for column in self.columns if column.name == name and column.fields), None)


@dataclass(frozen=True)
class State:
    """Everything that the address of a list says: what is chosen, how it is sorted, which page, which format."""

    table: Spec
    chosen: Mapping[str, Chosen]
    order: str
    page: int
    format: str

    def __getitem__(self, name: str) -> str:
        return self.chosen[name].value

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(one.is_set for one in self.chosen.values())

    def query(self, **changes: str | int) -> str:
        """The address of this list with those changes, from its question mark; what goes without saying is left out."""
        said = {name: one.value for name, one in self.chosen.items() if one.value != one.filter.default}
        said |= {SORT: self.order} if self.order != self.table.sort else {}
        said |= {name: str(value) for name, value in changes.items()}
        usual = {SORT: self.table.sort, NUMBER: "1"} | {one.name: one.default for one in self.table.filters}
        return "?" + urlencode([(name, value) for name, value in said.items() if value != usual.get(name)])

    def at_page(self, number: int) -> "State":
        """The same at another page."""
        return replace(self, page=number)

    def kept_query(self) -> str:
        """What is kept of the address as a view: without the page."""
        return self.query().removeprefix("?")

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that the filters leave."""
        for one in self.chosen.values():
            if one.value:
                rows = one.filter.narrowed(rows, value=one.value)
        return rows

    def ordered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in the order asked for; rows without a value come last, equal ones by their id."""
        column = self.table.column(self.order.removeprefix("-"))
        falls = self.order.startswith("-")
        return rows.order_by(*(order_of(name, column, falls=falls) for name in (column.fields if column else ())), "pk")


def order_of(name: str, column: Column | None, *, falls: bool) -> Any:
    """How one field is ordered by: texts as names are; a column with gaps has them last in both directions."""
    if column and column.gaps:
        return F(name).desc(nulls_last=True) if falls else F(name).asc(nulls_last=True)
    if column and column.kind == "text":
        return alphabetical(name, falls=falls)
    return f"-{name}" if falls else name


def state_of(request: HttpRequest, table: Spec, *, offer: Offer) -> State:
    """What the request's address asks for; names that the table does not declare are not read at all."""
    given = request.GET
    found = {one.name: chosen(one, given.get(one.name), offer=offer) for one in table.filters}
    order = given.get(SORT, "")
    if table.column(order.removeprefix("-")) is None or order.startswith("--"):
        order = table.sort
    number = given.get(NUMBER, "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS else 1
    format_ = given.get(FORMAT, "")
    return State(table, found, order, max(page, 1), format_ if format_ in FORMATS else "")


def drawn_filters(state: State) -> Iterator[Chosen]:
    """The filters that the page offers: searches, and choices with something to choose from."""
    for one in state.chosen.values():
        if isinstance(one.filter, Search) or (isinstance(one.filter, Choice) and one.filter.is_drawn and one.options):
            yield one
