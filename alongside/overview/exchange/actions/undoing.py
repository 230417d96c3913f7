"""Undoing a run: what it made is removed, what it altered says again what it said before."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, ProtectedError, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions.models import Topic
from alongside.kit.history import recording as history
from alongside.kit.verdict import Refused, insist
from alongside.overview.exchange.actions.changes import in_batches, label
from alongside.overview.exchange.actions.restoring import restore
from alongside.overview.exchange.models import Change, Kind, Run, Why
from alongside.overview.exchange.queries.staying import later_changes, needed_to_undo, pointing_to
from alongside.overview.exchange.rules import rights
from alongside.overview.exchange.rules import staying as rules
from alongside.people.champions import actions as champions
from alongside.people.champions import queries as champion_queries
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Member, Organisation, Team

REMOVED_IN_ORDER: tuple[type[models.Model], ...] = (Champion, Team, Topic, Organisation, District)
"""What runs make; each may rely on what stands after it."""


Reason = tuple[str, int | None]
"""Why a row has to stay, and the id of the later file that is the reason, if one is."""


class Stays(Refused):
    """Some rows have to stay, so that nothing was undone; `why` holds the ids of their changes by the reason."""

    def __init__(self, why: dict[Reason, list[int]]) -> None:
        self.why, count = why, sum(map(len, why.values()))
        said = ngettext(
            "%(num)s thing that came in with this file has to stay, so nothing was undone.",
            "%(num)s things that came in with this file have to stay, so nothing was undone.",
            count,
        )
        super().__init__(said % {"num": f"{count:,}"})


@transaction.atomic
def begin_undo(run: Run, *, by: Member | None, now: datetime, leaves: bool = False) -> None:
    """Mark a run as being undone, but for what has to stay when it `leaves` that; refused while another file is brought in."""
    insist(rights.may_exchange(by, run.network_id))
    insist(rights.may_undo(run, now=now))
    if leaves:
        insist(rights.may_leave(is_told=run.changes.exclude(why="").exists()))
    try:
        with transaction.atomic():
            done = Run.objects.filter(pk=run.pk, state=Run.State.DONE)
            begun = done.update(state=Run.State.UNDOING, undone_by=by, refusal="")
    except IntegrityError:
        raise Refused(_("Another file is being brought in. Wait until it is done, then try again.")) from None
    if not begun:
        raise Refused(_("This file is being undone already."))


def undo(run: Run, *, now: datetime, how: str = "web", leaves: bool = False) -> None:
    """Take everything out again that the run brought in, or nothing: then the run says why not, and stays done.

    When it `leaves` what has to stay, only that is left; either way each change that stays says why.
    """
    try:
        take_out(run, now=now, how=how, leaves=leaves)
    except Stays as stays:
        stand(run, reason=stays.reason, why=stays.why)
    except Refused as refused:
        stand(run, reason=refused.reason, why={})
    except (IntegrityError, ProtectedError):
        stand(
            run,
            reason=_("Something was changed while this was being undone, so everything stayed as it was. Try again."),
            why={},
        )


@transaction.atomic
def stand(run: Run, *, reason: str, why: dict[Reason, list[int]]) -> None:
    """Leave the run done, with the reason, and with what has to stay."""
    run.changes.exclude(why="").update(why="", later=None)
    for (one, later), ids in why.items():
        for batch in in_batches(ids):
            Change.objects.filter(pk__in=batch).update(why=one, later=later)
    Run.objects.filter(pk=run.pk, state=Run.State.UNDOING).update(state=Run.State.DONE, refusal=reason)


@transaction.atomic
def take_out(run: Run, *, now: datetime, how: str, leaves: bool) -> None:
    """Do it, in one transaction; `Stays` when later files or people rely on what came in, and that is not to be left."""
    keep_what_changed_later(run)
    if run.kind == Kind.SESSIONS:
        sessions.take_back(run.network, batch=run.batch, by=run.undone_by, now=now, how=how)
    take_rows_out(run)
    stay = staying(run)
    if stay and not leaves:
        raise Stays(stay)
    stayed = sum(map(len, stay.values()))
    ours = Run.objects.filter(pk=run.pk, state=Run.State.UNDOING)
    ours.update(state=Run.State.UNDONE, undone_at=now, stayed=stayed)
    run.changes.filter(why="").delete()
    told = {"kind": run.kind, "created": run.created, "updated": run.updated}
    left = {"stayed": stayed} if stayed else {}
    history.record(
        history.Entry("undid", run, told | left), chain=run.network_id, by=run.undone_by_id, now=now, how=how
    )


def keep_what_changed_later(run: Run) -> None:
    """Note that rows stay which a later file changed, and forget what an earlier try noted."""
    run.changes.exclude(why="").update(why="", later=None)
    later = Subquery(later_changes().values("run")[:1])
    run.changes.filter(Exists(later_changes())).update(why=Why.LATER, later=later)


def take_rows_out(run: Run) -> None:
    """Put back what the run altered and remove what it made, but for what has to stay."""
    whom = list(run.changes.filter(model=label(Champion)).values_list("row", flat=True))
    teams = champion_queries.teams_of(whom)
    for model in REMOVED_IN_ORDER:
        restore(run, model)
        made = run.changes.filter(model=label(model), why="", before__isnull=True)
        remove(run, model, list(made.values_list("row", flat=True)))
    champions.tell_served(teams | champion_queries.teams_of(whom))


def staying(run: Run) -> dict[Reason, list[int]]:
    """The ids of the changes that have to stay, by the reason."""
    found: dict[Reason, list[int]] = defaultdict(list)
    for why, later, pk in run.changes.exclude(why="").values_list("why", "later", "pk"):
        found[why, later].append(pk)
    return dict(found)


def remove(run: Run, model: type[models.Model], ids: Sequence[int]) -> None:
    """Delete rows that nothing else relies on, and note of the others that they stay.

    What a later file took something away from stays as well, though nothing is left there: that file could otherwise not be
    undone any more, and nobody would have said so while it could still be helped. Undone first, it gives everything back.
    """
    needed = needed_to_undo(model, network_id=run.network_id)
    for batch in in_batches(ids):
        stay: dict[int, Reason] = {pk: (Why.NEEDED, needed[pk]) for pk in batch if pk in needed}
        stay |= {pk: (why, None) for pk, why in rows_in_use(model, batch).items()}
        for why, later in set(stay.values()):
            rows = [pk for pk, reason in stay.items() if reason == (why, later)]
            run.changes.filter(model=label(model), row__in=rows).update(why=why, later=later)
        model._default_manager.filter(pk__in=[pk for pk in batch if pk not in stay]).delete()


def rows_in_use(model: type[models.Model], ids: Sequence[int]) -> dict[int, Why]:
    """Those of the rows that something else points to, each with the plainest reason."""
    found: dict[int, set[Why]] = defaultdict(set)
    if model is Champion:
        for pk in Champion.objects.filter(pk__in=ids, member__isnull=False).values_list("pk", flat=True):
            found[pk].add(Why.SIGNED_IN)
    for relation in pointing_to(model):
        reason = rules.why(label(model), other=label(relation.related_model))
        rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": ids})
        for pk in rows.order_by().values_list(relation.field.attname, flat=True).distinct():
            found[pk].add(reason)
    return {pk: rules.plainest(reasons) for pk, reasons in found.items()}
