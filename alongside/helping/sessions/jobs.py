"""What the clock does about sessions."""

from datetime import datetime

from alongside.helping.sessions import actions
from alongside.kit.jobs.timers import timer


@timer("10 4 * * *")
def forget_old_drafts(now: datetime) -> None:
    """Every night."""
    actions.forget_old_drafts(now=now)
