"""Reading the records of a CSV file, whatever its separator, line ends and quotation marks."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from django.utils.translation import gettext as _

from alongside.kit.sheets.decoding import Encoding
from alongside.kit.sheets.problems import SheetProblem

SEPARATORS = ",;\t|"
SAMPLE = 1 << 16  # characters that tell the separator
LONGEST = 1 << 20  # characters of one line
MARKS = re.compile('"+')
TOLD = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # Excel's own way to tell the separator, in a first line

Record = tuple[int, list[str]]


class Format(NamedTuple):
    """How the records of one file are told apart; `width` is how many cells most of them have."""

    separator: str
    width: int
    spaced: bool  # a space stands between a separator and a quotation mark
    told: bool  # the first line only names the separator


def open_text(path: Path, *, encoding: Encoding) -> TextIO:
    """The file as text, with its line ends as they are."""
    return path.open(encoding=encoding.name, errors=encoding.errors, newline="")


def format_of(path: Path, *, encoding: Encoding) -> Format:
    """The separator with which the beginning of the file falls into the most even table."""
    try:
        with open_text(path, encoding=encoding) as file:
            sample = file.read(SAMPLE)
    except UnicodeError:
        raise SheetProblem(unreadable()) from None
    first = sample.partition("\n")[0].strip()
    if told := TOLD.fullmatch(first):
        return _parsed(sample, separator=told[1], told=True)[1]
    tries = [_parsed(sample, separator=separator) for separator in SEPARATORS]
    return max(tries, key=lambda found: found[0])[1]


def unreadable() -> str:
    """What to say of bytes that are no text."""
    return _(
        "This file cannot be read as text: it is damaged or cut short. "
        "Open it in a spreadsheet program and save it again as “CSV UTF-8” or as an Excel workbook (.xlsx)."
    )


def _parsed(sample: str, *, separator: str, told: bool = False) -> tuple[tuple[float, int, int], Format]:
    """How evenly the sample falls apart at that separator, and the format it would then have."""
    rows = [row for row in _sample_rows(sample, separator=separator) if any(row)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, even = widths.most_common(1)[0] if widths else (1, 0)
    loose = sum(cell.startswith(" ") for row in rows for cell in row)
    spaced = any(cell.lstrip(" ").startswith('"') and cell.startswith(" ") for row in rows for cell in row)
    return ((even + widths.total()) / max(1, len(rows)), -loose, width), Format(separator, width, spaced, told)


def _sample_rows(sample: str, *, separator: str) -> list[list[str]]:
    """The first records of the sample; a cell that never ends, ends the sample."""
    rows = []
    reader = csv.reader(sample.splitlines(keepends=True), delimiter=separator)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) >= 200:
                break
    except csv.Error:
        pass
    return rows


class Lines:
    """The lines of a text file for the CSV reader, refusing what no spreadsheet writes.

    Blanks between the quotation mark that closes a cell and the end of the cell are left out. `inside` says whether the line that
    comes next begins within a quoted cell: the reader asks for another line of the same record for no other reason.
    """

    def __init__(self, file: TextIO, *, shape: Format) -> None:
        self.ended = False
        self.row = 1
        self.inside = False
        self._file = file
        self._separator = shape.separator
        self._opens = re.compile(' *"' if shape.spaced else '"')
        self._loose_end = re.compile(rf" +(?={re.escape(shape.separator)}|[\r\n]|\Z)")

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST)
        if not line:
            self.ended = True
            raise StopIteration
        if len(line) >= LONGEST:
            raise SheetProblem(_too_long(), row=self.row)
        if "\0" in line:
            raise SheetProblem(_zeros(), row=self.row)
        inside, self.inside = self.inside, True
        return self._tied(line, inside=inside) if '" ' in line else line

    def _tied(self, line: str, *, inside: bool) -> str:
        """The line without blanks behind closing quotation marks; two marks in a quoted cell are one of its text."""
        at = 0
        while at >= 0:
            opened = None if inside else self._opens.match(line, at)
            if not inside and not opened:
                at = line.find(self._separator, at) + 1 or -1
                continue
            marks = MARKS.search(line, opened.end() if opened else at)
            if not marks:
                break
            at, inside = marks.end(), len(marks[0]) % 2 == 0
            blanks = None if inside else self._loose_end.match(line, at)
            if blanks:
                line = line[:at] + line[blanks.end() :]
        return line


def records(path: Path, *, encoding: Encoding, shape: Format) -> Iterator[Record]:
    """Every record with its number as a spreadsheet program counts them, from 1; one at a time is held in memory."""
    try:
        with open_text(path, encoding=encoding) as file:
            lines = Lines(file, shape=shape)
            yield from _numbered(lines, shape=shape)
    except UnicodeError:
        raise SheetProblem(unreadable()) from None


def _numbered(lines: Lines, *, shape: Format) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=shape.separator, skipinitialspace=shape.spaced, strict=True)
    while True:
        before, lines.inside = reader.line_num, False
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise SheetProblem(_misquoted(lines, str(error)), row=lines.row) from None
        if cells is None:
            return
        if reader.line_num - before > 1 and _swallowed(cells, shape=shape):
            raise SheetProblem(_unclosed(), row=lines.row)
        if not (shape.told and lines.row == 1):
            yield lines.row, cells
        lines.row += 1


def _swallowed(cells: list[str], *, shape: Format) -> bool:
    """Whether a cell of several lines holds what looks like further rows, and its own row lacks cells for it."""
    if len(cells) >= shape.width or shape.width < 2:
        return False
    longest = max(cells, key=len)
    return any(line.count(shape.separator) >= shape.width - 1 for line in longest.splitlines()[1:])


def _misquoted(lines: Lines, error: str) -> str:
    """What to say of a record that the reader gave up on."""
    if lines.ended:
        return _unclosed()
    return _too_long() if error.startswith("field larger") else _stray_quote()


def _unclosed() -> str:
    return _(
        'A quotation mark (") opens a cell in this row and is never closed, so the rows after it run together. '
        "Close it or take it out."
    )


def _stray_quote() -> str:
    return _(
        'A quotation mark (") stands in the middle of a quoted cell of this row. '
        'Write it twice ("") or take it out, or save the file again from a spreadsheet program.'
    )


def _too_long() -> str:
    return _(
        'A cell of this row is too long to be read. Most often a quotation mark (") that opens a cell is never closed; '
        "close it, or shorten the text."
    )


def _zeros() -> str:
    return _(
        "This row holds characters that are no text (NUL): the file is damaged. "
        "Open it in a spreadsheet program and save it again."
    )
