"""R-20, of this page: nobody who has all that was published can work out a small number."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from alongside.overview.progress.rules import COLUMNS, HIDDEN, SMALL, Counted, publish
from alongside.overview.progress.rules.telling import HEADS, SUMS, UNITS
from alongside.overview.progress.tests.attacking import Attacker
from alongside.overview.progress.tests.twins import twins_of

QUARTERS = ("q{0}-2", "q{0}-3", "q{0}-4", "q{1}-1")
SIZES = st.one_of(st.sampled_from([0, 0, 1, 2, 6, 7, 8, 9, 12, 13]), st.integers(0, 40))
LEANING = st.sampled_from(
    [*[frozenset[str]()] * 8, frozenset({"people"}), frozenset({"sessions"}), frozenset({"minutes"})]
)


@st.composite
def histories(draw: st.DrawFn) -> list[Counted]:
    """What a network truly did in one to three financial years, and in some quarters of the one after."""
    found: list[Counted] = []
    since: Counted | None = None
    for year in range(2022, 2022 + draw(st.integers(1, 3))):
        quarters = [draw(quarter(name.format(year, year + 1))) for name in QUARTERS]
        whole = draw(together(f"f{year}", quarters))
        since = draw(together(f"s{year}", [since, whole])) if since else draw(together(f"s{year}", [whole]))
        found += [*quarters, whole, since]
    return found


@st.composite
def quarter(draw: st.DrawFn, name: str) -> Counted:
    """A quarter in which somebody was helped, or nobody."""
    sessions = draw(SIZES)
    if not sessions:
        return Counted(name)
    return Counted(
        name,
        people=draw(SIZES),
        sessions=sessions,
        champions=draw(st.integers(1, 7) | st.integers(8, 30)),
        minutes=draw(SIZES) * 60 + draw(st.integers(0, 59)),
        leans=draw(LEANING),
    )


@st.composite
def together(draw: st.DrawFn, name: str, parts: Sequence[Counted]) -> Counted:
    """Several stretches as one: what adds up added up, of people any number between the most in one part and all of them."""
    sums = {column: sum(part.value(column) for part in parts) for column in SUMS}
    heads = {}
    for column in HEADS:
        sizes = [part.value(column) for part in parts]
        heads[column] = draw(st.sampled_from([max(sizes), sum(sizes)]) | st.integers(max(sizes), sum(sizes)))
    return Counted(name, leans=draw(LEANING), **sums, **heads)


def attacker_of(history: Sequence[Counted], *, believes: frozenset[str] = frozenset()) -> Attacker:
    return Attacker(
        {one.stretch: one for one in history}, {line.stretch: line.cells for line in publish(history)}, believes
    )


def broken(history: Sequence[Counted], *, believes: frozenset[str] = frozenset()) -> list[str]:
    """The hidden small numbers of which an attacker can rule out any from the smallest to the largest small one."""
    attacker, found = attacker_of(history, believes=believes), []
    for column in COLUMNS:
        small = SMALL * UNITS[column] - 1
        for name, (least, most) in attacker.bounds(column).items():
            truth = attacker.truth[name].value(column)
            if 0 < truth <= small and (least > 1 or most < small):
                found.append(f"{column} of {name}, {truth}: {least} to {most}")
    return found


def hidden_in(history: Sequence[Counted]) -> list[tuple[str, str]]:
    """The columns and quarters whose small number is hidden."""
    return [
        (column, line.stretch)
        for line, one in zip(publish(history), history, strict=True)
        for column in COLUMNS
        if line.stretch[0] == "q" and line.cells[column] == HIDDEN and 0 < one.value(column) < SMALL * UNITS[column]
    ]


def recognised(history: Sequence[Counted], *, believes: frozenset[str] = frozenset()) -> list[str]:
    """Pairs of published numbers of people, one counting the other, whose difference is some number of people below eight."""
    attacker, found = attacker_of(history, believes=believes), []
    for column in HEADS:
        bounds = attacker.bounds(column)
        for name in bounds:
            parts = [] if name[0] == "q" else [one for one in attacker.parts_of(name) if bounds[one][1]]
            for part in parts if len(parts) > 1 and attacker.told[name][column] != HIDDEN else []:
                fewest = max(0, bounds[name][0] - bounds[part][1])
                most = bounds[name][1] - bounds[part][0]
                if fewest < SMALL and most < SMALL - 1:
                    found.append(f"{column} of {name} without {part}: {fewest} to {most}")
    return found


@settings(max_examples=400, deadline=None)
@given(histories())
def test_no_small_number_can_be_worked_out(history):
    assert broken(history) == []


@settings(max_examples=400, deadline=None)
@given(histories())
def test_no_two_published_numbers_differ_by_a_few_people(history):
    assert recognised(history) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(histories().filter(hidden_in), st.data())
def test_any_other_small_number_would_have_been_told_just_the_same(history, data):
    column, name = data.draw(st.sampled_from(hidden_in(history)))
    value = data.draw(st.integers(1, SMALL - 1)) * UNITS[column]

    assert any(publish(twin) == publish(history) for twin in twins_of(history, column, name, value))


@settings(max_examples=200, deadline=None)
@given(histories(), st.data())
def test_what_was_told_stays_as_it_was(history, data):
    so_far = data.draw(st.integers(0, len(history)))

    assert publish(history)[:so_far] == publish(history[:so_far])


@pytest.mark.parametrize("column", ["people", "sessions"])
def test_one_plain_total_would_give_a_small_number_away(column):
    quarters = [Counted(name.format(2022, 2023), people=12, sessions=12, champions=9, minutes=999) for name in QUARTERS]
    quarters[3] = Counted("q2023-1", people=7 if column == "people" else 12, sessions=12, champions=9, minutes=999)
    if column == "sessions":
        quarters[3] = Counted("q2023-1", people=12, sessions=7, champions=9, minutes=999)
    sums = {name: sum(one.value(name) for one in quarters) for name in COLUMNS}
    history = [*quarters, Counted("f2022", **sums)]

    assert broken(history) == []
    assert broken(history, believes=frozenset({"f2022"})) != []


def test_plain_totals_since_the_start_would_give_a_small_number_away():
    found = find(histories(), lambda history: broken(history, believes=frozenset({"s2023"})) != [])

    assert broken(found) == []


def test_a_plain_total_since_the_start_would_show_how_few_came_new():
    found = find(histories(), lambda history: recognised(history, believes=frozenset({"s2023"})) != [])

    assert recognised(found) == []
