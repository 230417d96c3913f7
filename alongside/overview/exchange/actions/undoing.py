"""Undoing a run: what it made is removed, what it altered says again what it said before."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions.models import Topic
from alongside.kit.history import recording as history
from alongside.kit.verdict import Refused, insist
from alongside.overview.exchange.actions.changes import field_of, in_batches, label, plain
from alongside.overview.exchange.models import Change, Kind, Run
from alongside.overview.exchange.rules import rights
from alongside.people.champions import actions as champions
from alongside.people.champions import queries as champion_queries
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Member, Organisation, Team

REMOVED_IN_ORDER: tuple[type[models.Model], ...] = (Champion, Team, Topic, Organisation, District)
"""What runs make; each may rely on what stands after it."""


@transaction.atomic
def begin_undo(run: Run, *, by: Member | None, now: datetime) -> None:
    """Mark a run as being undone; refused while another file is being brought in."""
    insist(rights.may_exchange(by, run.network_id))
    insist(rights.may_undo(run, now=now))
    try:
        with transaction.atomic():
            done = Run.objects.filter(pk=run.pk, state=Run.State.DONE)
            done.update(state=Run.State.UNDOING, undone_by=by, refusal="")
    except IntegrityError:
        raise Refused(_("Another file is being brought in. Wait until it is done, then try again.")) from None


def undo(run: Run, *, now: datetime, how: str = "web") -> None:
    """Take everything out again that the run brought in, or nothing: then the run says why not, and stays done."""
    try:
        take_out(run, now=now, how=how)
    except Refused as refused:
        reason = refused.reason
    except (IntegrityError, ProtectedError):
        reason = _("Something that came in with this file is in use by now, so it has to stay.")
    else:
        return
    Run.objects.filter(pk=run.pk, state=Run.State.UNDOING).update(state=Run.State.DONE, refusal=reason)


@transaction.atomic
def take_out(run: Run, *, now: datetime, how: str) -> None:
    """Do it, in one transaction; refused when later files or people rely on what came in."""
    insist_latest(run)
    if run.kind == Kind.SESSIONS:
        sessions.take_back(run.network, batch=run.batch, by=run.undone_by, now=now, how=how)
    whom = list(run.changes.filter(model=label(Champion)).values_list("row", flat=True))
    teams = champion_queries.teams_of(whom)
    for model in REMOVED_IN_ORDER:
        mine = run.changes.filter(model=label(model))
        restore(model, list(mine.filter(before__isnull=False)))
        remove(model, list(mine.filter(before__isnull=True).values_list("row", flat=True)))
    champions.tell_served(teams | champion_queries.teams_of(whom))
    Run.objects.filter(pk=run.pk, state=Run.State.UNDOING).update(state=Run.State.UNDONE, undone_at=now)
    run.changes.all().delete()
    deed = history.Entry("undid", run, {"kind": run.kind, "created": run.created, "updated": run.updated})
    history.record(deed, chain=run.network_id, by=run.undone_by_id, now=now, how=how)


def insist_latest(run: Run) -> None:
    """Refuse when a later file changed the same rows."""
    later = Change.objects.filter(run__network_id=run.network_id, run__state=Run.State.DONE, run__pk__gt=run.pk)
    for change in Change.objects.filter(run=run).values("model").distinct():
        mine = run.changes.filter(model=change["model"]).values("row")
        found = later.filter(model=change["model"], row__in=mine).select_related("run").first()
        if found:
            raise Refused(_("“%(name)s” changed the same rows later. Undo that first.") % {"name": found.run.name})


def restore(model: type[models.Model], changes: Sequence[Change]) -> None:
    """Put back what each field said before, unless somebody has changed it since."""
    for batch in in_batches(changes):
        rows = model._default_manager.select_for_update().in_bulk([change.row for change in batch])
        for change in batch:
            row = rows.get(change.row)
            names = [name for name in change.before or {} if row and plain(getattr(row, name)) == change.after[name]]
            if row and names:
                put_back(row, {name: change.before[name] for name in names})


def put_back(row: models.Model, values: dict[str, object]) -> None:
    """Save the row with those values, given as JSON keeps them."""
    for name, value in values.items():
        column = cast("models.Field[Any, Any]", row._meta.get_field(field_of(row, name)))
        is_plain = name.endswith("_id") or isinstance(column, models.JSONField)
        setattr(row, name, value if is_plain else column.to_python(value))
    row.save(update_fields=[field_of(row, name) for name in values])


def remove(model: type[models.Model], ids: Iterable[int]) -> None:
    """Delete rows that nothing else relies on; refused, with the name of one, when something does."""
    for batch in in_batches(list(ids)):
        used = row_in_use(model, batch)
        if used is not None:
            name = model._default_manager.get(pk=used)
            raise Refused(
                _("“%(name)s” came in with this file and is in use by now, so the file cannot be undone.")
                % {"name": name}
            )
        model._default_manager.filter(pk__in=batch).delete()


def row_in_use(model: type[models.Model], ids: Sequence[int]) -> int | None:
    """The id of one of the rows that something else points to; None when nothing does."""
    if model is Champion:
        signed_in = Champion.objects.filter(pk__in=ids, member__isnull=False).values_list("pk", flat=True).first()
        if signed_in:
            return signed_in
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and not isinstance(relation, models.ManyToManyRel):
            column = relation.field.attname
            rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": ids})
            if found := rows.values_list(column, flat=True).first():
                return int(found)
    return None
