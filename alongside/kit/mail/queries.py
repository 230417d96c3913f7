"""What is asked about letters."""

from datetime import datetime, timedelta

from django.db.models import Min, QuerySet

from alongside.kit.mail.models import Letter
from alongside.kit.prepared import Slot

State = Letter.State


def in_doubt(chain: int | Slot) -> QuerySet[Letter]:
    """The network's letters that failed or are uncertain, newest first: somebody decides what to do about each."""
    return Letter.objects.filter(chain=chain, state__in=(State.FAILED, State.UNCERTAIN)).order_by("-queued_at")


def waiting_since(*, now: datetime) -> datetime | None:
    """When the oldest letter whose turn has come was queued; None when none waits."""
    waiting = Letter.objects.filter(state__in=(State.QUEUED, State.SENDING), due_at__lte=now)
    found: datetime | None = waiting.aggregate(oldest=Min("queued_at"))["oldest"]
    return found


def count_in_doubt(*, now: datetime, within: timedelta) -> dict[str, int]:
    """How many letters failed or became uncertain lately, by state."""
    lately = Letter.objects.filter(done_at__gte=now - within)
    return {state: lately.filter(state=state).count() for state in (State.FAILED, State.UNCERTAIN)}
