"""Writing tables that spreadsheet programs open without running anything in them, and that `reading` reads back alike."""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alongside.kit.sheets import spreadsheetml
from alongside.kit.sheets.sheet import is_risky, without_forbidden
from alongside.kit.spool import unnamed

Value = str | int | float | Decimal | bool | date | datetime | time | None
Said = str | bool | date | datetime | time | None  # what is written as text
Table = Iterable[Sequence[Value]]

PIECE = 1 << 16
LONGEST = 32_767  # characters that Excel keeps in one cell
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def write_csv(rows: Table, *, columns: Sequence[str]) -> Iterator[bytes]:
    """The table as UTF-8 with its mark and CRLF, piece by piece.

    A text that a spreadsheet program might run gets an apostrophe before it; numbers stay numbers.
    """
    buffer = io.StringIO(newline="")
    # A single column holds no comma that would tell the separator, so its texts are quoted.
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC if len(columns) == 1 else csv.QUOTE_MINIMAL)
    buffer.write("\ufeff")
    writer.writerow([_csv_cell(name) for name in columns])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
        if buffer.tell() > PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def write_xlsx(rows: Table, *, columns: Sequence[str], title: str) -> IO[bytes]:
    """The table as an Excel workbook of one sheet, in a temporary file at its beginning, gone once it is closed.

    Every text is a text, nothing is hidden, and nobody is named as its author.
    """
    name = NOT_IN_TITLES.sub(" ", _plain(title)).strip()[:31].strip()
    target = unnamed()
    headings = [_xlsx_text(_plain(column)) for column in columns]
    table = (map(_xlsx_cell, row) for row in rows)
    spreadsheetml.write(target, title=name or _("Table"), headings=headings, rows=table)
    target.seek(0)
    return target


def _text(value: Said) -> str:
    """The value as a person would write it; a text is stripped, as reading does."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, bool):
        return pgettext("in a table", "yes") if value else pgettext("in a table", "no")
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{local:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else f"{value:%H:%M}"


def _plain(text: str) -> str:
    """A text without what neither format can hold, its line ends single."""
    return without_forbidden(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _csv_cell(value: Value) -> str | float | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        text = _text(value)
        return f"'{text}" if is_risky(text) else text
    return value


def _xlsx_cell(value: Value) -> spreadsheetml.Value:
    """A cell of the value's own kind: finite numbers and dates as such, everything else as text."""
    if value is None or isinstance(value, str | bool | datetime | time):
        return _xlsx_text(_text(value))
    if isinstance(value, date):
        return value if value >= spreadsheetml.FIRST_DAY else value.isoformat()
    return value if math.isfinite(value) else str(value)


def _xlsx_text(text: str) -> str:
    """A text that fits a cell; no guard, unless the text itself looks guarded."""
    written = f"'{text}" if text.startswith("'") and is_risky(text) else text
    return written if len(written) <= LONGEST else f"{written[: LONGEST - 1]}…"
