from datetime import date

import pytest

from alongside.helping.figures import rules


def test_periods_of_names_every_period_of_a_day():
    assert rules.periods_of(date(2026, 2, 28)) == ("m2026-02", "q2026-1", "y2026", "f2025", "all")


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31)])
def test_period_named_holds_the_day_that_it_is_a_period_of(day):
    periods = [rules.period_named(name) for name in rules.periods_of(day)[:-1]]

    assert [period.starts_on <= day <= period.ends_on for period in periods] == [True] * 4
    assert [len(period.months) for period in periods] == [1, 3, 12, 12]


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("m2026-01", "m2025-12"),
        ("q2026-1", "q2025-4"),
        ("y2026", "y2025"),
        ("f2026", "f2025"),
        ("r2026-02-2026-03", "r2025-12-2026-01"),
        ("r2026-02-2026-04", "r2025-11-2026-01"),
    ],
)
def test_before_is_as_long_and_ends_where_the_period_begins(name, before):
    assert rules.period_named(name).before() == rules.period_named(before)


def test_a_run_that_is_a_quarter_or_a_year_goes_by_its_kept_name():
    named = [rules.period_named(name).name for name in ("r2026-04-2026-06", "r2026-01-2026-12", "r2026-04-2027-03")]

    assert named == ["q2026-2", "y2026", "f2026"]


@pytest.mark.parametrize("made_up", ["", "m2026-13", "q2026-5", "y26", "r2026-05-2026-02", "all ", "m2026-1", "y9999"])
def test_period_named_knows_no_made_up_names(made_up):
    assert rules.period_named(made_up) is None


def test_label_says_the_period_as_one_reads_it():
    names = ("m2026-11", "q2026-4", "y2026", "f2026", "all")

    labels = [rules.period_named(name).label for name in names]

    assert labels[:3] == ["November 2026", "October 2026 to December 2026", "2026"]
    assert labels[3:] == ["April 2026 to March 2027", "Since the start"]
