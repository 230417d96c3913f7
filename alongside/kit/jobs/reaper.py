"""Bringing back tasks whose worker died, and laying those to rest that fail again and again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alongside.kit.jobs.models import Worker

Result = DBTaskResult[..., Any]

SILENCE = timedelta(seconds=60)
"""A worker without a heartbeat for this long is dead."""
TRIES = 5
PAUSES = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1))
"""How long a task rests after its first, second, third and fourth failure."""
FINAL = ("alongside.kit.verdict.Refused",)
"""Failures that no second try can mend."""


def reap(*, now: datetime) -> list[str]:
    """Queue again what dead workers were doing, and give it up at the fifth try; the ids of the tasks found."""
    Worker.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()
    alive = set(Worker.objects.filter(beat_at__gte=now - SILENCE).values_list("pk", flat=True))
    running = DBTaskResult.objects.running().filter(started_at__lt=now - SILENCE)
    lost = [result for result in running if not alive & set(result.worker_ids[-1:])]
    return [str(result.pk) for result in lost if bury_or_requeue(result, now=now)]


def release(worker: str, *, now: datetime) -> int:
    """Queue again what this worker was doing when it had to stop; how many tasks."""
    mine = [result for result in DBTaskResult.objects.running() if result.worker_ids[-1:] == [worker]]
    return sum(bury_or_requeue(result, now=now) for result in mine)


@transaction.atomic
def bury_or_requeue(result: Result, *, now: datetime) -> bool:
    """Bring back one task that was running; no when it has ended meanwhile, or somebody else brought it back."""
    rows = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
    if is_spent(result.worker_ids):
        return bool(
            rows.update(
                status=TaskResultStatus.FAILED,
                finished_at=now,
                exception_class_path="alongside.kit.jobs.WorkerDied",
                traceback="The worker died each time it tried this.",
            )
        )
    return bool(rows.update(status=TaskResultStatus.READY, run_after=now))


def retry(result: Result, *, now: datetime) -> bool:
    """Queue a failed task again after a rest; no when it has had its tries or cannot be mended by another."""
    if is_spent(result.worker_ids) or result.exception_class_path in FINAL:
        return False
    pause = PAUSES[min(len(result.worker_ids), len(PAUSES)) - 1]
    rows = DBTaskResult.objects.failed().filter(pk=result.pk)
    return bool(rows.update(status=TaskResultStatus.READY, run_after=now + pause, finished_at=None))


def is_spent(worker_ids: Sequence[str]) -> bool:
    """Whether a task has had all its tries; every try leaves the name of its worker."""
    return len(worker_ids) >= TRIES
