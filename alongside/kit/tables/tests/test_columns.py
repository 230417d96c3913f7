from datetime import date
from decimal import Decimal
from types import SimpleNamespace as Row

import pytest

from alongside.kit.tables.columns import Column, Tag, To, drawn, exported

TODAY = date(2026, 11, 19)


def at(page, **kwargs):
    return f"/{page}/{'/'.join(map(str, kwargs.values()))}/"


def shown(column, value):
    [[cell]] = drawn([column], [Row(it=value)], at=at, today=TODAY)
    return cell.text


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("text", "Armley", "Armley"),
        ("text", None, ""),
        ("number", 1204, "1,204"),
        ("number", 0, "0"),
        ("hours", 1350, "22½"),
        ("day", date(2026, 2, 1), "1 February 2026"),
        ("ago", date(2026, 10, 12), "38 days ago"),
        ("ago", None, ""),
    ],
)
def test_drawn_writes_a_value_as_people_read_it(kind, value, text):
    assert shown(Column("it", "It", kind=kind), value) == text


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        ("number", 1204, 1204),
        ("hours", 50, Decimal("0.83")),
        ("day", TODAY, TODAY),
        ("tags", [Tag("quiet", "warm"), Tag("new")], "quiet, new"),
        ("text", None, None),
    ],
)
def test_exported_keeps_numbers_and_dates_as_such(kind, value, cell):
    assert exported(Column("it", "It", kind=kind), value) == cell


def test_drawn_leads_each_row_to_its_own_page():
    column = Column("it", "It", to=To("team", "team_id", lambda row: row.pk))

    rows = drawn([column], [Row(it="A", pk=7), Row(it="B", pk=None)], at=at, today=TODAY)

    assert [cell.href for [cell] in rows] == ["/team/7/", ""]


def test_drawn_puts_tags_that_stand_beside_into_the_cell_before():
    columns = [Column("it", "It"), Column("state", "State", kind="tags", beside=True)]

    [cells] = drawn(columns, [Row(it="Ced", state=[Tag("quiet", "warm")])], at=at, today=TODAY)

    assert [(cell.text, cell.tags) for cell in cells] == [("Ced", [Tag("quiet", "warm")])]
