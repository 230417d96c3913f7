"""The worker's part of the outbox: claim a letter, hand it over, mark what became of it.

The steps stand in three transactions, so that a process that dies in between leaves a trace: a letter claimed long ago and
never marked is *uncertain*. Nobody sends it again but a person who decides to.
"""

import logging
import threading
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.kit.mail import outbox, recipients, transport
from alongside.kit.mail.models import Letter

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
"""A letter that was claimed longer ago than this, and not marked, was in the hands of a process that died."""
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
"""How long a letter rests after each time that the server did not take it; after the last it has failed."""
REST = 30.0
"""Seconds to wait when the mail server is away."""
State = Letter.State


def empty_outbox(stopping: threading.Event) -> bool:
    """Send everything that is due, over one connection; no, since nothing is left when it returns."""
    note_uncertain(now=timezone.now())
    way = transport.chosen()
    try:
        while not stopping.is_set() and is_something_due(now=timezone.now()):
            way.open()
            send_next(way, now=timezone.now())
    except transport.AwayError as error:
        logger.warning("Mail waits: the mail server cannot be used: %s", error)
        stopping.wait(REST)
    finally:
        way.close()
    return False


def is_something_due(*, now: datetime) -> bool:
    """Whether a letter waits for its turn and its turn has come."""
    return Letter.objects.filter(state=State.QUEUED, due_at__lte=now).exists()


def send_next(way: transport.Transport, *, now: datetime) -> None:
    """Claim the next letter, hand it over, and mark it."""
    letter = claim(now=now)
    if letter is None:
        return
    try:
        way.hand_over(letter)
    except transport.LaterError as error:
        put_off(letter, problem=str(error), now=timezone.now())
    except transport.NeverError as error:
        mark(letter, State.FAILED, problem=str(error))
    except transport.UnclearError as error:
        mark(letter, State.UNCERTAIN, problem=str(error))
    else:
        mark(letter, State.SENT)


@transaction.atomic
def claim(*, now: datetime) -> Letter | None:
    """The letter whose turn it is, marked as being sent; sign-in codes go before everything else.

    None when there is none, or when it is not meant for its address any more: it then goes to nobody, and says no word.
    """
    due = Letter.objects.select_for_update(skip_locked=True).filter(state=State.QUEUED, due_at__lte=now)
    letter = due.filter(kind=Letter.URGENT).order_by("due_at").first() or due.order_by("due_at").first()
    if letter and not recipients.is_meant(letter, now=now):
        outbox.lay_aside(letter, now=now)
        letter.save()
        return None
    if letter:
        letter.state, letter.claimed_at, letter.attempts = State.SENDING, now, letter.attempts + 1
        letter.save(update_fields=["state", "claimed_at", "attempts"])
    return letter


def put_off(letter: Letter, *, problem: str, now: datetime) -> None:
    """Let the letter wait longer each time; after the last time it has failed."""
    if letter.attempts > len(PAUSES):
        mark(letter, State.FAILED, problem=problem)
        return
    due = now + PAUSES[letter.attempts - 1]
    rows = Letter.objects.filter(pk=letter.pk, state=State.SENDING)
    rows.update(state=State.QUEUED, due_at=due, claimed_at=None, problem=problem[:300])


def mark(letter: Letter, state: Letter.State, *, problem: str = "") -> None:
    """Write down what became of the letter."""
    rows = Letter.objects.filter(pk=letter.pk)
    rows.update(state=state, done_at=timezone.now(), problem=problem[:300])


def note_uncertain(*, now: datetime) -> int:
    """Mark what dead processes had in their hands as uncertain; how many letters."""
    rows = Letter.objects.filter(state=State.SENDING, claimed_at__lt=now - LEASE)
    if not rows.exists():
        return 0
    return rows.update(state=State.UNCERTAIN, done_at=now, problem="The worker died while it sent this.")
