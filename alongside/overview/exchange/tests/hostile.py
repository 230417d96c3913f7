"""Files that are odd, damaged or meant to do harm, made for every kind of import; nothing is stored.

A kind of import that is not in `TABLES` fails the tests.
"""

import io
from collections.abc import Callable, Iterator
from typing import NamedTuple

import openpyxl

from alongside.kit.sheets.tests.test_workbooks import changed
from alongside.overview.exchange.models import Kind

Rows = tuple[tuple[str, ...], ...]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

TABLES: dict[str, Rows] = {
    Kind.PLACES: (
        ("Council", "Name", "Town", "Postcode", "Website", "Year closed"),
        ("Leeds", "Siân's Café", "Tref", "LS25 1EH", "https://example.org", "31/12/2024"),
        ("Leeds", "Otley", "Otley", "LS21 3AQ", "", ""),
    ),
    Kind.CHAMPIONS: (
        ("Name", "Email", "Phone", "Languages", "Since", "Hours pledged"),
        ("Siân Lloyd", "sian@example.org", "00447700900123", "Welsh, Polish", "03/04/2025", "4"),
        ("Zoë Ash", "zoe@example.org", "0113 496 0000", "", "2025-04-03", ""),
    ),
    Kind.SESSIONS: (
        ("Date", "Champion", "People", "Minutes", "Topic", "Notes"),
        ("03/04/2026", "Bea", "3-4", "45", "Siân's tablet", "Tea, two cups"),
        ("2026-04-05", "Bea", "1", "", "E-mail", ""),
    ),
    Kind.DISTRICTS: (
        ("District", "Name", "Region", "Latitude", "Longitude"),
        ("LS25", "Garforth", "Leeds", "53.79", "-1.38"),
        ("LL53", "Nefyn", "Gwynedd: Siân", "52.9", "-4.5"),
    ),
}
"""A file of each kind as it should be: dates with the day first, a phone number with 0044, letters beyond ASCII."""

NEEDED: dict[str, Callable[[int], dict[str, str]]] = {
    Kind.PLACES: lambda number: {"organisation": "Leeds", "name": f"Place {number}"},
    Kind.CHAMPIONS: lambda number: {"name": f"Person {number}", "email": f"person{number}@example.org"},
    Kind.SESSIONS: lambda number: {"date": "03/04/2026", "champion": "Bea", "note": f"Row {number}"},
    Kind.DISTRICTS: lambda number: {"code": f"{'ABCDEFGHIJ'[number // 99]}{number % 99 + 1}"},
}
"""What a row of each kind cannot do without, by its number."""

ODD = (
    "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "'=1", "＝1", '=HYPERLINK("http://example.org")',
    "nan", "NaN", "-NaN", "sNaN", "inf", "-Infinity", "1e999999", "1E-999999", "9" * 400, "-0", "0", "0.0000001", "²", "٣",
    "½", "1,5", "1.000.000", "0x10", "1_000", "true", "NULL", "#REF!", "#N/A",
    "31/02/2026", "29/02/2025", "00/00/0000", "0000-00-00", "9999-12-31", "0001-01-01", "99/99/9999", "13/25/2024",
    "03/04/26", "3.4.2026", "2026", "April 2026", "45200", "2026-03-29 01:30", "1/1/1900", "24:00", "99:99", "-1:30",
    "00447700900123", "+44 (0)7700 900123", "0" * 40, "12345", "0800", "٠٧٧٠٠", "999", "tel:07700900123",
    "a@b", "a@b@c", "a b@example.org", "x" * 300 + "@example.org", "bea@example.org\nbcc: eve@example.org", "ö@exämple.org",
    "http://[::1", "javascript:alert(1)", "//example.org", "https://" + "a" * 400 + ".org", "ftp://example.org",
    "<script>alert(1)</script>", "'; DROP TABLE x; --", "{{ 7*7 }}", "%s %(x)s %", "${7*7}", "\\", "\\N", "..",
    "../../etc/passwd", "Siân", "Sia\u0302n", "👩🏽‍🚀", "\u202eabc", "\u200b", "\ufeff", "مرحبا", "e" + "\u0301" * 60, "\ufffe",
    "\x01\x02", "a\x0bb", "line\nline", "line\r\nline", " \u00a0 ", ",", ";", '"', "“”", "”“", "-", "--", "–", "?", "n/a",
    "x" * 200, "Llanfairpwll " * 800, "a, " * 200, "1-" * 60, "LS25 1EH", "LS25", "SW1A", "zz99 9zz", "closed", "24 hours",
    "Bea", "bea", "Welsh", "Klingonese", "volunteer", "3-4", "4-3", "a few", "1 hour", "half a day", "-45", "10000000 hours",
)  # fmt: skip
"""What people, machines and attackers put into cells."""

ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "iso8859-15", "cp1250",
    "cp1254", "iso8859-14", "mac_roman", "cp850", "cp858",
)  # fmt: skip
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
ENDS = {"crlf": "\r\n", "lf": "\n", "cr": "\r"}


