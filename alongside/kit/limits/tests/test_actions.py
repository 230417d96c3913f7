from datetime import UTC, datetime, timedelta

import pytest

from alongside.kit.limits import actions
from alongside.kit.limits.models import Count
from alongside.kit.verdict import Refused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def tries(key: str, *, at: datetime) -> bool:
    return actions.allow(key, limit=3, per=HOUR, now=at)


def test_allow_counts_up_to_the_limit():
    assert [tries("a", at=NOON) for _ in range(5)] == [True, True, True, False, False]
    assert tries("b", at=NOON), "somebody else is counted apart"


def test_allow_begins_anew_when_the_window_has_ended():
    for minute in range(0, 50, 10):
        tries("a", at=NOON + timedelta(minutes=minute))

    assert not tries("a", at=NOON + HOUR - timedelta(seconds=1))
    assert tries("a", at=NOON + HOUR)
    assert [tries("a", at=NOON + HOUR) for _ in range(3)] == [True, True, False]


def test_insist_says_how_long_to_wait():
    for _ in range(3):
        actions.insist("a", limit=3, per=HOUR, now=NOON)

    with pytest.raises(Refused, match=r"Try again in 15 minutes\."):
        actions.insist("a", limit=3, per=HOUR, now=NOON + timedelta(minutes=45))
    with pytest.raises(Refused, match=r"Try again in 1 minute\."):
        actions.insist("a", limit=3, per=HOUR, now=NOON + timedelta(minutes=59, seconds=30))


def test_forgive_begins_anew():
    for _ in range(4):
        tries("a", at=NOON)

    actions.forgive("a")

    assert tries("a", at=NOON)


def test_nothing_kept_names_anybody():
    tries("ama@example.org", at=NOON)

    assert "ama" not in Count.objects.get().key


def test_forget_ended_keeps_what_still_counts():
    tries("old", at=NOON - HOUR)
    tries("new", at=NOON)

    actions.forget_ended(now=NOON)

    assert [count.ends_at for count in Count.objects.all()] == [NOON + HOUR]
