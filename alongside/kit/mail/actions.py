"""What people and the clock do about letters that were sent, or perhaps not."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from alongside.kit.mail.models import Letter
from alongside.kit.verdict import insist, no

WORDS_KEPT = timedelta(days=30)
ROWS_KEPT = timedelta(days=400)
FEIGNED_KEPT = timedelta(days=1)
State = Letter.State


def send_again(letter: Letter, *, now: datetime) -> None:
    """Queue a letter that failed or is uncertain once more. It keeps its id, so that a mailbox can tell that it is the same."""
    rows = Letter.objects.filter(pk=letter.pk, state__in=(State.FAILED, State.UNCERTAIN))
    queued = rows.update(state=State.QUEUED, due_at=now, attempts=0, claimed_at=None, done_at=None, problem="")
    if not queued:
        insist(no(_("This letter is on its way or was sent.")))


def forget_old(*, now: datetime) -> None:
    """Drop the words of letters sent a month ago, and all trace of those sent more than a year ago, or yesterday to nobody."""
    Letter.objects.filter(state=State.FEIGNED, done_at__lt=now - FEIGNED_KEPT).delete()
    sent = Letter.objects.filter(state=State.SENT)
    sent.filter(done_at__lt=now - ROWS_KEPT).delete()
    sent.filter(done_at__lt=now - WORDS_KEPT).exclude(text="").update(text="", html="", headers={})


def doubt_waiting(*, now: datetime) -> int:
    """Hold back everything that waits, since it comes out of a back-up and may have been sent after that; how many letters."""
    rows = Letter.objects.filter(state__in=(State.QUEUED, State.SENDING))
    problem = "It waited when a back-up was made that was restored later, and may have gone in between."
    return rows.update(state=State.UNCERTAIN, done_at=now, problem=problem)
