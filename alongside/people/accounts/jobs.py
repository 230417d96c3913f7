"""What the clock does about accounts."""

from datetime import datetime

from alongside.kit.jobs.timers import timer
from alongside.people.accounts import actions


@timer("25 4 * * *")
def forget_what_has_ended(now: datetime) -> None:
    """Every night."""
    actions.forget_ended(now=now)
