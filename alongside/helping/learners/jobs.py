"""What the clock does about learners."""

from datetime import datetime

from alongside.helping.learners import actions
from alongside.kit.jobs.timers import timer


@timer("40 4 * * *")
def forget_old_contacts(now: datetime) -> None:
    """Every night."""
    actions.forget_old_contacts(now=now)
