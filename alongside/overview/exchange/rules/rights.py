"""What may be done to a run, and why not."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Verdict, no
from alongside.overview.exchange.models import Run
from alongside.people.networks import rules as networks
from alongside.people.networks.models import Member

UNDO_FOR = timedelta(days=90)
"""How long what a run changed is kept, so that it can be undone."""
KEEP_FILE_FOR = timedelta(days=30)
"""How long a file is kept, so that its bad rows can be downloaded."""


def may_exchange(member: Member | None, network_id: int) -> Verdict:
    """Whether the member may bring things in and take them out: whoever runs the network. No member is the operator."""
    if member is None:
        return YES
    if member.network_id == network_id and networks.is_coordinator(member):
        return YES
    return no(_("Only a coordinator of the network can do this."))


def may_match(run: Run) -> Verdict:
    """Whether the columns can still be matched: until the file is being brought in."""
    if run.state in (Run.State.UPLOADED, Run.State.CHECKED, Run.State.REFUSED) and run.file:
        return YES
    return no(_("This file is past that. Choose it again to bring it in once more."))


def may_start(run: Run, *, skips: bool) -> Verdict:
    """Whether a checked file can be brought in, leaving out rows with problems or not."""
    if run.state != Run.State.CHECKED:
        return no(_("This file has to be checked before it can be brought in."))
    if run.rejected and not skips:
        return no(_("Some rows have problems. Correct them in the file, or choose to leave them out."))
    if run.created + run.updated == 0:
        return no(_("There is nothing new in this file."))
    return YES


def may_give_up(run: Run) -> Verdict:
    """Whether the work on the file can be stopped."""
    if run.state in (Run.State.CHECKING, Run.State.RUNNING):
        return YES
    return no(_("There is nothing to stop: this file is not being worked on."))


def may_undo(run: Run, *, now: datetime) -> Verdict:
    """Whether what came in can be taken out again."""
    if run.state != Run.State.DONE:
        return no(_("Only what was brought in can be undone."))
    if run.done_at is None or now - run.done_at > UNDO_FOR:
        return no(_("This was brought in more than 90 days ago. What it changed is not kept any longer."))
    return YES


def may_leave(*, is_told: bool) -> Verdict:
    """Whether a file can be undone but for what has to stay: once somebody was told what that is."""
    return YES if is_told else no(_("Undo the whole file first. You are then told what has to stay."))
