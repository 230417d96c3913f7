from collections import Counter
from datetime import date, timedelta

import pytest

from alongside.overview.demo import rules
from alongside.overview.demo.rules.helping import season

TODAY = date(2026, 11, 19)
PHASE1 = rules.SCALES["phase1"]


@pytest.fixture(scope="module")
def layout() -> rules.Layout:
    return rules.layout_of(PHASE1, seed=1)


@pytest.fixture(scope="module")
def people(layout: rules.Layout) -> list[rules.Person]:
    return rules.people_of(PHASE1, layout, seed=1, today=TODAY)


@pytest.fixture(scope="module")
def visits(people: list[rules.Person]) -> list[rules.Visit]:
    return rules.visits_of(people, seed=1)


def test_the_same_seed_gives_the_same_demo(layout, people, visits):
    again = rules.people_of(PHASE1, rules.layout_of(PHASE1, seed=1), seed=1, today=TODAY)
    other = rules.people_of(PHASE1, rules.layout_of(PHASE1, seed=2), seed=2, today=TODAY)

    assert again == people
    assert rules.visits_of(again, seed=1) == visits
    assert other != people


def test_numbers_are_those_of_the_scale(layout, people, visits):
    assert len(people) == 1_179
    assert len({(visit.champion, code) for visit in visits for code in visit.codes}) == 11_000
    assert (len(layout.bodies), len(layout.spots)) == (48, 260)


def test_names_of_places_are_told_apart():
    for name in ("small", "phase1", "city", "national"):
        layout = rules.layout_of(rules.SCALES[name], seed=1)

        assert max(Counter(body.name for body in layout.bodies).values()) == 1
        assert max(Counter((spot.body, spot.name) for spot in layout.spots).values()) == 1
        assert all(body.parent is None or body.parent < n for n, body in enumerate(layout.bodies))


def test_champions_fall_silent_rest_leave_and_never_begin(people):
    count = len(people)

    assert 0.04 < sum(one.paused_until is not None for one in people) / count < 0.09
    assert 0.04 < sum(one.left_on is not None for one in people) / count < 0.10
    assert 0.04 < sum(one.last < one.first for one in people) / count < 0.11
    quiet = [one for one in people if one.first <= one.last < TODAY - timedelta(days=30)]
    assert 0.12 < sum(one.left_on is None and one.paused_until is None for one in quiet) / count < 0.20
    assert len({language for one in people for language in one.languages}) > 8


def test_a_quarter_of_the_teams_have_nobody(layout, people):
    empty = set(range(len(layout.spots))) - {one.spot for one in people}

    assert 0.2 < len(empty) / len(layout.spots) < 0.4


def test_help_dips_in_august_and_at_christmas(visits):
    days = Counter(visit.day for visit in visits)
    christmas = sum(count for day, count in days.items() if date(2025, 12, 20) <= day <= date(2026, 1, 3))
    after = sum(count for day, count in days.items() if date(2026, 1, 10) <= day <= date(2026, 1, 24))
    august = sum(count for day, count in days.items() if (day.year, day.month) == (2026, 8))
    october = sum(count for day, count in days.items() if (day.year, day.month) == (2026, 10))

    assert 0 < christmas < after / 2
    assert 0 < august < october * 0.7
    assert season(date(2026, 10, 5)) == 1


def test_nobody_helps_before_they_began_or_after_they_stopped(people, visits):
    for visit in visits:
        one = people[visit.champion]
        assert one.started_on <= one.first <= visit.day <= min(one.last, TODAY)
