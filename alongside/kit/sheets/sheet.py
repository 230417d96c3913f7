"""One table of a file: which row holds the headings, and the rows under them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from alongside.kit.sheets.headings import column_letters, normalised, unique
from alongside.kit.sheets.limits import Limits
from alongside.kit.sheets.problems import SheetProblem

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # a cell that begins so may be run as a formula
FORBIDDEN = re.compile("[\0\ud800-\udfff\ufffe\uffff]")
"""What neither CSV nor Excel can hold."""
LOOKED_AT = 30  # rows in which the headings are looked for

Records = Callable[[], Iterator[tuple[int, list[str]]]]


class Row(NamedTuple):
    """A row by its number in the file: each heading's text, and what is wrong with the row as a whole, if anything."""

    number: int
    cells: Mapping[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that can be read as often as needed, one row in memory at a time.

    `part` is the worksheet's name in an Excel file, `others` the ones that were not chosen; `about_rows` is good
    enough for a progress bar.
    """

    name: str
    headings: tuple[str, ...]
    header_row: int
    about_rows: int
    part: str
    others: tuple[str, ...]
    records: Records = field(repr=False)
    limits: Limits = field(repr=False, default=Limits())
    flaws: Mapping[int, str] = field(repr=False, default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """Every row under the headings that holds anything, from the first; too many raise SheetProblem.

        Cells are stripped of surrounding space, their line ends are single, missing ones are empty, and the
        apostrophe with which `writing` guards a cell is gone.
        """
        count, width = 0, len(self.headings)
        for number, raw in self.records():
            if number <= self.header_row:
                continue
            cells = [tidy(cell) if cell else "" for cell in raw]
            flaw = self.flaws.get(number, "")
            if not flaw and not any(cells):
                continue
            count += 1
            if count > self.limits.rows:
                raise SheetProblem(too_many_rows(self.limits), row=number)
            yield self._row(number, cells, width=width, flaw=flaw)

    def _row(self, number: int, cells: list[str], *, width: int, flaw: str) -> Row:
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        elif len(cells) > width and not flaw and any(cells[width:]):
            flaw = _(
                "This row has %(cells)d cells, but there are only %(headings)d headings. "
                "Give the extra column a heading; or, if a cell holds the separator itself, "
                "put that cell in quotation marks."
            ) % {"cells": len(cells), "headings": width}
        return Row(number, dict(zip(self.headings, cells, strict=False)), flaw)


def tidy(cell: str) -> str:
    """The text of a cell without surrounding space and guard, with single line ends, and with nothing that cannot be written."""
    text = cell.strip()
    if not text.isascii():
        text = without_forbidden(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text[:1] == "'" and is_risky(text[1:]):
        return text[1:].strip()
    return text


def without_forbidden(text: str) -> str:
    """The text with a replacement character for whatever neither format can hold."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def is_risky(text: str) -> bool:
    """Whether a spreadsheet program may take the text for a formula, as it stands or once its guards are gone."""
    return text.lstrip("'").startswith(SIGNS)


def too_many_rows(limits: Limits) -> str:
    """What to say of a table that is too long."""
    return _(
        "This file has more than %(most)s rows. Split it, for example into one file for each year, "
        "and bring them in one after another."
    ) % {"most": f"{limits.rows:,}"}


def headed(records: Records, *, known: Collection[str], limits: Limits) -> tuple[int, tuple[str, ...]]:
    """The number of the row that holds the headings, and the headings; SheetProblem where there are none."""
    first = [(number, [tidy(cell) for cell in cells]) for number, cells in islice(_filled(records()), LOOKED_AT)]
    if not first:
        raise SheetProblem(_("There is nothing in this file. Check that you chose the right one."))
    number, cells = _header(first, known=frozenset(normalised(name) for name in known))
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > limits.columns:
        raise SheetProblem(_too_many_columns(len(cells), limits=limits), row=number)
    names = [cell or _("Column %(letters)s") % {"letters": column_letters(at)} for at, cell in enumerate(cells)]
    return number, unique(names)


def _filled(records: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    return ((number, cells) for number, cells in records if any(cell.strip() for cell in cells))


def _header(rows: list[tuple[int, list[str]]], *, known: frozenset[str]) -> tuple[int, list[str]]:
    """The row with most known headings; else the first that is about as full as the fullest and holds no figures."""
    hits = [sum(normalised(cell) in known for cell in cells) if known else 0 for _number, cells in rows]
    if max(hits) > 0:
        return rows[hits.index(max(hits))]
    fullest = max(_fill(cells) for _number, cells in rows)
    full = [(number, cells) for number, cells in rows if _fill(cells) * 3 >= fullest * 2]
    return next((row for row in full if not any(_is_figure(cell) for cell in row[1])), full[0])


def _fill(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell)


def _is_figure(cell: str) -> bool:
    """Whether the cell is a number or a date, which a heading is not; a year may be one."""
    return cell[:1].isdigit() and not cell.strip("0123456789/.:-, %") and not (len(cell) == 4 and cell.isdigit())


def _too_many_columns(count: int, *, limits: Limits) -> str:
    return _(
        "This file has %(count)s columns; at most %(most)s can be read. "
        "Keep only the columns you need and save it again."
    ) % {"count": f"{count:,}", "most": f"{limits.columns:,}"}
