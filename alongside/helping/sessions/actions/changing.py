"""Correcting a session, and taking it back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.helping.learners import actions as learner_actions
from alongside.helping.sessions import queries, rules
from alongside.helping.sessions.actions import logging
from alongside.helping.sessions.actions.recounting import recounted
from alongside.helping.sessions.models import Attendance, Helper, Practice, Session
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.edits.versions import Changed, Difference, unless_taken
from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.networks.models import Member

COLUMNS = ["happened_on", "minutes", "headcount", "team", "organisation", "district", "how", "needs", "note", "version"]
PLAIN = ("happened_on", "minutes", "headcount", "how")


@transaction.atomic
def change(session: Session, entry: LogEntry, *, version: int, by: Member | None, now: datetime) -> Session:
    """Make the session say what the entry says; figures follow at once.

    `version` is the one that the person saw: when somebody else was there first, `Changed` shows both texts.
    """
    found = locked(session)
    insist(rules.may_change(by, found))
    insist(rules.makes_sense(entry, today=timezone.localtime(now).date()))
    before = queries.entry_of(found)
    if version != found.version:
        refuse_stale(found, before, entry)
    came = set(before.learners)
    stay = logging.learners_named(found.champion, entry, known=came, now=now)
    learner_actions.lock(found.network_id, came | stay)
    logging.insist_known(found.champion, entry)
    with recounted(found.network_id, sessions=[found.pk], learners=came | stay):
        rewrite(found, entry, learners=stay)
    changes = changed_fields(before, queries.entry_of(found))
    history.record(history.Entry("changed", found, changes), chain=found.network_id, by=by.pk if by else None, now=now)
    return found


@transaction.atomic
def withdraw(session: Session, *, by: Member | None, now: datetime) -> None:
    """Take the session out of every figure; it stays in the record."""
    found = locked(session)
    insist(rules.may_change(by, found))
    learners = set(Attendance.objects.filter(session=found).values_list("learner_id", flat=True))
    learner_actions.lock(found.network_id, learners)
    with recounted(found.network_id, sessions=[found.pk], learners=learners):
        found.withdrawn_at, found.withdrawn_by, found.version = now, by, found.version + 1
        found.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
    history.record(history.Entry("withdrew", found), chain=found.network_id, by=by.pk if by else None, now=now)


def locked(session: Session) -> Session:
    """The session as it is now, its row held until the transaction ends."""
    return Session.objects.select_for_update(of=("self",)).select_related("champion").get(pk=session.pk)


def refuse_stale(session: Session, before: LogEntry, entry: LogEntry) -> None:
    """Show both texts where the session and the entry disagree; nothing when they say the same."""
    now = queries.in_words(before, network_id=session.network_id)
    yours = queries.in_words(entry, network_id=session.network_id)
    pairs = zip(now, yours, strict=True)
    differing = [Difference(line.label, line.words, other.words) for line, other in pairs if line.words != other.words]
    if differing:
        raise Changed(differing, version=str(session.version))


def rewrite(session: Session, entry: LogEntry, *, learners: Iterable[int]) -> None:
    """Put what the entry says on the session and on all that belongs to it; who stays keeps their champion and topic."""
    logging.describe(session, session.champion, entry)
    session.version += 1
    with unless_taken(_("There is a register of this place and day already. Choose another place or day.")):
        session.save(update_fields=COLUMNS)
    stay = set(learners)
    Attendance.objects.filter(session=session).exclude(learner_id__in=stay).delete()
    fresh = [Attendance(session=session, learner_id=pk, champion_id=session.champion_id) for pk in sorted(stay)]
    Attendance.objects.bulk_create(fresh, ignore_conflicts=True)
    beside = Attendance.objects.filter(session=session).values_list("champion_id", flat=True)
    helpers = {*logging.helpers_of(session.champion, entry), *beside}
    Helper.objects.filter(session=session).exclude(champion_id__in=helpers).delete()
    Helper.objects.bulk_create(
        [Helper(session=session, champion_id=pk) for pk in sorted(helpers)], ignore_conflicts=True
    )
    Practice.objects.filter(session=session, learner__isnull=True).delete()
    Practice.objects.filter(session=session).exclude(learner_id__in=stay).delete()
    Session.topics.through.objects.filter(session=session).delete()
    Session.projects.through.objects.filter(session=session).delete()
    logging.write_subjects(session, entry)


def changed_fields(before: LogEntry, after: LogEntry) -> dict[str, object]:
    """The fields that differ: plain ones with both values, the others by their name alone."""
    names = [name for name in rules.NAMES if getattr(before, name) != getattr(after, name)]
    return {name: [getattr(before, name), getattr(after, name)] if name in PLAIN else None for name in names}
