import threading
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alongside.kit.jobs import actions, queries, reaper
from alongside.kit.jobs.models import Worker as WorkerRow
from alongside.kit.jobs.tests import chores
from alongside.kit.jobs.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)
STOPPING = threading.Event()


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    chores.DONE.clear()


def make_due() -> None:
    DBTaskResult.objects.update(run_after=timezone.now())


def test_do_tasks_does_each_once():
    worker = Worker(duties=[])
    chores.note.enqueue("first")
    chores.note.enqueue("second")

    assert [worker.do_tasks(STOPPING) for _ in range(3)] == [True, True, False]
    assert chores.DONE == ["first", "second"]


def test_do_tasks_tries_a_poisoned_task_five_times_and_lays_it_down():
    """T112."""
    worker = Worker(duties=[])
    chores.fail.enqueue()
    rests = []

    for _try in range(5):
        now = timezone.now()
        assert worker.do_tasks(STOPPING)
        result = DBTaskResult.objects.get()
        rests.append(round((result.run_after - now).total_seconds()) if result.status == "READY" else result.status)
        make_due()

    assert rests == [30, 120, 600, 3600, "FAILED"]
    assert not worker.do_tasks(STOPPING)
    assert queries.count_failed(now=timezone.now(), within=timedelta(days=7)) == 1
    assert "ZeroDivisionError" in DBTaskResult.objects.get().traceback


def test_do_tasks_does_not_repeat_what_was_refused():
    worker = Worker(duties=[])
    chores.refuse.enqueue()

    worker.do_tasks(STOPPING)

    assert DBTaskResult.objects.get().status == "FAILED"


def test_do_tasks_goes_on_after_a_poisoned_task():
    worker = Worker(duties=[])
    chores.fail.enqueue()
    chores.note.enqueue("after")

    worker.do_tasks(STOPPING)
    worker.do_tasks(STOPPING)

    assert chores.DONE == ["after"]


def test_reap_leaves_the_tasks_of_the_living():
    now = timezone.now()
    actions.beat("alive", where="here", now=now)
    for name in ("alive", "dead"):
        chores.note.enqueue(name)
        DBTaskResult.objects.ready().get().claim(name)
    DBTaskResult.objects.update(started_at=now - timedelta(minutes=5))

    found = reaper.reap(now=now)

    assert len(found) == 1
    assert DBTaskResult.objects.ready().get().args_kwargs["args"] == ["dead"]
    assert DBTaskResult.objects.running().get().args_kwargs["args"] == ["alive"]


def test_reap_gives_up_what_kills_every_worker():
    now = timezone.now()
    chores.note.enqueue("poison")
    for n in range(reaper.TRIES):
        DBTaskResult.objects.ready().get().claim(f"worker-{n}")
        DBTaskResult.objects.update(started_at=now - timedelta(minutes=5))
        assert reaper.reap(now=now)

    assert DBTaskResult.objects.get().status == "FAILED"
    assert reaper.reap(now=now) == []


def test_reap_leaves_a_task_that_ended_meanwhile():
    chores.note.enqueue("word")
    result = DBTaskResult.objects.get()
    result.claim("dead")
    stale = DBTaskResult.objects.get()
    result.set_successful(None)

    assert not reaper.bury_or_requeue(stale, now=timezone.now())
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_run_stops_when_a_duty_breaks(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda _args: None)

    def broken(_stopping: threading.Event) -> bool:
        raise ZeroDivisionError

    worker = Worker(duties=[broken])
    worker.run()

    assert worker.is_broken
    assert not WorkerRow.objects.exists()


def test_waiting_since_looks_at_what_could_be_done_now():
    now = timezone.now()
    assert queries.waiting_since(now=now) is None
    chores.note.enqueue("first")
    enqueued = DBTaskResult.objects.get().enqueued_at
    assert queries.waiting_since(now=now + timedelta(minutes=1)) == enqueued

    DBTaskResult.objects.update(run_after=now + timedelta(hours=1))

    assert queries.waiting_since(now=now + timedelta(minutes=1)) is None
    assert queries.waiting_since(now=now + timedelta(hours=2)) == now + timedelta(hours=1)
