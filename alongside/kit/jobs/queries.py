"""What is asked about the work behind the pages."""

from datetime import datetime, timedelta

from django.db.models import Case, Max, Min, When
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from alongside.kit.jobs.models import Worker


def last_beat() -> datetime | None:
    """When a worker last showed that it lives; None when none is known."""
    found: datetime | None = Worker.objects.aggregate(last=Max("beat_at"))["last"]
    return found


def waiting_since(*, now: datetime) -> datetime | None:
    """Since when the oldest task that could be done now has been waiting for it; None when none waits."""
    at_once = When(run_after=get_date_max(), then="enqueued_at")
    since = Case(at_once, default="run_after")
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.READY).annotate(since=since).filter(since__lte=now)
    found: datetime | None = rows.aggregate(oldest=Min("since"))["oldest"]
    return found


def count_failed(*, now: datetime, within: timedelta) -> int:
    """How many tasks failed for good lately."""
    return DBTaskResult.objects.failed().filter(finished_at__gte=now - within).count()
