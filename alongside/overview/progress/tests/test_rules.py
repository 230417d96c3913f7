from datetime import date

import pytest

from alongside.overview.progress.rules import HIDDEN, Counted, Told, due, ends_on, leans, publish
from alongside.overview.progress.rules.telling import rounded


def told(*history, column="people"):
    return {line.stretch: line.cells[column] for line in publish(history)}


def helped(stretch, people=40, sessions=50, champions=10, minutes=3000, **more):
    return Counted(stretch, people=people, sessions=sessions, champions=champions, minutes=minutes, **more)


@pytest.mark.parametrize(
    ("true", "published"),
    [(0, Told(0)), (1, HIDDEN), (7, HIDDEN), (8, Told(10)), (12, Told(10)), (13, Told(15)), (2943, Told(2945))],
)
def test_a_number_is_hidden_or_rounded(true, published):
    assert rounded(true) == published


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(0, Told(0)), (20, HIDDEN), (479, HIDDEN), (480, Told(10)), (749, Told(10)), (750, Told(15)), (751, Told(15))],
)
def test_hours_are_rounded_halves_away_from_zero(minutes, hours):
    assert rounded(minutes, 60) == hours


@pytest.mark.parametrize(("most", "is_lean"), [(70, False), (71, True), (0, False)])
def test_a_number_leans_when_one_gave_more_than_seventy_per_cent(most, is_lean):
    assert leans(most, 100) is is_lean


@pytest.mark.parametrize(
    "one",
    [
        helped("q2026-3", champions=7),
        helped("q2026-3", champions=2),
        helped("q2026-3", sessions=7),
        helped("q2026-3", leans=frozenset({"sessions"})),
    ],
)
def test_a_whole_line_is_hidden_when_few_stand_behind_it(one):
    assert publish([helped("q2026-3")])[0].cells == {
        "people": Told(40),
        "sessions": Told(50),
        "champions": Told(10),
        "minutes": Told(50),
    }
    assert publish([one])[0].cells == dict.fromkeys(("people", "sessions", "champions", "minutes"), HIDDEN)


@pytest.mark.parametrize("column", ["people", "minutes"])
def test_a_number_is_hidden_alone_when_one_champion_gave_most_of_it(column):
    [line] = publish([helped("q2026-3", leans=frozenset({column}))])

    assert [name for name, cell in line.cells.items() if cell == HIDDEN] == [column]


def test_nothing_is_told_as_nothing():
    assert publish([Counted("q2026-3")])[0].cells == dict.fromkeys(
        ("people", "sessions", "champions", "minutes"), Told(0)
    )


def test_a_sum_leaves_hidden_quarters_out_and_says_or_more():
    shown, hidden = helped("q2025-2", sessions=12), helped("q2025-3", sessions=7)
    year, since = helped("f2025", sessions=19), helped("s2025", sessions=19)

    assert told(shown, helped("q2025-3", sessions=8), helped("f2025", sessions=20), column="sessions")["f2025"] == Told(
        20
    )
    assert told(shown, hidden, year, since, column="sessions") == {
        "q2025-2": Told(10),
        "q2025-3": HIDDEN,
        "f2025": Told(10, at_least=True),
        "s2025": Told(10, at_least=True),
    }


def test_people_of_a_year_are_told_no_higher_than_its_shown_quarters_account_for():
    shown = [helped("q2025-2", people=12), helped("q2025-3", people=12), helped("q2025-4", people=12)]

    assert told(*shown, helped("q2026-1", people=9), helped("f2025", people=45))["f2025"] == Told(45)
    assert told(*shown, helped("q2026-1", people=7), helped("f2025", people=43))["f2025"] == Told(35, at_least=True)
    assert told(*shown, helped("q2026-1", people=7), helped("f2025", people=30))["f2025"] == Told(30)


@pytest.mark.parametrize(("true", "published"), [(100, 100), (109, 100), (110, 110), (118, 120)])
def test_people_since_the_start_are_the_same_until_eight_more_are_certain(true, published):
    first = [helped("q2025-1", people=98), helped("f2024", people=98), helped("s2024", people=98)]
    second = [helped("q2026-1", people=50), helped("f2025", people=50)]

    assert told(*first, *second, helped("s2025", people=true))["s2025"] == Told(published)


def test_shares_are_told_of_a_year_without_anything_small():
    sources = {"sessions": {"measured": 40, "stated": 10, "estimated": 0, "imported": 0}}
    few = {"sessions": {"measured": 45, "stated": 5, "estimated": 0, "imported": 0}}

    [_quarter, line] = publish([helped("q2025-2", sources=sources), helped("f2025", sources=sources)])
    assert line.sources == ("measured", "stated")
    assert line.shares == {"sessions": {"measured": 40, "stated": 10, "estimated": 0, "imported": 0}}
    [quarter, line] = publish([helped("q2025-2", sources=few), helped("f2025", sources=few)])
    assert (line.sources, line.shares, quarter.shares) == (("measured", "stated"), {}, {})


def test_a_year_names_no_source_of_a_hidden_quarter():
    plain = {"sessions": {"measured": 50, "stated": 0, "estimated": 0, "imported": 0}}
    mixed = {"sessions": {"measured": 0, "stated": 3, "estimated": 2, "imported": 2}}
    both = {"sessions": {"measured": 50, "stated": 3, "estimated": 2, "imported": 2}}
    shown, year = helped("q2025-2", sources=plain), helped("f2025", sessions=57, sources=both)

    sources = {
        sessions: publish([shown, helped("q2025-3", sessions=sessions, sources=mixed), year])[-1].sources
        for sessions in (7, 8)
    }

    assert sources == {7: ("measured",), 8: ("measured", "stated", "estimated", "imported")}


def test_a_hidden_line_names_no_source():
    sources = {"sessions": {"measured": 3, "stated": 0, "estimated": 0, "imported": 0}}

    assert publish([helped("q2026-3", sessions=3, sources=sources)])[0].sources == ()


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 4, 13), ["q2025-4"]),
        (date(2026, 4, 14), ["q2025-4", "q2026-1", "f2025", "s2025"]),
        (date(2026, 11, 19), ["q2025-4", "q2026-1", "f2025", "s2025", "q2026-2", "q2026-3"]),
    ],
)
def test_a_stretch_is_due_fourteen_days_after_its_end(today, found):
    assert due(date(2025, 11, 3), today=today, after=None) == found


def test_nothing_is_due_that_ended_before_what_was_taken():
    assert due(date(2020, 1, 1), today=date(2026, 11, 19), after=date(2026, 6, 30)) == ["q2026-3"]
    assert ends_on("s2025") == date(2026, 3, 31)
