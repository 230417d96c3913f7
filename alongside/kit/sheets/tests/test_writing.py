import datetime as dt
import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alongside.kit.sheets import writing
from alongside.kit.sheets.reading import Limits, open_sheet
from alongside.kit.sheets.sheet import SIGNS

NASTY = [
    "=1+1", "+447700900123", "-x", "@cmd", "\t=x", "\r=x", " =x", "'=x", "''=x", "'tis", "'", "’", "＝x",
    'say "hi"', "a,b;c\td", "line\nline", "line\r\nline", "Siân 👩‍🦳", "\u202eabc", "_x0041_",
    "_x005F_x0041_", "\x01\x0b\x1f", "\ufffe",
    "007", "3.0", "1e5", "TRUE", "2026-03-03", "  spaced  ", "", "sep=;", "#REF!", "<b>&amp;</b>",
]  # fmt: skip


def csv_of(rows, columns):
    return b"".join(writing.write_csv(rows, columns=columns))


def xlsx_of(rows, columns):
    with writing.write_xlsx(rows, columns=columns, title="Sessions") as file:
        return file.read()


def kept(text):
    """A text as both formats keep it."""
    return re.sub("[\0\ud800-\udfff\ufffe\uffff]", "\ufffd", text).replace("\r\n", "\n").replace("\r", "\n").strip()


@pytest.fixture(scope="module")
def read_back(tmp_path_factory):
    def reader(content):
        path = tmp_path_factory.mktemp("back") / "file"
        path.write_bytes(content)
        return [list(row.cells.values()) for row in open_sheet(path, name="back", limits=Limits(ratio=10_000)).rows()]

    return reader


@pytest.mark.parametrize("sign", SIGNS)
def test_csv_guards_what_a_spreadsheet_might_run(sign):
    content = csv_of([[f"{sign}cmd|' /C calc'!A0"]], ["Name"])

    first = content.decode("utf-8-sig").split("\r\n", 1)[1].lstrip('"')
    assert first.startswith("cmd" if sign.isspace() else f"'{sign}cmd")


def test_csv_guards_headings_too():
    assert csv_of([], ["=x"]).decode("utf-8-sig") == '"\'=x"\r\n'


def test_csv_keeps_our_own_numbers_and_writes_the_rest_for_people():
    moment = dt.datetime(2026, 7, 3, 14, 5, tzinfo=dt.UTC)
    row = [-5, -0.5, Decimal("-1.50"), True, None, dt.date(2026, 3, 3), moment, dt.time(9, 30)]

    content = csv_of([row], list("abcdefgh"))

    assert content.decode("utf-8-sig") == "a,b,c,d,e,f,g,h\r\n-5,-0.5,-1.50,yes,,2026-03-03,2026-07-03 15:05,09:30\r\n"


def test_csv_comes_in_pieces():
    pieces = list(writing.write_csv(([f"row {n}", "x" * 100] for n in range(5_000)), columns=["A", "B"]))

    assert len(pieces) > 5
    assert max(map(len, pieces)) < 100_000
    assert pieces[0].startswith(b"\xef\xbb\xbfA,B\r\n")


def test_xlsx_holds_texts_as_texts_and_numbers_as_numbers():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([["=1+1", -5, dt.date(2026, 3, 3), True]], list("abcd"))))

    assert [(cell.data_type, cell.value) for cell in book.active[2]][:2] == [("s", "=1+1"), ("n", -5)]
    assert book.active["C2"].is_date
    assert book.active["D2"].value == "yes"


def test_xlsx_hides_nothing_and_names_nobody():
    content = xlsx_of([["x"]], ["Name"])

    book = openpyxl.load_workbook(io.BytesIO(content))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
        times = {part.date_time[0] for part in archive.infolist()}
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("Sessions", "visible")]
    assert list(book.defined_names) == []
    assert b"Sessions" in whole
    assert not re.search(b"creator|docProps|hidden|definedName", whole)
    assert times == {1980}


@pytest.mark.parametrize("title", ["a/b:c*[d]?'", "x" * 80, "", "\x01"])
def test_xlsx_takes_any_title(title):
    with writing.write_xlsx([], columns=["Name"], title=title) as file:
        assert openpyxl.load_workbook(file).active.max_row == 1


def test_a_text_too_long_for_a_cell_shows_that_it_goes_on(read_back):
    [[cell]] = read_back(xlsx_of([["x" * 40_000]], ["Name"]))

    assert (len(cell), cell[-2:]) == (32_767, "x…")


@pytest.mark.parametrize("written", [csv_of, xlsx_of], ids=["csv", "xlsx"])
def test_what_is_written_is_read_back_alike(read_back, written):
    rows = [["row", text, str(at)] for at, text in enumerate(NASTY)]

    once = read_back(written(rows, ["Kind", "Text", "Number"]))

    assert once == [["row", kept(text), number] for _row, text, number in rows]
    assert read_back(written(once, ["Kind", "Text", "Number"])) == once


@pytest.mark.parametrize("written", [csv_of, xlsx_of], ids=["csv", "xlsx"])
@settings(deadline=None)
@example(texts=['" \r0'])
@example(texts=['a," \n', "b"])
@given(texts=st.lists(st.text(max_size=20) | st.text("'=+-@_x0041\r\n\t \"", max_size=8), min_size=1, max_size=4))
def test_any_texts_are_read_back_alike(read_back, written, texts):
    columns = [f"Column {at}" for at in range(len(texts))]

    once = read_back(written([texts], columns))

    assert once == ([[kept(text) for text in texts]] if any(map(kept, texts)) else [])
