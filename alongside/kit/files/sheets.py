"""Telling by its content what kind of spreadsheet a file is."""

import zipfile
from typing import IO

from django.utils.translation import gettext as _

from alongside.kit.verdict import Refused

XLSX = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
ODS = ("ods", "application/vnd.oasis.opendocument.spreadsheet")
CSV = ("csv", "text/csv")
HEAD = 8_192


def kind_of(file: IO[bytes]) -> tuple[str, str]:
    """The ending and the content type of a spreadsheet; refused when the file is something else, whatever it is called."""
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return kind_of_archive(file)
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    is_markup = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"%PDF", b"{\\rtf"))
    if head and not is_markup and (is_wide or not control_signs(head)):
        return CSV
    raise unknown()


def kind_of_archive(file: IO[bytes]) -> tuple[str, str]:
    """Which of the spreadsheets that are zip archives it is."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names and "xl/vbaProject.bin" not in names:
                return XLSX
            if "mimetype" in names and archive.read("mimetype")[:60].decode("ascii", "replace") == ODS[1]:
                return ODS
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise unknown() from error
    finally:
        file.seek(0)
    raise unknown()


def control_signs(head: bytes) -> bool:
    """Whether there are signs that no text has."""
    return any(byte < 32 and byte not in b"\t\n\r\x0c\x1a" for byte in head)


def unknown() -> Refused:
    """The sentence for a file that is no spreadsheet."""
    return Refused(
        _("This is not a spreadsheet that we can read. Choose a CSV, Excel (.xlsx) or OpenDocument (.ods) file.")
    )
