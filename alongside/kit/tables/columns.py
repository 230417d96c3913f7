"""Columns: how a value of a row becomes a cell on the page, and a cell of a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from django.utils.functional import Promise

from alongside.kit.pages import formats

Words = str | Promise
Kind = Literal["text", "number", "hours", "day", "ago", "tags"]
Cell = str | int | Decimal | date | None
NUMERIC = {"number", "hours"}
SPEAKING = {"text", "tags"}
STAND_IN = 987_654_321_987


class Tag(NamedTuple):
    """A small label beside a text; `look` is empty, warm, good, bad or quiet."""

    text: str
    look: str = ""


@dataclass(frozen=True)
class To:
    """Where a cell leads: the name of a page, the argument of its address that holds an id, and the row's id for it."""

    page: str
    argument: str
    id: Callable[[Any], int | None]


@dataclass(frozen=True)
class Column:
    """One column: its name in the address, its label, what it shows of a row, and what it is sorted by.

    `value` names an attribute (the name of the column when left out; dots go on) or is a function of the row: a text, a number,
    minutes for `hours`, a date for `day` and `ago`, a list of `Tag` for `tags`. `sort` names fields of the query; empty means
    that nobody can sort by it. `falls`: sorted from the highest first. `gaps`: rows without a value come last. `beside`: drawn
    in the cell before it; a column of its own in a spreadsheet. `to` or `href` (a function of the row) say where a cell leads.
    """

    name: str
    label: Words
    kind: Kind = "text"
    value: str | Callable[[Any], Any] = ""
    sort: str | tuple[str, ...] = ()
    to: To | None = None
    href: Callable[[Any], str] | None = None
    beside: bool = False
    falls: bool = False
    gaps: bool = False

    @property
    def is_numeric(self) -> bool:
        """Whether its cells are numbers, which stand to the right."""
        return self.kind in NUMERIC

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the query that it is sorted by."""
        return (self.sort,) if isinstance(self.sort, str) else self.sort

    def getter(self) -> Callable[[Any], Any]:
        """What takes its value out of a row."""
        return self.value if callable(self.value) else attrgetter(self.value or self.name)


class Shown(NamedTuple):
    """A cell as the page shows it, with the label that it needs on a phone: none where the words speak for themselves."""

    label: str
    is_numeric: bool
    text: str
    href: str
    tags: Sequence[Tag]


def writer(column: Column, *, today: date) -> Callable[[Any], str]:
    """What writes a value of the column as people read it."""
    if column.kind == "hours":
        return lambda minutes: formats.hours(minutes or 0)
    if column.kind == "day":
        return lambda day: formats.short_day(day) if day else ""
    if column.kind == "ago":
        return lambda day: formats.ago(day, today) if day else ""
    if column.kind == "number":
        return lambda number: "" if number is None else f"{number:,}"
    return lambda text: "" if text is None else str(text)


def exported(column: Column, value: Any) -> Cell:
    """A value as a spreadsheet holds it: numbers and dates as such, minutes as hours, tags as words."""
    if column.kind == "tags":
        return ", ".join(str(tag.text) for tag in value)
    if column.kind == "hours":
        return round(Decimal(value or 0) / 60, 2)
    if value is None or isinstance(value, int | date):
        return value
    return str(value)


def linker(column: Column, *, at: Callable[..., str]) -> Callable[[Any], str]:
    """What gives the address a row's cell leads to, empty for none; the address is worked out once for all rows."""
    to = column.to
    if to is None:
        return column.href or (lambda _row: "")
    before, _, after = at(to.page, **{to.argument: STAND_IN}).partition(str(STAND_IN))
    identify = to.id

    def address(row: Any) -> str:
        found = identify(row)
        return "" if found is None else f"{before}{found}{after}"

    return address


def drawn(columns: Sequence[Column], rows: Sequence[Any], *, at: Callable[..., str], today: date) -> list[list[Shown]]:
    """The cells of each row as the page shows them; tags that stand beside a column are in its cell."""
    plans = [Plan.of(column, columns, at=at, today=today) for column in columns if not column.beside]
    return [[plan.cell(row) for plan in plans] for row in rows]


class Plan(NamedTuple):
    """How to draw one column, worked out once for all rows."""

    label: str
    is_numeric: bool
    get: Callable[[Any], Any]
    write: Callable[[Any], str]
    link: Callable[[Any], str]
    tags: Callable[[Any], Sequence[Tag]]

    @classmethod
    def of(cls, column: Column, columns: Sequence[Column], *, at: Callable[..., str], today: date) -> "Plan":
        """The plan for a column among its table's columns."""
        after = columns[columns.index(column) + 1 :][:1]
        tags = column if column.kind == "tags" else next((one for one in after if one.beside), None)
        get = (lambda _row: "") if column.kind == "tags" else column.getter()
        write, link = writer(column, today=today), linker(column, at=at)
        tagged = tags.getter() if tags else lambda _row: ()
        label = "" if column.kind in SPEAKING else str(column.label)
        return cls(label, column.is_numeric, get, write, link, tagged)

    def cell(self, row: Any) -> Shown:
        """The cell of that row."""
        return Shown(self.label, self.is_numeric, self.write(self.get(row)), self.link(row), self.tags(row))
