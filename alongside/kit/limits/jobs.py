"""What the clock does about limits."""

from datetime import datetime

from alongside.kit.jobs.timers import timer
from alongside.kit.limits import actions


@timer("20 4 * * *")
def forget_ended_windows(now: datetime) -> None:
    """Every night."""
    actions.forget_ended(now=now)
