"""Opening any CSV or Excel file found in the wild as rows of text."""

import zipfile
from collections.abc import Collection
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from alongside.kit.sheets import apart, decoding, delimited, workbooks
from alongside.kit.sheets.limits import Limits, megabytes
from alongside.kit.sheets.problems import SheetProblem
from alongside.kit.sheets.sheet import Row, Sheet, headed
from alongside.kit.sheets.workbooks import Worksheet

__all__ = ["Limits", "Row", "Sheet", "SheetProblem", "open_sheet"]

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
NO_SHEETS = (b"%pdf", b"<!doctype", b"<html", b"<?xml", b"<table", b"{\\rtf")
DEFAULT = Limits()


def open_sheet(
    path: str | Path,
    *,
    name: str,
    limits: Limits = DEFAULT,
    part: str = "",
    known: Collection[str] = (),
    is_strange: bool = False,
) -> Sheet:
    """The table in a file, ready to be read row by row; SheetProblem says why it cannot be.

    `name` is what the person calls the file; `part` chooses a worksheet by name (else the first visible one that holds
    anything); `known` are headings or synonyms that we would recognise, which help to find the row of headings.
    What the file is, is told from its content, never from its name. A strange one, which somebody sent, is read in a process
    with bounds when it is an Excel file; others are read row by row and cannot take much.
    """
    path = Path(path)
    size = path.stat().st_size
    if size > limits.bytes:
        raise SheetProblem(
            _(
                "“%(name)s” is %(size)d MB; at most %(most)d MB can be read at once. Split it, for example into one "
                "file for each year, or take out columns and pictures that are not needed."
            )
            % {"name": name[:100], "size": megabytes(size), "most": megabytes(limits.bytes)}
        )
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04") or zipfile.is_zipfile(path):
        found = (apart if is_strange else workbooks).load(path, limits=limits, part=part)
        return _workbook(found, name=name, limits=limits, known=known)
    _refuse_others(path, head=head)
    return _delimited(path, name=name, limits=limits, known=known)


def _workbook(found: Worksheet, *, name: str, limits: Limits, known: Collection[str]) -> Sheet:
    row, headings = headed(found.records, known=known, limits=limits)
    return Sheet(
        name=name,
        headings=headings,
        header_row=row,
        about_rows=max(0, found.height - row),
        part=found.part,
        others=found.others,
        records=found.records,
        limits=limits,
        flaws=found.flaws,
    )


def _delimited(path: Path, *, name: str, limits: Limits, known: Collection[str]) -> Sheet:
    encoding = decoding.encoding_of(path)
    shape = delimited.format_of(path, encoding=encoding)
    records = partial(delimited.records, path, encoding=encoding, shape=shape)
    row, headings = headed(records, known=known, limits=limits)
    lines = decoding.count_lines(path)
    return Sheet(
        name=name,
        headings=headings,
        header_row=row,
        about_rows=max(0, lines - row),
        part="",
        others=(),
        records=records,
        limits=limits,
    )


def _refuse_others(path: Path, *, head: bytes) -> None:
    """Say what a file is that is neither CSV nor Excel, and how to make one of it."""
    if head.startswith(OLD_OFFICE):
        raise SheetProblem(_locked() if LOCKED in path.read_bytes() else _old_kind())
    if head.lstrip().lower().startswith(NO_SHEETS):
        raise SheetProblem(_no_sheet())


def _locked() -> str:
    return _(
        "This Excel file is locked with a password. "
        "Open it in Excel, save a copy without the password, and choose that copy."
    )


def _old_kind() -> str:
    return _(
        "This is an Excel file of the old kind (.xls). "
        "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx) or as CSV."
    )


def _no_sheet() -> str:
    return _(
        "This is not a spreadsheet, even if its name says so. "
        "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as CSV."
    )
