import io
from datetime import date
from decimal import Decimal

import openpyxl

from alongside.kit.sheets import spreadsheetml


def written(rows, headings):
    target = io.BytesIO()
    spreadsheetml.write(target, title='Sessions & "more"', headings=headings, rows=rows)
    return target


def test_another_program_reads_the_workbook_as_it_was_meant():
    row = ["=1+1", "<b>&", "again", "again", -5, 0.1, Decimal("-1.50"), date(2026, 3, 3), None, ""]

    book = openpyxl.load_workbook(written([row, row], list("abcdefghij")))

    sheet = book['Sessions & "more"']
    assert [cell.value for cell in sheet[3]] == [
        "=1+1",
        "<b>&",
        "again",
        "again",
        -5,
        0.1,
        -1.5,
        sheet["H2"].value,
        None,
        None,
    ]
    assert (sheet["A2"].data_type, sheet["H2"].is_date, sheet["H2"].value.date()) == ("s", True, date(2026, 3, 3))
    assert (sheet["A1"].font.b, sheet["A2"].font.b, sheet.freeze_panes) == (True, False, "A2")


def test_the_same_table_gives_the_same_bytes():
    assert written([["x"]], ["Name"]).getvalue() == written([["x"]], ["Name"]).getvalue()


def test_a_table_without_columns_is_a_workbook():
    assert openpyxl.load_workbook(written([], [])).active.max_row == 1
