"""Work on files that nobody waits for, and what is forgotten by the clock."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from alongside.kit.jobs.timers import timer
from alongside.overview.exchange import actions
from alongside.overview.exchange.models import Run
from alongside.overview.exchange.queries.sources import source_of
from alongside.people.networks.models import Member


@task()
def check(run_id: int) -> None:
    """Plan every row of a file; nothing when it was stopped meanwhile."""
    run = Run.objects.select_related("network").filter(pk=run_id, state=Run.State.CHECKING).first()
    if run:
        with translation.override(run.language):
            actions.check(run, now=timezone.now())


@task()
def carry_out(run_id: int) -> None:
    """Bring a file in; nothing when it was stopped or done meanwhile."""
    run = Run.objects.select_related("network", "uploaded_by").filter(pk=run_id, state=Run.State.RUNNING).first()
    if run:
        with translation.override(run.language):
            actions.carry_out(run, source_of(run), now=timezone.now(), tell=actions.noting(run))


@task()
def undo(run_id: int, *, leaves: bool = False) -> None:
    """Take out what a file brought in, but for what has to stay when it `leaves` that."""
    run = Run.objects.select_related("network", "undone_by").filter(pk=run_id, state=Run.State.UNDOING).first()
    if run:
        with translation.override(run.language):
            actions.undo(run, now=timezone.now(), leaves=leaves)


@transaction.atomic
def start_check(run: Run, *, mapping: dict[str, str], part: str, headings: tuple[str, ...], by: Member) -> None:
    """Keep the match of the columns, and leave the checking to the worker."""
    actions.match(run, mapping=mapping, part=part, headings=headings, by=by)
    check.enqueue(run.pk)


@transaction.atomic
def start(run: Run, *, skips: bool, by: Member, now: datetime) -> None:
    """Leave the bringing in to the worker."""
    actions.start(run, skips=skips, by=by, now=now)
    carry_out.enqueue(run.pk)


@transaction.atomic
def start_undo(run: Run, *, by: Member, now: datetime, leaves: bool = False) -> None:
    """Leave the undoing to the worker."""
    actions.begin_undo(run, by=by, now=now, leaves=leaves)
    undo.enqueue(run.pk, leaves=leaves)


@timer("20 4 * * *")
def forget(now: datetime) -> None:
    """Forget files and changes that are no longer needed."""
    actions.forget(now=now)
