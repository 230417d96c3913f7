import random
from datetime import timedelta

import pytest
from django.db import connection

from alongside.helping.figures.rules import period_named
from alongside.kit.names import alphabetical
from alongside.overview.monitoring import rules
from alongside.overview.monitoring.queries import champions, coverage
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Team
from conftest import NOW

TODAY = NOW.date()
ORDERS = ["people", "sessions", "hours", "last", "name", "team"]


@pytest.fixture
def many(enrol, log):
    """Thirty champions: two thirds with sessions in several months, the others with none."""
    luck = random.Random(4)
    made = [enrol(f"Person {luck.randrange(100):02}", since=luck.randrange(400)) for _ in range(30)]
    for champion in made[:20]:
        for number in range(luck.randrange(1, 4)):
            log(
                champion,
                *[f"L{one}" for one in range(luck.randrange(4))],
                ago=luck.randrange(300),
                minutes=15 * (number + 1),
            )
    return made


def source_of(network, period):
    return champions.ChampionSource(Champion.objects.filter(network=network), network, period_named(period), TODAY)


def value(line, order):
    return {
        "people": line.figure.people,
        "sessions": line.figure.sessions,
        "hours": line.figure.minutes,
        "last": line.last_on or TODAY - timedelta(days=9999),
        "name": line.champion.name,
        "team": line.champion.name,
    }[order]


@pytest.mark.parametrize("period", ["all", "m2026-11", "r2026-06-2026-08"])
def test_rows_are_sorted_whole_and_the_same_in_pages(network, many, period):
    source = source_of(network, period)

    for order in [*ORDERS, *(f"-{one}" for one in ORDERS)]:
        pages = [source.rows(order=order, start=start, stop=start + 7) for start in range(0, 35, 7)]
        lines = [line for page in pages for line in page]

        values = [value(line, order.removeprefix("-")) for line in lines]
        assert sorted(line.champion.pk for line in lines) == sorted(champion.pk for champion in many)
        assert values == sorted(values, reverse=order.startswith("-"))
        assert [line.champion.pk for line in source.every(order=order)] == [line.champion.pk for line in lines]


def test_rows_put_those_who_never_logged_last_by_name(network, many):
    lines = source_of(network, "all").rows(order="-people", start=0, stop=50)

    never = [line.champion.name for line in lines if line.last_on is None]
    assert len(never) == 10
    assert [line.champion.name for line in lines[-10:]] == sorted(never)


def test_rows_ask_as_much_for_one_champion_as_for_thirty(network, enrol, log, django_assert_num_queries, many):
    source = source_of(network, "m2026-11")
    with django_assert_num_queries(4):
        source.rows(order="-people", start=0, stop=1)
        source.count()

    with django_assert_num_queries(5):
        source.rows(order="-people", start=0, stop=50)
        source.count()


def test_quiet_is_what_the_rule_says_of_each(network, enrol, log):
    for number, (since, ago, paused, left) in enumerate(
        [
            (200, 31, None, None),
            (200, 30, None, None),
            (200, 29, None, None),
            (31, None, None, None),
            (30, None, None, None),
            (200, 90, 0, None),
            (200, 90, -1, None),
            (200, 90, None, 5),
            (10, None, None, None),
            (10, 60, None, None),
        ]
    ):
        champion = enrol(
            f"Person {number}",
            since=since,
            paused_until=None if paused is None else TODAY + timedelta(days=paused),
            left_on=None if left is None else TODAY - timedelta(days=left),
        )
        if ago is not None:
            log(champion, ago=ago)

    found = set(champions.quiet(Champion.objects.filter(network=network), network=network, today=TODAY))

    lines = source_of(network, "all").rows(order="name", start=0, stop=50)
    ruled = {line.champion for line in lines if rules.is_quiet(line.champion, today=TODAY, after=30)}
    assert found == ruled
    assert {champion.name for champion in found} == {"Person 0", "Person 3", "Person 6"}


def test_in_state_finds_each_state(network, enrol, log):
    active, quiet, new = enrol("Active", since=99), enrol("Quiet", since=99), enrol("New", since=1)
    paused = enrol("Paused", since=99, paused_until=TODAY + timedelta(days=9))
    gone = enrol("Gone", since=99, left_on=TODAY)
    log(active)
    log(quiet, ago=60)

    def names(state, period="m2026-11"):
        rows = champions.in_state(
            Champion.objects.filter(network=network), state, network=network, period=period_named(period), today=TODAY
        )
        return [row.name for row in rows.order_by("name")]

    assert names("active") == ["Active"]
    assert names("active", "r2026-09-2026-10") == ["Quiet"]
    assert names("inactive") == ["New", "Paused", "Quiet"]
    assert names("quiet") == ["Quiet"]
    assert names("never") == ["New", "Paused"]
    assert (names("new"), names("paused"), names("left")) == ([new.name], [paused.name], [gone.name])
    assert names("") == ["Active", "New", "Paused", "Quiet"]


NAME = alphabetical("name")
RUNS = {
    "champion_by_name": lambda network: Champion.objects.filter(network=network).order_by(NAME, "pk"),
    "team_by_name": lambda network: Team.objects.filter(network=network).order_by(NAME),
    "team_without_champion": lambda network: coverage.uncovered(network.pk).order_by(NAME, "pk"),
    "member_by_name": lambda network: Member.objects.filter(network=network).order_by(NAME),
}


@pytest.mark.parametrize("index", RUNS)
def test_a_list_by_name_is_a_run_of_its_index(network, index):
    """So that a page of twenty thousand sorts fifty: the database finds the order ready, whatever the case of the letters."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # it would rather read a small table whole
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
            )

    plan = RUNS[index](network)[:50].explain()

    assert index in plan
    assert [step for step in ("Sort", "B-TREE") if step in plan] == []
