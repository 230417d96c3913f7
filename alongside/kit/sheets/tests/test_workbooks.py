import datetime as dt
import io
import random
import zipfile

import openpyxl
import pytest

from alongside.kit.sheets.reading import Limits, SheetProblem, open_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*sheets, hidden=()):
    """The bytes of an Excel file with these sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {at + 1}")
        sheet.sheet_state = "hidden" if at in hidden else "visible"
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(content, **parts):
    """The archive with parts replaced or added; keys name them with __ for / and _dot_ for a dot."""
    target = io.BytesIO()
    given = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in given:
                new.writestr(name, old.read(name))
        for name, part in given.items():
            new.writestr(name, part)
    return target.getvalue()


def with_sheet(xml, **parts):
    """A workbook whose only sheet is that XML inside its root."""
    data = f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'
    return changed(workbook([["x"]]), xl__worksheets__sheet1_dot_xml=data, **parts)


@pytest.fixture
def opened(tmp_path):
    def open_content(content, **options):
        path = tmp_path / "given"
        path.write_bytes(content)
        return open_sheet(path, name="given.xlsx", **options)

    return open_content


def lists(sheet):
    return [tuple(row.cells.values()) for row in sheet.rows()]


def refusal(opened, content, **options):
    with pytest.raises(SheetProblem) as refused:
        lists(opened(content, **options))
    return refused.value.message


def test_cells_become_what_a_person_would_type(opened):
    values = {
        "text": ("007", "007"),
        "formula-like": ("'=x", "=x"),
        "whole": (3.0, "3"),
        "decimal": (2.5, "2.5"),
        "rounding": (0.1 + 0.2, "0.3"),
        "negative": (-4, "-4"),
        "long": (447700900123, "447700900123"),
        "date": (dt.date(2026, 3, 3), "2026-03-03"),
        "midnight": (dt.datetime.fromisoformat("2026-03-03T00:00"), "2026-03-03"),
        "moment": (dt.datetime.fromisoformat("2026-03-03T14:05"), "2026-03-03 14:05"),
        "time": (dt.time(1, 30), "01:30"),
        "length": (dt.timedelta(hours=30, minutes=5), "30:05"),
        "yes": (True, "TRUE"),
        "no": (False, "FALSE"),
        "empty": (None, ""),
        "accents": ("Siân\nTŷ 👩‍🦳", "Siân\nTŷ 👩‍🦳"),
    }

    sheet = opened(workbook([list(values), [value for value, _text in values.values()]]))

    (row,) = sheet.rows()
    assert row.cells == {name: text for name, (_value, text) in values.items()}


def test_rows_and_columns_keep_their_places(opened):
    sheet = opened(workbook([[], [None, "Champions"], [], [None, "Name", "Town"], [], [None, "Bea", "Leeds"]]))

    (row,) = sheet.rows()
    assert (sheet.header_row, row.number) == (4, 6)
    assert row.cells == {"Column A": "", "Name": "Bea", "Town": "Leeds"}


def test_the_first_visible_sheet_with_anything_is_used(opened):
    content = workbook([["Old"], ["x"]], [], [["Name"], ["Bea"]], [["Name"], ["Cai"]], hidden=[0])

    sheet = opened(content)

    assert (sheet.part, sheet.others) == ("Sheet 3", ("Sheet 1", "Sheet 2", "Sheet 4"))
    assert lists(sheet) == [("Bea",)]


def test_a_sheet_is_chosen_by_name(opened):
    content = workbook([["Name"], ["Bea"]], [["Name"], ["Cai"]])

    assert lists(opened(content, part=" sheet 2")) == [("Cai",)]
    assert refusal(opened, content, part="Sessions") == (
        "There is no sheet “Sessions” in this file. It holds: Sheet 1, Sheet 2."
    )


def test_a_workbook_with_nothing_visible_is_refused(opened):
    assert "nothing in the visible sheets" in refusal(opened, workbook([], [["Name"], ["Bea"]], hidden=[1]))


def test_errors_and_unworked_formulas_are_findings_of_their_rows(opened):
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Hours</t></is></c></row>'
    cells += (
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Bea</t></is></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    cells += '<row r="3"><c r="A3" t="inlineStr"><is><t>Cai</t></is></c><c r="B3"><f>SUM(C3)</f></c></row>'
    cells += '<row r="4"><c r="A4" t="inlineStr"><is><t>Dev</t></is></c><c r="B4"><f>1+1</f><v>2</v></c></row>'

    rows = list(opened(with_sheet(cells)).rows())

    assert [row.problem.partition(".")[0] for row in rows] == [
        "B2 holds an error of the spreadsheet, such as #REF!",
        "B3 holds a formula that was never worked out",
        "",
    ]
    assert rows[2].cells == {"Name": "Dev", "Hours": "2"}


def test_a_bomb_by_size_is_refused(opened):
    content = changed(workbook([["Name"]]), xl__media__big_dot_xml=random.Random(1).randbytes(60) * 1_000_000)

    assert "unpacks to far more" in refusal(opened, content)


def test_a_bomb_by_ratio_is_refused(opened):
    assert "unpacks to far more" in refusal(opened, changed(workbook([["Name"]]), zeros_dot_bin=b"\0" * 1_000_000))


def test_too_many_parts_are_refused(opened):
    parts = {f"part{number}": b"x" for number in range(100)}

    assert "parts (sheets, pictures, charts); at most 100" in refusal(opened, changed(workbook([["Name"]]), **parts))


def test_cells_far_apart_are_refused(opened):
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    assert "reach to row 1,048,576 and across 16,384 columns" in refusal(opened, with_sheet(far))


def test_empty_cells_far_apart_do_no_harm(opened):
    far = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'

    assert opened(with_sheet(far)).headings == ("Name",)


def test_one_long_text_shown_in_many_cells_is_refused(opened):
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5_000))
    content = with_sheet(cells, xl__sharedStrings_dot_xml=strings)

    assert "too much text" in refusal(opened, content, limits=Limits(ratio=10_000))


def test_long_texts_are_read_where_they_come_to_no_more_than_the_file_may_hold(opened):
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si><si><t>short</t></si></sst>'
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{min(n // 3, 1)}</v></c></row>' for n in range(1, 5_000))
    content = with_sheet(cells, xl__sharedStrings_dot_xml=strings)

    assert len(lists(opened(content, limits=Limits(ratio=10_000)))) == 4_998


@pytest.mark.parametrize(
    ("part", "xml"),
    [
        (
            "xl__worksheets__sheet1_dot_xml",
            '<other><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></other>',
        ),
        ("xl__worksheets__sheet1_dot_xml", f'<sst xmlns="{MAIN}"><si><t>x</t></si><sheetData/></sst>'),
        ("xl__sharedStrings_dot_xml", "<other><si><t>x</t></si></other>"),
        ("xl__sharedStrings_dot_xml", f'<worksheet xmlns="{MAIN}"><si><t>x</t></si></worksheet>'),
    ],
)
def test_parts_that_pretend_to_be_others_are_refused(opened, part, xml):
    assert "damaged" in refusal(opened, changed(workbook([["Name"], ["Bea"]]), **{part: xml}))


def test_declared_entities_are_refused(opened):
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet xmlns="{MAIN}"><sheetData>&b;</sheetData></worksheet>'
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst xmlns="{MAIN}"><si><t>&a;</t></si></sst>'

    for part in ({"xl__worksheets__sheet1_dot_xml": bomb}, {"xl__sharedStrings_dot_xml": outside}):
        assert "declares parts outside itself" in refusal(opened, changed(workbook([["Name"]]), **part))


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
            "not an Excel workbook",
        ),
        ({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}, "not an Excel workbook"),
        ({"[Content_Types].xml": "<x/>", "xl/workbook.bin": "x"}, "not an Excel workbook"),
        ({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}, "damaged"),
        ({"[Content_Types].xml": "<x>", "xl/workbook.xml": "<x/>"}, "damaged"),
        ({}, "not an Excel workbook"),
    ],
)
def test_other_archives_are_refused_with_the_remedy(opened, parts, says):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)

    assert says in refusal(opened, target.getvalue())


def test_cells_with_places_that_cannot_be_are_refused(opened):
    for place in ("A0", "1", "ABCD1", "A99999999", "a1", "A-1"):
        assert "damaged" in refusal(opened, with_sheet(f'<row r="1"><c r="{place}"><v>1</v></c></row>'))


def test_too_many_rows_are_refused(opened):
    rows = [["Name"], *([["Bea"]] * 6)]

    assert "more than 5 rows" in refusal(opened, workbook(rows), limits=Limits(rows=5))
    assert len(lists(opened(workbook(rows), limits=Limits(rows=6)))) == 6


def test_a_damaged_workbook_is_a_finding_whatever_was_hit(opened):
    whole = workbook([["Name", "Town"], *([["Bea", "Leeds"]] * 20)])
    chance = random.Random(7)
    for _turn in range(300):
        broken = bytearray(whole)
        for _hit in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        cut = len(broken) if chance.random() < 0.7 else chance.randrange(len(broken))
        try:
            lists(opened(bytes(broken[:cut])))
        except SheetProblem as problem:
            assert problem.message


def test_damaged_xml_is_a_finding_whatever_was_hit(opened):
    with zipfile.ZipFile(io.BytesIO(workbook([["Name", "When"], ["Bea", dt.date(2026, 3, 3)]]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(11)
    for _turn in range(300):
        name = chance.choice(sorted(parts))
        broken = bytearray(parts[name])
        broken[chance.randrange(len(broken))] = chance.choice(b"0123456789AZaz/<>\"'= .-")
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, bytes(broken) if part == name else content)
        try:
            lists(opened(target.getvalue()))
        except SheetProblem as problem:
            assert problem.message
