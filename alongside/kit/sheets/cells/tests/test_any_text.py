"""Whatever stands in a cell: a value or a CellProblem, at once."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kit.sheets import cells
from alongside.kit.sheets.problems import CellProblem

PARSERS = [
    cells.day,
    cells.month,
    cells.year,
    cells.minutes,
    cells.people,
    cells.phone,
    cells.email,
    cells.yes_no,
    cells.postcode,
    cells.district_of,
    cells.opening_hours,
    cells.several,
    cells.is_empty,
]
LIKELY = st.text("0123456789:-/.,; @+()'hamp½ \t\n\r\x00'\ud800\u202e٣", max_size=30)
WORDS = st.lists(
    st.sampled_from([
        "1", "30", "2026", "99", "a", "an", "hour", "half", "and", "quarter", "min", "to", "about", "mar", "mawrth", "dydd",
        "noon", "midnight", "-", ":", "/", ".", ",", "@", "example.org",
    ]),
    max_size=8,
).map(" ".join)  # fmt: skip


def outcome(parse, text):
    """What the parser answers: a value, or its sentence."""
    try:
        return parse(text)
    except CellProblem as problem:
        assert problem.message
        return problem.message


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@settings(deadline=None)
@given(text=st.text(max_size=60) | LIKELY | WORDS)
def test_any_text_is_a_value_or_a_finding(parse, text):
    first = outcome(parse, text)

    assert outcome(parse, text) == first


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@pytest.mark.parametrize(
    "piece", ["1", "9:", "1 ", "1-", "a@", "a.", "hour and ", ",", "((", "\n", "é", "1:30,", "ﷺ", "'", "\x00"]
)
def test_a_huge_cell_is_answered_at_once(parse, piece):
    text = piece * (100_000 // len(piece))

    started = time.perf_counter()
    outcome(parse, text)

    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@pytest.mark.parametrize("size", [40, 60, 80, 200, 320])
@pytest.mark.parametrize("piece", ["1", "9:", "1 ", "1-", "a@", "a.", "1,", "((", "é", "1:30,", "half "])
def test_the_longest_cell_that_is_read_is_answered_at_once(parse, piece, size):
    text = (piece * size)[:size]

    started = time.perf_counter()
    outcome(parse, text)

    assert time.perf_counter() - started < 1
