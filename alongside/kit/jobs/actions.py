"""Heartbeats, leases and the clock."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from alongside.kit.jobs import tasks, timers
from alongside.kit.jobs.models import Lease, Timer, Worker


def beat(worker: str, *, where: str, now: datetime) -> None:
    """Note that the worker is alive."""
    if not Worker.objects.filter(pk=worker).update(beat_at=now):
        Worker.objects.bulk_create([Worker(id=worker, where=where[:120], started_at=now, beat_at=now)])


def retire(worker: str) -> None:
    """Note that the worker stopped in good order."""
    Worker.objects.filter(pk=worker).delete()
    Lease.objects.filter(holder=worker).delete()


def forget_workers() -> None:
    """Let go of every worker and of what it held: they lived where this database was copied from. Their tasks are begun again."""
    Worker.objects.all().delete()
    Lease.objects.all().delete()


def lease(name: str, *, holder: str, until: datetime, now: datetime) -> bool:
    """Whether the holder has the lease now: it was free, had ended, or was theirs and is renewed."""
    free = Q(holder=holder) | Q(ends_at__lte=now)
    if Lease.objects.filter(free, pk=name).update(holder=holder, ends_at=until):
        return True
    made = Lease.objects.bulk_create([Lease(name=name, holder=holder, ends_at=until)], ignore_conflicts=True)
    return bool(made) and Lease.objects.filter(pk=name, holder=holder).exists()


def tick(worker: str, *, now: datetime) -> list[str]:
    """Leave a task for every timer that is due, once, however many workers ask; the names of those timers."""
    if not lease("scheduler", holder=worker, until=now + timedelta(seconds=30), now=now):
        return []
    known = dict(Timer.objects.values_list("name", "due_at"))
    wanted = timers.discover()
    fresh = [Timer(name=n, due_at=timers.next_after(c.times, now)) for n, c in wanted.items() if n not in known]
    Timer.objects.bulk_create(fresh, ignore_conflicts=True)
    due = [name for name, due_at in known.items() if name in wanted and due_at <= now]
    return [name for name in due if start(name, due_at=known[name], now=now)]


@transaction.atomic
def start(name: str, *, due_at: datetime, now: datetime) -> bool:
    """Leave the timer's task and set its next time, both or neither; no when another worker was faster."""
    following = timers.next_after(timers.REGISTRY[name].times, now)
    if not Timer.objects.filter(pk=name, due_at=due_at).update(due_at=following):
        return False
    tasks.run_timer.enqueue(name, due_at.isoformat())
    return True


def forget_tasks(*, succeeded_before: datetime, failed_before: datetime) -> None:
    """Drop what is kept of tasks that ended before those moments."""
    DBTaskResult.objects.successful().filter(finished_at__lt=succeeded_before).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=failed_before).delete()
