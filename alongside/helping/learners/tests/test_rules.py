from datetime import date

import pytest

from alongside.helping.learners import rules

STEPS = ("F1", "F2", "F3")


def test_folded_is_one_for_case_accents_and_blanks():
    assert {rules.folded(code) for code in ("Siân", "SIAN", " sian ")} == {"sian"}
    assert rules.folded("Mrs  K") == "mrs k"


def test_folded_keeps_different_people_apart():
    assert rules.folded("Heron") != rules.folded("Heron 2")


@pytest.mark.parametrize("code", ["", "  ", "Heron, Teapot", "~7", "x" * 41])
def test_is_code_refuses_what_cannot_be_told_apart(code):
    assert rules.is_code("Mrs K")
    assert not rules.is_code(code)


def test_alone_on_counts_the_latest_of_each_task():
    practices = [
        (date(2026, 9, 3), "F1", "alone"),
        (date(2026, 9, 3), "F2", "helped"),
        (date(2026, 10, 1), "F2", "alone"),
        (date(2026, 11, 1), "F1", "tried"),
        (date(2026, 11, 1), "CL1", "alone"),
    ]

    counts = [rules.alone_on(practices, tasks=STEPS, until=date(2026, month, 28)) for month in (8, 9, 10, 11)]

    assert counts == [0, 1, 2, 1]


def test_first_steps_compares_with_the_earliest_month_that_was_another():
    practices = [(date(2026, 9, 3), "F1", "alone"), (date(2026, 10, 8), "F2", "alone")]

    assert rules.first_steps(practices, tasks=STEPS, today=date(2026, 11, 19)) == (2, date(2026, 9, 1), 1)
    assert rules.first_steps(practices[:1], tasks=STEPS, today=date(2026, 11, 19)) == (1, None, 0)
    assert rules.first_steps([], tasks=STEPS, today=date(2026, 11, 19)) == (0, None, 0)


def test_latest_levels_takes_the_better_of_one_day():
    day = date(2026, 9, 3)

    assert rules.latest_levels([(day, "F1", "alone"), (day, "F1", "tried")]) == {"F1": (day, "alone")}
