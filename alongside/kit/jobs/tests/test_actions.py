from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from alongside.kit.jobs import actions, queries, reaper, timers
from alongside.kit.jobs.models import Timer
from alongside.kit.jobs.tasks import run_timer

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
CALLS: list[datetime] = []


@pytest.fixture(autouse=True)
def hourly(monkeypatch) -> None:
    CALLS.clear()
    monkeypatch.setattr(timers, "REGISTRY", {"hourly": timers.Clockwork("0 * * * *", CALLS.append)})
    monkeypatch.setattr(timers, "discover", lambda: timers.REGISTRY)


def test_lease_belongs_to_one_until_it_ends():
    end = NOON + timedelta(seconds=30)

    assert actions.lease("scheduler", holder="one", until=end, now=NOON)
    assert not actions.lease("scheduler", holder="two", until=end, now=NOON)
    assert actions.lease("scheduler", holder="one", until=end, now=NOON), "renewed"
    assert actions.lease("scheduler", holder="two", until=end + timedelta(seconds=30), now=end)
    assert not actions.lease("scheduler", holder="one", until=end, now=end)


def test_retire_gives_the_lease_back():
    end = NOON + timedelta(seconds=30)
    actions.lease("scheduler", holder="one", until=end, now=NOON)

    actions.retire("one")

    assert actions.lease("scheduler", holder="two", until=end, now=NOON)


def test_forget_workers_lets_the_next_one_begin_their_tasks_again():
    actions.beat("one", where="elsewhere", now=NOON)
    end = NOON + timedelta(seconds=30)
    actions.lease("scheduler", holder="one", until=end, now=NOON)
    run_timer.enqueue("hourly", NOON.isoformat())
    DBTaskResult.objects.get().claim("one")
    DBTaskResult.objects.update(started_at=NOON - timedelta(minutes=5))
    assert reaper.reap(now=NOON) == []

    actions.forget_workers()

    assert queries.last_beat() is None
    assert actions.lease("scheduler", holder="two", until=end, now=NOON)
    assert len(reaper.reap(now=NOON)) == 1


def test_tick_starts_what_is_due_once():
    """T123."""
    assert actions.tick("one", now=NOON) == []
    assert Timer.objects.get().due_at == NOON + timedelta(hours=1)

    later = NOON + timedelta(hours=1)
    assert actions.tick("one", now=later) == ["hourly"]
    assert actions.tick("two", now=later) == []
    assert actions.tick("one", now=later) == []

    assert DBTaskResult.objects.count() == 1


def test_start_is_for_the_faster_of_two():
    """T123: even when both hold the lease, since one of them slept through its end."""
    actions.tick("one", now=NOON)
    due = NOON + timedelta(hours=1)

    assert actions.start("hourly", due_at=due, now=due)
    assert not actions.start("hourly", due_at=due, now=due)

    assert DBTaskResult.objects.count() == 1


def test_tick_does_once_what_was_missed_for_a_day():
    actions.tick("one", now=NOON)

    assert actions.tick("one", now=NOON + timedelta(days=1, minutes=5)) == ["hourly"]

    assert Timer.objects.get().due_at == NOON + timedelta(days=1, hours=1)


def test_run_timer_hands_over_when_it_was_due():
    run_timer.call("hourly", NOON.isoformat())
    run_timer.call("no longer there", NOON.isoformat())

    assert CALLS == [NOON]


def test_next_after_follows_the_clock_on_the_wall():
    """Half past three in the morning is half past three, in summer and in winter."""
    winter = timers.next_after("30 3 * * *", datetime(2026, 3, 28, 12, tzinfo=UTC))
    summer = timers.next_after("30 3 * * *", datetime(2026, 3, 29, 12, tzinfo=UTC))

    assert winter.astimezone(UTC) == datetime(2026, 3, 29, 2, 30, tzinfo=UTC)
    assert summer.astimezone(UTC) == datetime(2026, 3, 30, 2, 30, tzinfo=UTC)
