import pytest

from alongside.kit.sheets import cells
from alongside.kit.sheets.cells import People
from alongside.kit.sheets.problems import CellProblem


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("3", People(3, 3, False)),
        ("3.0", People(3, 3, False)),
        ("0", People(0, 0, False)),
        ("1,200", People(1200, 1200, False)),
        ("ten", People(10, 10, False)),
        ("Deg", People(10, 10, False)),
        ("3 people", People(3, 3, False)),
        ("12 learners", People(12, 12, False)),
        ("10 o bobl", People(10, 10, False)),
        ("a dozen", People(12, 12, False)),
        ("a couple", People(2, 2, True)),
        ("about 10", People(10, 10, True)),
        ("approx. 10 people", People(10, 10, True)),
        ("c10", People(10, 10, True)),
        ("~10", People(10, 10, True)),
        ("10+", People(10, 10, True)),
        ("10-ish", People(10, 10, True)),
        ("10 or so", People(10, 10, True)),
        ("tua 10", People(10, 10, True)),
        ("3-4", People(3, 4, True)),
        ("3 – 4", People(3, 4, True)),
        ("3 to 4 people", People(3, 4, True)),
        ("three or four", People(3, 4, True)),
        ("about 3-4", People(3, 4, True)),
        ("3 i 4", People(3, 4, True)),
    ],
)
def test_people_reads_the_ways_people_write_it(text, people):
    assert cells.people(text) == people


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a few", "best guess"),
        ("several people", "best guess"),
        ("lots", "best guess"),
        ("the whole class", "best guess"),
        ("ychydig", "best guess"),
        ("2026-04-03", "is a date"),
        ("03-Apr", "is a date"),
        ("4-3", "not a number of people"),
        ("-3", "not a number of people"),
        ("2.5", "not a number of people"),
        ("٣", "not a number of people"),
        ("³ or", "not a number of people"),
        ("99999999", "more people"),
        ("", "not a number of people"),
    ],
)
def test_people_refuses_with_the_remedy(text, says):
    with pytest.raises(CellProblem, match=says):
        cells.people(text)
