from datetime import date

import pytest

from alongside.kit.sheets import cells
from alongside.kit.sheets.problems import CellProblem

THE_THIRD = date(2026, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "03/03/2026",
        "3/3/26",
        " 3 / 3 / 2026 ",
        "03.03.26",
        "3-3-2026",
        "03 03 2026",
        "2026-03-03",
        "2026/3/3",
        "20260303",
        "03032026",
        "2026-03-03T14:05:00Z",
        "2026-03-03 14:05",
        "2026-03-03T14:05:00.123456+00:00",
        "03/03/2026 14:05",
        "03/03/2026, 2:05 pm",
        "46084",
        "46084.5868",
        "3rd March 2026",
        "3 March 2026",
        "3 Mar 26",
        "3-Mar-26",
        "03-MAR-2026",
        "March 3, 2026",
        "March 3rd 2026",
        "Tuesday 3rd of March, 2026",
        "Tue 3 Mar 2026 at 10:30",
        "2026 March 3",
        "3 Mawrth 2026",
        "3ydd o Fawrth 2026",
        "Dydd Mawrth 3 Mawrth 2026",
        "3\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2026",
        "\N{FULLWIDTH DIGIT THREE}/3/2026",
        "3–3–2026",
    ],
)
def test_day_reads_the_ways_people_write_it(text):
    assert cells.day(text) == THE_THIRD


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Ionawr", 1), ("Chwefror", 2), ("Mawrth", 3), ("Ebrill", 4), ("Mai", 5), ("Mehefin", 6), ("Gorffennaf", 7),
        ("Awst", 8), ("Medi", 9), ("Hydref", 10), ("Tachwedd", 11), ("Rhagfyr", 12), ("Orffennaf", 7), ("Ragfyr", 12),
    ],
)  # fmt: skip
def test_day_knows_the_welsh_months(name, number):
    assert cells.day(f"5 {name} 2026") == date(2026, number, 5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/02/2026", "does not exist"),
        ("30 February 2026", "does not exist"),
        ("29/2/2027", "does not exist"),
        ("03/25/2026", "day first"),
        ("2026-25-03", "day first"),
        ("3 March 3026", "year"),
        ("3/3/0026", "year"),
        ("Oct-10", "not the day"),
        ("10/2010", "not the day"),
        ("yesterday", "not a date"),
        ("3 March", "not a date"),
        ("0/3/2026", "not a date"),
        ("3/3/2026 and 4/3/2026", "not a date"),
        ("123", "not a date"),
        ("٣/٣/٢٠٢٦", "not a date"),
        ("#REF!", "not a date"),
        ("", "not a date"),
    ],
)
def test_day_refuses_with_the_remedy(text, says):
    with pytest.raises(CellProblem, match=says):
        cells.day(text)


def test_day_refuses_the_future_only_when_told():
    tomorrow = "4/3/2026"

    assert cells.day(tomorrow) == date(2026, 3, 4)
    with pytest.raises(CellProblem, match="“4/3/2026” is in the future"):
        cells.day(tomorrow, latest=THE_THIRD)
    with pytest.raises(CellProblem, match="too long ago"):
        cells.day(tomorrow, earliest=date(2026, 3, 5))


@pytest.mark.parametrize("text", ["Oct-10", "October 2010", "10/2010", "2010-10", "14/10/2010", "Hydref 2010"])
def test_month_is_its_first_day(text):
    assert cells.month(text) == date(2010, 10, 1)


@pytest.mark.parametrize("text", ["2010", "2010.0", " 2010 ", "Oct-10", "1/4/2010"])
def test_year_alone_or_out_of_a_date(text):
    assert cells.year(text) == 2010


@pytest.mark.parametrize("text", ["20100", "0210", "last year", "", "²⁰¹⁰x"])
def test_year_refuses_the_rest(text):
    with pytest.raises(CellProblem):
        cells.year(text)
