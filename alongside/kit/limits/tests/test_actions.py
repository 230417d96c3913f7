import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from alongside.kit.limits import actions
from alongside.kit.limits.actions import Limit
from alongside.kit.limits.models import Count

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THREE = Limit(3, HOUR)


def tries(key: str, *, at: datetime) -> bool:
    return actions.allow(key, THREE, now=at)


def test_allow_counts_up_to_the_limit():
    assert [tries("a", at=NOON) for _ in range(5)] == [True, True, True, False, False]
    assert tries("b", at=NOON), "somebody else is counted apart"


def test_allow_looks_back_from_every_moment():
    """A limit of fixed windows would allow six within one minute, three at each side of the hour."""
    for minute in (50, 55, 59):
        assert tries("a", at=NOON + timedelta(minutes=minute))

    assert not tries("a", at=NOON + timedelta(minutes=61))
    assert not tries("a", at=NOON + timedelta(minutes=109, seconds=59))
    assert tries("a", at=NOON + timedelta(minutes=110))


def test_allow_holds_under_several_limits():
    """Three an hour and four a day."""
    spent = [actions.allow("a", THREE, Limit(4, DAY), now=NOON + hours * HOUR) for hours in (0, 0, 0, 0, 1, 2, 23, 24)]

    assert spent == [True, True, True, False, True, False, False, True]


def test_allow_does_not_count_what_it_refuses():
    """Whoever keeps trying is let in as soon as whoever waited."""
    for minute in range(60):
        tries("a", at=NOON + timedelta(minutes=minute))

    assert tries("a", at=NOON + HOUR)


@pytest.mark.parametrize("most", [7, 100, 200])
def test_allow_never_sees_more_than_the_limit_in_any_stretch(most: int):
    """With few moments to the instant, with many by a hundredth of the time."""
    dice, minute = random.Random(most), timedelta(minutes=1)
    moments = sorted(NOON + timedelta(seconds=dice.uniform(0, 180)) for _ in range(most * 6))

    done = [moment for moment in moments if actions.allow("a", Limit(most, minute), now=moment)]

    fullest = max(sum(start <= other < start + minute for other in done) for start in done)
    assert most * 0.95 <= fullest <= most
    assert len(Count.objects.get().done) <= 101


def test_give_back_gives_one_back():
    for minute in range(3):
        tries("a", at=NOON + timedelta(minutes=minute))

    actions.give_back("a", at=NOON + timedelta(minutes=1))
    actions.give_back("b", at=NOON)

    assert [tries("a", at=NOON + timedelta(minutes=3)) for _ in "ab"] == [True, False]


def test_give_back_takes_one_of_many_at_once():
    crowd = Limit(600, HOUR)
    for _ in range(600):
        actions.allow("a", crowd, now=NOON)

    actions.give_back("a", at=NOON)

    assert [actions.allow("a", crowd, now=NOON) for _ in "ab"] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_allow_is_exact_however_many_ask_at_once():
    """T27: forty at the same moment get the ten there are."""

    def spend(_place: int) -> bool:
        try:
            return actions.allow("a", Limit(10, HOUR), now=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert sum(pool.map(spend, range(40))) == 10


def test_nothing_kept_names_anybody():
    tries("ama@example.org", at=NOON)

    assert "ama" not in str(vars(Count.objects.get()))


def test_forget_ended_keeps_what_still_counts():
    tries("old", at=NOON - HOUR)
    tries("new", at=NOON)

    actions.forget_ended(now=NOON)

    assert [count.ends_at for count in Count.objects.all()] == [NOON + HOUR]
