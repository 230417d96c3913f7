"""What the clock does about networks."""

from datetime import datetime

from alongside.kit.jobs.timers import timer
from alongside.people.networks import actions


@timer("30 4 * * *")
def forget_unanswered_invitations(now: datetime) -> None:
    """Every night."""
    actions.forget_unanswered(now=now)
