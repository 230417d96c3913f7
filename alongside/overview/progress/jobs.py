"""What the clock does about progress."""

from datetime import datetime

from alongside.kit.jobs.timers import timer
from alongside.overview.progress import actions


@timer("50 3 * * *")
def freeze_what_is_finished(now: datetime) -> None:
    """Every night."""
    actions.take_due(now=now)
