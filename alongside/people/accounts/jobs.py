"""What the clock does about accounts, and what the worker asks before it sends their letters."""

from datetime import datetime

from alongside.kit.jobs.timers import timer
from alongside.kit.mail.models import Letter
from alongside.kit.mail.recipients import asked_again
from alongside.people.accounts import actions, queries


@timer("25 4 * * *")
def forget_what_has_ended(now: datetime) -> None:
    """Every night."""
    actions.forget_ended(now=now)


@asked_again("code")
def has_account(letter: Letter, _now: datetime) -> bool:
    """A sign-in code goes where an account is. Nobody asks any earlier, so that no page can tell by time (T17)."""
    return queries.account_at(letter.to) is not None


@asked_again("new-address")
def is_awaited(letter: Letter, now: datetime) -> bool:
    """The link that confirms an address goes there while an account waits for it, and not to somebody else's address (T17)."""
    return queries.is_awaited(letter.to, now=now)