class Odd(NamedTuple):
    """A file by its name, its bytes made from the table of a kind; what refuses it, or nothing when it must be read as usual."""

    name: str
    made: Callable[[Rows], bytes]
    refusal: str = ""


def text_of(table: Rows, *, separator: str = ",", end: str = "\r\n") -> str:
    """The table as a spreadsheet program writes it."""
    return "".join(separator.join(quoted(cell, separator) for cell in row) + end for row in table)


def quoted(cell: str, separator: str) -> str:
    """The cell, in quotation marks where it needs them."""
    return '"' + cell.replace('"', '""') + '"' if separator in cell or '"' in cell or "\n" in cell else cell


def encoded(text: str, encoding: str) -> bytes:
    """The bytes."""
    return text.encode(encoding)


def plain(table: Rows) -> bytes:
    """The file as it should be."""
    return encoded(text_of(table), "utf-8")


def readable() -> Iterator[Odd]:
    """Files that say the same as the plain one, however they were made."""
    for encoding in ENCODINGS:
        yield Odd(f"in {encoding}", lambda table, encoding=encoding: encoded(text_of(table), encoding))
    for name, sign in SEPARATORS.items():
        for called, end in ENDS.items():
            yield Odd(
                f"{name}, {called}",
                lambda table, sign=sign, end=end: encoded(text_of(table, separator=sign, end=end), "utf-8"),
            )
    yield Odd("mixed ends", lambda table: plain(table).replace(b"\r\n", b"\n", 1))
    yield Odd("no last end", lambda table: plain(table).rstrip())
    yield Odd("separator told", lambda table: b"sep=;\r\n" + encoded(text_of(table, separator=";"), "utf-8"))
    yield Odd("rows of nothing", lambda table: b"\r\n,,\r\n" + plain(table).replace(b"\r\n", b"\r\n,,,\r\n"))
    yield Odd("a title above", lambda table: b"What we have,,\r\nby Ama,12/03/2026,\r\n\r\n" + plain(table))
    yield Odd("columns of nothing", lambda table: plain(tuple((*row, "", "") for row in table)))
    yield Odd("every cell quoted", quoted_all)
    yield Odd("blanks around", lambda table: plain(tuple(tuple(f" {cell}\u00a0 " for cell in row) for row in table)))
    yield Odd("a heading twice", lambda table: plain(tuple((*row, row[0]) for row in table)))
    yield Odd("headings shouted", lambda table: plain((tuple(cell.upper() for cell in table[0]), *table[1:])))
    yield Odd("columns unknown", lambda table: plain(tuple((f"Odd {at}", *row) for at, row in enumerate(table))))
    yield Odd("Excel", workbook)
    yield Odd("Excel with formulas", lambda table: workbook(tuple((*row, "=1+1") for row in table)))


def quoted_all(table: Rows) -> bytes:
    """Each cell in quotation marks."""
    return encoded("".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in table), "utf-8")


