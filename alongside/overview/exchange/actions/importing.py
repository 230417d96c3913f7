"""Bringing files in: received, matched, checked, carried out in one transaction, all or nothing."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.kit.databases import look_again
from alongside.kit.history import recording as history
from alongside.kit.verdict import Refused, insist
from alongside.overview.exchange.actions import champions, places, sessions
from alongside.overview.exchange.actions.delivery import Delivery
from alongside.overview.exchange.models import Kind, Remembered, Run
from alongside.overview.exchange.queries import notes
from alongside.overview.exchange.queries.plans import Plan, Tell, plan_of, silent
from alongside.overview.exchange.queries.sources import Source, digest_of, headings_hash, source_of
from alongside.overview.exchange.rules import rights
from alongside.people.networks.models import Member, Network

FOLDER = "imports"
NOTED = 5_000  # rows after which the progress is written down
MANY = 1_000  # new rows after which the database looks again at what it holds


@dataclass(frozen=True)
class Writer:
    """How a kind is written, all or nothing, and what is worked out before that, while nobody has to wait.

    `withdraw` takes out again what preparing left behind when nothing came in after all.
    """

    write: Callable[[Delivery, Any], None]
    prepare: Callable[[Delivery], Any] = lambda delivery: list(delivery.works)
    withdraw: Callable[[Delivery], None] = lambda _delivery: None


WRITERS: dict[str, Writer] = {
    Kind.PLACES: Writer(places.write_places),
    Kind.CHAMPIONS: Writer(champions.write_champions),
    Kind.SESSIONS: Writer(sessions.write_sessions, sessions.prepare_sessions, sessions.forget_topics),
    Kind.DISTRICTS: Writer(places.write_districts),
}


@transaction.atomic
def receive(network: Network, file: File[bytes], *, kind: str, by: Member | None, now: datetime) -> Run:
    """The file kept under a name of ours, waiting for its columns to be matched."""
    insist(rights.may_exchange(by, network.pk))
    kept = default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}", file)
    return Run.objects.create(
        network=network,
        kind=kind,
        name=Path(file.name or "").name[:200],
        file=kept,
        digest=digest_of(Path(default_storage.path(kept))),
        language=get_language() or "en",
        uploaded_by=by,
        uploaded_at=now,
    )


@transaction.atomic
def match(
    run: Run, *, mapping: Mapping[str, str], part: str = "", headings: tuple[str, ...], by: Member | None
) -> None:
    """Keep which heading gives which field, for this run and for later files with the same headings."""
    insist(rights.may_exchange(by, run.network_id))
    insist(rights.may_match(run))
    run.mapping, run.part, run.state, run.refusal = dict(mapping), part, Run.State.CHECKING, ""
    run.save(update_fields=["mapping", "part", "state", "refusal"])
    Remembered.objects.update_or_create(
        network_id=run.network_id,
        kind=run.kind,
        headings=headings_hash(headings),
        defaults={"mapping": dict(mapping)},
    )


def check(run: Run, *, now: datetime) -> None:
    """Plan every row of the file and keep what was found; nothing else is written. A run that was stopped stays so."""
    plan = plan_of(source_of(run), today=timezone.localtime(now).date(), tell=noting(run))
    keep_tally(run, plan)
    run.state = Run.State.REFUSED if plan.refusal else Run.State.CHECKED
    run.refusal = plan.refusal
    settle(run, before=Run.State.CHECKING)


@transaction.atomic
def start(run: Run, *, skips: bool, by: Member | None, now: datetime) -> None:
    """Mark a checked file as being brought in; refused while another one is."""
    insist(rights.may_exchange(by, run.network_id))
    insist(rights.may_start(run, skips=skips))
    try:
        with transaction.atomic():
            begun = Run.objects.filter(pk=run.pk, state=Run.State.CHECKED)
            begun.update(state=Run.State.RUNNING, skips_bad_rows=skips, started_at=now, progress=0)
    except IntegrityError:
        raise Refused(_("Another file is being brought in. Wait until it is done, then try again.")) from None


def carry_out(run: Run, source: Source, *, now: datetime, how: str = "web", tell: Tell = silent) -> Plan:
    """Do what the plan of the file says, all or nothing; the run says what came of it, and so does the plan.

    Everything that can be worked out beforehand is, so that others wait for the writing alone.
    """
    plan = plan_of(source, today=timezone.localtime(now).date(), tell=tell)
    keep_tally(run, plan)
    run.refusal = plan.refused(skips=run.skips_bad_rows)
    if not run.refusal:
        delivery = Delivery(run, plan.work, plan.extras, run.uploaded_by, now, how)
        run.refusal = written_or_why_not(delivery, counts=plan.tally.counts)
    if run.refusal:
        run.state, run.done_at = Run.State.REFUSED, now
        settle(run, before=Run.State.RUNNING)
    return plan


def written_or_why_not(delivery: Delivery, *, counts: Mapping[str, int]) -> str:
    """Prepare and write everything; why nothing was, or an empty text."""
    writer = WRITERS[delivery.run.kind]
    try:
        write(delivery, writer.prepare(delivery), counts=counts)
    except Refused as refused:
        reason = refused.reason
    except IntegrityError:
        reason = _("Something was changed while this was being brought in. Check the file once more.")
    else:
        if counts["created"] >= MANY:
            look_again()
        return ""
    writer.withdraw(delivery)
    return reason


@transaction.atomic
def write(delivery: Delivery, prepared: Any, *, counts: Mapping[str, int]) -> None:
    """Write everything that was prepared, and that the run is done; refused when it was stopped meanwhile."""
    run, now = delivery.run, delivery.now
    WRITERS[run.kind].write(delivery, prepared)
    run.state, run.done_at = Run.State.DONE, now
    if not settle(run, before=Run.State.RUNNING):
        raise Refused(_("This was stopped before it was done. Nothing was brought in."))
    deed = history.Entry("brought in", run, {"kind": run.kind, **counts})
    by = run.uploaded_by_id
    history.record(deed, chain=run.network_id, by=by, now=now, how=delivery.how)


def bring_in(
    source: Source, *, by: Member | None, now: datetime, skips: bool, how: str = "command", tell: Tell = silent
) -> tuple[Run, Plan]:
    """A file carried out at once, without keeping it: what the command does. The plan holds all that was found."""
    insist(rights.may_exchange(by, source.network.pk))
    try:
        with transaction.atomic():
            run = Run.objects.create(
                network=source.network,
                kind=source.kind,
                name=source.name[:200],
                digest=digest_of(source.path),
                skips_bad_rows=skips,
                language=get_language() or "en",
                state=Run.State.RUNNING,
                uploaded_by=by,
                uploaded_at=now,
                started_at=now,
            )
    except IntegrityError:
        raise Refused(_("Another file is being brought in. Wait until it is done, then try again.")) from None
    return run, carry_out(run, source, now=now, how=how, tell=tell)


@transaction.atomic
def give_up(run: Run, *, by: Member | None, now: datetime) -> None:
    """Stop the work on a file; what it had begun to write is not kept."""
    insist(rights.may_exchange(by, run.network_id))
    insist(rights.may_give_up(run))
    stopped = Run.objects.filter(pk=run.pk, state__in=[Run.State.CHECKING, Run.State.RUNNING])
    stopped.update(state=Run.State.REFUSED, done_at=now, refusal=_("This was stopped. Nothing was brought in."))


def keep_tally(run: Run, plan: Plan) -> None:
    """Put the sum of the plan on the run, not saved yet, and all that was found beside its file."""
    for name, count in plan.tally.counts.items():
        setattr(run, name, count)
    run.findings = [list(found) for found in plan.tally.findings]
    run.faults = [[*sort, count] for sort, count in plan.tally.faults.items()]
    run.extras, run.mapping = plan.extras, plan.mapping or run.mapping
    run.progress = run.rows = plan.tally.read
    if run.file:
        default_storage.delete(notes.name_of(run))
        default_storage.save(notes.name_of(run), File(plan.notes.packed()))


def settle(run: Run, *, before: str) -> bool:
    """Save what came of a step, unless the run was stopped meanwhile."""
    names = (
        "state", "refusal", "done_at", "mapping", "findings", "faults", "extras", "progress", "rows",
        "read", "created", "updated", "unchanged", "rejected", "remarks",
    )  # fmt: skip
    mine = Run.objects.filter(pk=run.pk, state=before)
    return bool(mine.update(**{name: getattr(run, name) for name in names}))


def noting(run: Run) -> Tell:
    """Writes the progress of a run down now and then."""

    def tell(done: int, about: int) -> None:
        if done % NOTED == 0:
            Run.objects.filter(pk=run.pk).update(progress=done, rows=about)

    return tell
