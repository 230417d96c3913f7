"""Columns and cells that only imports know: names of columns, texts of a bounded length, web addresses, days of closing."""

import calendar
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from alongside.kit.sheets import cells
from alongside.kit.sheets.cells import CellProblem
from alongside.kit.sheets.columns import Field

Parse = Callable[[str], object]


def wanted(name: str, label: str, also: str, *, parse: Parse) -> Field:
    """A column without which no row can be used; `also` are other names of it, with commas between."""
    return Field(name, label, names(also), required=True, parse=parse)


def welcome(name: str, label: str, also: str, *, parse: Parse) -> Field:
    """A column that may lack, and whose cells must be right where they are filled."""
    return Field(name, label, names(also), parse=parse)


def forgiven(name: str, label: str, also: str, *, parse: Parse) -> Field:
    """A column that may lack, and whose cells are left empty, with a remark, where they cannot be understood."""
    return Field(name, label, names(also), forgiving=True, parse=parse)


def names(listed: str) -> tuple[str, ...]:
    """The names in a list with commas."""
    return tuple(name.strip() for name in listed.split(","))


def text(most: int) -> Callable[[str], str]:
    """A parser of texts on one line that are at most so long."""

    def parse(cell: str) -> str:
        found = " ".join(cell.split())
        if len(found) > most:
            raise CellProblem(
                _("This text has %(length)d characters; at most %(most)d are kept. Shorten it.")
                % {"length": len(found), "most": most}
            )
        return found

    return parse


def email(cell: str) -> str:
    """An e-mail address that fits into the column for it."""
    return text(254)(cells.email(cell))


def website(cell: str) -> str:
    """The address of a page; one without http is given https."""
    address = "".join(cell.split())
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or "." not in parts.netloc or len(address) > 300:
        raise CellProblem(
            _("“%(text)s” is not the address of a page. Write one such as https://example.org.") % {"text": cell[:60]}
        )
    return address


def first_day(cell: str) -> date:
    """The day on which something began: a date, the first day of a month, or the first day of a year."""
    return some_day(cell, of_month=lambda month: month, of_year=lambda year: date(year, 1, 1))


def last_day(cell: str) -> date:
    """The day on which something ended: a date, the last day of a month, or the last day of a year."""
    return some_day(cell, of_month=end_of_month, of_year=lambda year: date(year, 12, 31))


def end_of_month(month: date) -> date:
    """The last day of the month that begins on that day."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def some_day(cell: str, *, of_month: Callable[[date], date], of_year: Callable[[int], date]) -> date:
    """The date that a cell holds; of a month or a year alone, one day. What is none of them is refused as a date is."""
    try:
        return cells.day(cell)
    except CellProblem as problem:
        with suppress(CellProblem):
            return of_month(cells.month(cell))
        with suppress(CellProblem):
            return of_year(cells.year(cell))
        raise problem from None