def workbook(table: Rows) -> bytes:
    """The table in an Excel file."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in table:
        book.active.append(row)
    for line in book.active:
        for cell in line:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    book.save(target)
    return target.getvalue()


def with_sheet(table: Rows, xml: str, **parts: str) -> bytes:
    """A workbook whose sheet is that XML inside its root."""
    return changed(
        workbook(table), xl__worksheets__sheet1_dot_xml=f'<worksheet xmlns="{MAIN}">{xml}</worksheet>', **parts
    )


def laughing(table: Rows) -> bytes:
    """Entities of entities of entities in a worksheet."""
    names = "abcdefghij"
    declared = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {name} "{f"&{names[at]};" * 10}">' for at, name in enumerate(names[1:])
    )
    xml = f'<!DOCTYPE x [{declared}]><worksheet xmlns="{MAIN}"><sheetData>&j;</sheetData></worksheet>'
    return changed(workbook(table), xl__worksheets__sheet1_dot_xml=xml)


def reaching_out(table: Rows, *, where: str) -> bytes:
    """A shared text that is another file, or a page of somewhere else."""
    xml = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{where}">]><sst xmlns="{MAIN}"><si><t>&a;</t></si></sst>'
    return changed(workbook(table), xl__sharedStrings_dot_xml=xml)


def far_cells(table: Rows) -> bytes:
    """Two cells at the ends of the largest sheet there can be."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return with_sheet(table, f"<sheetData>{far}</sheetData>")


def shown_often(table: Rows) -> bytes:
    """One text of 30,000 letters in 5,000 cells."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5_000))
    letters = "".join(chr(33 + (n * 7919) % 89) for n in range(30_000)).replace("<", "").replace("&", "")
    strings = f'<sst xmlns="{MAIN}"><si><t>{letters}</t></si></sst>'
    return with_sheet(table, f"<sheetData>{cells}</sheetData>", xl__sharedStrings_dot_xml=strings)


def refused() -> Iterator[Odd]:
    """Files that cannot be used, each with a part of the sentence that says why."""
    yield Odd(
        "100 MB", lambda table: plain(table) * (100_000_000 // len(plain(table))), "larger than 20 MB|at most 20 MB"
    )
    yield Odd("one cell of 90 MB", lambda table: plain(table) + b"x" * 90_000_000, "larger than 20 MB|at most 20 MB")
    yield Odd("one cell of 19 MB", lambda table: plain(table) + b"x" * 19_000_000, "too long")
    yield Odd("5 million rows", lambda table: plain(table) + b"x\n" * 5_000_000, "more than 100,000 rows")
    yield Odd(
        "10,000 columns", lambda table: text_of((tuple(f"c{n}" for n in range(10_000)),)).encode(), "10,000 columns"
    )
    yield Odd("NUL", lambda table: plain(table) + b"x\0y\r\n", "NUL")
    yield Odd("unclosed quote", lambda table: plain(table) + b'"never closed\r\nx\r\ny\r\n', "never closed")
    yield Odd("stray quote", lambda table: plain(table) + b'"the "old" one"\r\n', "middle of a quoted cell")
    yield Odd("cut short", lambda table: text_of(table).encode("utf-16")[:-1], "cannot be read as text")
    yield Odd("nothing", lambda table: b"\r\n", "nothing in this file")
    yield Odd("only commas", lambda table: b",,,\r\n" * 50, "nothing in this file")
    yield Odd("PDF", lambda table: b"%PDF-1.7\n", "not a spreadsheet")
    yield Odd("web page", lambda table: b"<!DOCTYPE html><table><tr><td>x</td></tr></table>", "not a spreadsheet")
    yield Odd("old Excel", lambda table: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old kind")
    yield Odd("Excel cut short", lambda table: workbook(table)[:-200], "damaged|not a spreadsheet|NUL")
    yield Odd(
        "Excel bomb by size",
        lambda table: changed(workbook(table), xl__x_dot_xml=bytes(range(256)) * 400_000),
        "far more",
    )
    yield Odd("Excel bomb by ratio", lambda table: changed(workbook(table), x_dot_bin=b"\0" * 1_000_000), "far more")
    yield Odd(
        "Excel of 200 parts",
        lambda table: changed(workbook(table), **{f"x{n}": "x" for n in range(200)}),
        "at most 100",
    )
    yield Odd("Excel with cells far apart", far_cells, "reach to row 1,048,576")
    yield Odd("Excel with one text shown often", shown_often, "too much text|far more")
    yield Odd("Excel with laughing entities", laughing, "declares parts outside itself")
    yield Odd(
        "Excel that reads our files", lambda table: reaching_out(table, where="file:///etc/passwd"), "declares parts"
    )
    yield Odd(
        "Excel that asks a server", lambda table: reaching_out(table, where="http://127.0.0.1:9/"), "declares parts"
    )


READABLE, REFUSED = tuple(readable()), tuple(refused())
