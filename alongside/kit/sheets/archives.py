"""Checking an Excel file before anything else reads it: its zip, and every piece of XML in it.

What passes is copied, unpacked, into a new archive. The reader behind sees only that copy, so that no lie about sizes,
no name given twice and no second interpretation of the same bytes can reach it.
"""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple
from xml.parsers import expat

from django.utils.translation import gettext as _

from alongside.kit.sheets.limits import Limits, megabytes
from alongside.kit.sheets.problems import SheetProblem
from alongside.kit.sheets.survey import Survey

CHUNK = 1 << 16
SMALL = 100_000  # bytes: a part that cannot do harm whatever its ratio
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


class Checked(NamedTuple):
    """A copy that is safe to read, and what was found in it."""

    copy: IO[bytes]
    survey: Survey


def check(path: Path, *, limits: Limits) -> Checked:
    """A safe copy of the Excel file's XML; SheetProblem for what is no such file, is damaged, or is a trap."""
    try:
        with zipfile.ZipFile(path) as archive:
            _insist_on_sizes(archive.infolist(), limits=limits)
            _insist_on_workbook(archive)
            return _copied(archive, limits=limits)
    except BROKEN:
        raise SheetProblem(damaged()) from None


def damaged() -> str:
    """What to say of an Excel file that cannot be read."""
    return _(
        "This Excel file is damaged or cut short. "
        "Open it in Excel or LibreOffice, save it again as an Excel workbook (.xlsx), and try once more."
    )


def _insist_on_sizes(parts: list[zipfile.ZipInfo], *, limits: Limits) -> None:
    if len(parts) > limits.parts:
        raise SheetProblem(
            _(
                "This Excel file holds %(count)d parts (sheets, pictures, charts); at most %(most)d are read. "
                "Copy the one sheet you need into a new workbook and save that."
            )
            % {"count": len(parts), "most": limits.parts}
        )
    whole = sum(part.file_size for part in parts)
    packed = any(part.file_size > SMALL and part.file_size > limits.ratio * part.compress_size for part in parts)
    if whole > limits.unpacked or packed:
        raise SheetProblem(
            _(
                "This Excel file unpacks to far more than it should (%(size)d MB; at most %(most)d MB is read). "
                "Save the sheet you need as CSV and choose that file."
            )
            % {"size": megabytes(whole), "most": megabytes(limits.unpacked)}
        )


def _insist_on_workbook(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise SheetProblem(
            _("This file is locked with a password. Save a copy without the password, and choose that copy.")
        )
    if len(set(names)) < len(names):
        raise SheetProblem(damaged())
    if "[Content_Types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        raise SheetProblem(
            _(
                "This is not an Excel workbook (.xlsx), even if its name says so. "
                "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as CSV."
            )
        )


def _copied(archive: zipfile.ZipFile, *, limits: Limits) -> Checked:
    survey, copy = Survey(limits), BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as kept:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as source, kept.open(part.filename, "w") as target:
                    _copy_part(source, target, name=part.filename, survey=survey)
    with zipfile.ZipFile(copy) as kept:
        survey.insist(kept.read)
    copy.seek(0)
    return Checked(copy, survey)


def _copy_part(source: IO[bytes], target: IO[bytes], *, name: str, survey: Survey) -> None:
    parser = survey.parser_for(name)
    while chunk := source.read(CHUNK):
        parser.Parse(chunk, False)
        target.write(chunk)
    parser.Parse(b"", True)
