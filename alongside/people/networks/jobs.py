"""What the clock does about networks, and what the worker asks before it sends an invitation."""

from datetime import datetime

from alongside.kit.jobs.timers import timer
from alongside.kit.mail.models import Letter
from alongside.kit.mail.recipients import asked_again
from alongside.people.networks import actions, queries


@timer("30 4 * * *")
def forget_unanswered_invitations(now: datetime) -> None:
    """Every night."""
    actions.forget_unanswered(now=now)


@asked_again("invitation")
def still_stands(letter: Letter, now: datetime) -> bool:
    """An invitation goes while its link works: not once it is withdrawn, answered, sent again or too old (T11)."""
    return queries.link_works(letter.key.rpartition(":")[2], now=now)
