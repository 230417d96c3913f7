"""Reading the worksheets of an Excel file as text that a person would type."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from alongside.kit.sheets import archives
from alongside.kit.sheets.limits import Limits
from alongside.kit.sheets.problems import SheetProblem
from alongside.kit.sheets.sheet import Records, too_many_rows

Value = str | float | bool | date | datetime | time | timedelta
SPARE = 1_000  # rows above the headings and empty ones between, before a sheet is called too long


class Worksheet(NamedTuple):
    """The chosen worksheet of a file, the others' names, and its rows as text."""

    part: str
    others: tuple[str, ...]
    height: int
    records: Records
    flaws: Mapping[int, str]


def load(path: Path, *, limits: Limits, part: str) -> Worksheet:
    """The worksheet of that name, or the first visible one that holds anything."""
    copy, survey = archives.check(path, limits=limits)
    try:
        with CalamineWorkbook.from_filelike(copy) as workbook:
            names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            sheet = _named(workbook, names, part=part) if part else _first_filled(workbook)
    except CalamineError:
        raise SheetProblem(archives.damaged()) from None
    if sheet.height > limits.rows + SPARE:
        raise SheetProblem(too_many_rows(limits))
    others = tuple(name for name in names if name != sheet.name)
    return Worksheet(sheet.name, others, sheet.total_height, partial(_records, sheet), survey.flaws_of(sheet.name))


def _named(workbook: CalamineWorkbook, names: list[str], *, part: str) -> CalamineSheet:
    for name in names:
        if name.casefold() == part.strip().casefold():
            return workbook.get_sheet_by_name(name)
    raise SheetProblem(
        _("There is no sheet “%(part)s” in this file. It holds: %(names)s.")
        % {"part": part[:100], "names": ", ".join(names)[:500]}
    )


def _first_filled(workbook: CalamineWorkbook) -> CalamineSheet:
    for found in workbook.sheets_metadata:
        if found.typ == SheetTypeEnum.WorkSheet and found.visible == SheetVisibleEnum.Visible:
            sheet = workbook.get_sheet_by_name(found.name)
            if sheet.height:
                return sheet
    raise SheetProblem(_("There is nothing in the visible sheets of this file. Check that you chose the right one."))


def _records(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for number, values in enumerate(sheet.iter_rows(), 1):
        yield number, left + [value if type(value) is str else typed(value) for value in values]


def typed(value: Value) -> str:
    """A value of a cell as a person would type it: 2026-03-03, 14:05, 3, 2.5, 1:30."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return _number(value)
    return _length(value) if isinstance(value, timedelta) else _moment(value)


def _moment(value: date | time) -> str:
    """A date, a time of day, or both where the time is not midnight."""
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()
    text = value.isoformat(timespec="seconds") if isinstance(value, datetime | time) else value.isoformat()
    return text.replace("T", " ").removesuffix(":00")


def _length(value: timedelta) -> str:
    """A length of time: 1:30, or 1:30:20 where there are seconds."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _number(value: float) -> str:
    """A number with the fifteen figures that Excel keeps, and none for show."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"
