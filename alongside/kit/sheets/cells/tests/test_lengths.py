import pytest

from alongside.kit.sheets import cells
from alongside.kit.sheets.problems import CellProblem


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45.0", 45),
        ("0", 0),
        ("45 min", 45),
        ("45mins", 45),
        ("45'", 45),
        ("90 minutes", 90),
        ("90-minutes", 90),
        ("about 45 min", 45),
        ("~45", 45),
        ("c. 45", 45),
        ("c45", 45),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1hr30mins", 90),
        ("1 hour 30 minutes", 90),
        ("1 hour, 30 minutes", 90),
        ("2 hours and 15 minutes", 135),
        ("1:30", 90),
        ("01:30", 90),
        ("01:30:00", 90),
        ("0:45", 45),
        ("1.5 hours", 90),
        ("1,5 hours", 90),
        ("1.5h", 90),
        ("1.25 hours", 75),
        ("1½ hours", 90),
        ("1 1/2 hours", 90),
        ("3/4 hour", 45),
        ("hour", 60),
        ("an hour", 60),
        ("two hours", 120),
        ("hour and a half", 90),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("two and a half hours", 150),
        ("an hour and a quarter", 75),
        ("an hour and three quarters", 105),
        ("half an hour", 30),
        ("half hour", 30),
        ("quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("thirty minutes", 30),
        ("awr", 60),
        ("awr a hanner", 90),
        ("hanner awr", 30),
        ("chwarter awr", 15),
        ("tri chwarter awr", 45),
        ("dwy awr a hanner", 150),
        ("45 munud", 45),
        ("2 awr 10 munud", 130),
        ("tua 20 munud", 20),
    ],
)
def test_minutes_reads_the_ways_people_write_it(text, minutes):
    assert cells.minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1", 60), ("1.5", 90), ("0.75", 45), ("1.33", 80), ("1 1/2", 90), ("half", 30), ("45 min", 45), ("1:30", 90)],
)
def test_minutes_of_a_column_in_hours(text, minutes):
    assert cells.minutes(text, unit="hours") == minutes


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        ("1-2 hours", "minutes", "range"),
        ("30 to 45", "minutes", "range"),
        ("45", "hours", "too long"),
        ("1500", "minutes", "too long"),
        ("9" * 50, "minutes", "not a length"),
        ("1.30", "hours", "may mean"),
        ("1.45 hours", "minutes", "may mean"),
        ("1.5", "minutes", "not a length"),
        ("-5", "minutes", "not a length"),
        ("1:75", "minutes", "not a length"),
        ("a while", "minutes", "not a length"),
        ("minutes", "minutes", "not a length"),
        ("5 6", "minutes", "not a length"),
        ("1 hour 2 hours", "minutes", "not a length"),
        ("1/0 hour", "minutes", "not a length"),
        ("1e999999", "minutes", "not a length"),
        ("", "minutes", "not a length"),
    ],
)
def test_minutes_refuses_with_the_remedy(text, unit, says):
    with pytest.raises(CellProblem, match=says):
        cells.minutes(text, unit=unit)


def test_minutes_may_be_longer_where_a_column_allows_it():
    assert cells.minutes("30 hours", most=50 * 60) == 1800
