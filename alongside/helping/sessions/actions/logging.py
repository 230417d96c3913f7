"""Logging a session: exactly once, counted in the same transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.helping.figures import actions as figures
from alongside.helping.figures import rules as counting
from alongside.helping.learners import actions as learner_actions
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import queries, rules
from alongside.helping.sessions.models import Attendance, Held, Helper, Practice, Session
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.history import recording as history
from alongside.kit.prepared import insert
from alongside.kit.verdict import Refused, insist
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Project, Team


@dataclass(frozen=True)
class Logged:
    """The session that now stands under the entry's key: whether it is new, and whether a different body was held back."""

    session: Session
    is_new: bool
    is_held: bool = False


def log(champion: Champion, entry: LogEntry, *, by: Member | None, now: datetime, how: str = "web") -> Logged:
    """Record one occasion of help, once: the same entry again answers with the same session."""
    insist(rules.may_log(by, champion))
    insist(rules.makes_sense(entry, today=timezone.localtime(now).date()))
    try:
        with transaction.atomic():
            return Logged(record(champion, entry, by=by, now=now, how=how), is_new=True)
    except IntegrityError:
        found = earlier(champion, entry, by=by, now=now)
        if found is None:
            raise
        return found


def earlier(champion: Champion, entry: LogEntry, *, by: Member | None, now: datetime) -> Logged | None:
    """The session already logged under the key; a different body is kept for a person to look at."""
    session = Session.objects.filter(key=entry.key).first()
    if session is None:
        return None
    if session.champion_id != champion.pk:
        raise Refused(_("This form was already used for another session. Open a new one."))
    digest = rules.body_hash(entry)
    if digest == session.body_hash:
        return Logged(session, is_new=False)
    body = rules.as_json(entry)
    held = Held(
        network_id=session.network_id, session=session, body=body, body_hash=digest, sent_by=by, received_at=now
    )
    Held.objects.bulk_create([held], ignore_conflicts=True)
    return Logged(session, is_new=False, is_held=True)


def record(
    champion: Champion, entry: LogEntry, *, by: Member | None, now: datetime, how: str, is_register: bool = False
) -> Session:
    """Write the session with all that belongs to it, count it, and note the deed."""
    session = new_session(champion, entry, by=by, now=now)
    session.is_register = is_register
    insert([session])
    insist_known(champion, entry)
    present = present_learners(champion, entry, now=now)
    helpers = helpers_of(champion, entry)
    write_details(session, entry, helpers=helpers, learners=present)
    count(session, entry, helpers=helpers, learners=present)
    history.record(
        history.Entry("logged", session), chain=session.network_id, by=by.pk if by else None, now=now, how=how
    )
    return session


def new_session(champion: Champion, entry: LogEntry, *, by: Member | None, now: datetime) -> Session:
    """The session's own row, not saved yet."""
    session = Session(
        network_id=champion.network_id,
        key=entry.key,
        champion=champion,
        provenance=entry.provenance,
        recorded_by=by,
        recorded_at=now,
        claimed_at=entry.claimed_at,
        body_hash=rules.body_hash(entry),
    )
    describe(session, champion, entry)
    return session


def describe(session: Session, champion: Champion, entry: LogEntry) -> None:
    """Put what the entry says on the session's own row; organisation and district are the team's on the day."""
    team = team_of(champion, entry)
    session.happened_on, session.minutes, session.headcount = entry.happened_on, entry.minutes, entry.headcount
    session.how, session.needs, session.note = entry.how, list(entry.needs), entry.note
    session.team = team
    session.organisation_id = team.organisation_id if team else champion.organisation_id
    session.district_id = team.district_id if team else champion.district_id


def team_of(champion: Champion, entry: LogEntry) -> Team | None:
    """The place that the entry names; refused when it is none of the network's."""
    if entry.team is None:
        return None
    team = Team.objects.filter(network_id=champion.network_id, pk=entry.team).first()
    if team is None:
        raise Refused(_("This place is not in your network. Choose another one."))
    return team


def insist_known(champion: Champion, entry: LogEntry) -> None:
    """Refuse topics and projects that are not the network's, and projects that do not run on the day."""
    if entry.topics:
        known = len(queries.topic_ids(champion.network_id).intersection(entry.topics))
        refuse_missing(known, entry.topics, _("One of these topics is not in your network. Choose again."))
    if entry.projects:
        known = Project.objects.filter(network_id=champion.network_id, pk__in=entry.projects).count()
        refuse_missing(known, entry.projects, _("One of these projects is not in your network. Choose again."))
        if not queries.all_run(entry.projects, entry.happened_on):
            raise Refused(_("One of these projects does not run on that day. Choose again."))


def helpers_of(champion: Champion, entry: LogEntry) -> tuple[int, ...]:
    """The champions who were there, the one who leads first; refused when one is not of the network."""
    others = sorted({pk for pk in entry.champions if pk != champion.pk})
    if others:
        known = Champion.objects.filter(network_id=champion.network_id, pk__in=others).count()
        refuse_missing(known, others, _("One of these champions is not in your network. Choose again."))
    return (champion.pk, *others)


def refuse_missing(known: int, wanted: Iterable[object], reason: str) -> None:
    """Refuse when fewer rows are known than were asked for."""
    if known < len(set(wanted)):
        raise Refused(reason)


def present_learners(champion: Champion, entry: LogEntry, *, now: datetime) -> list[Learner]:
    """The learners of the entry, new ones made, their rows locked in one order so that two sessions count them in turn."""
    own = learner_actions.lock_own(champion, ids=entry.learners)
    if not entry.new_codes and all(learner.joined_to_id is None for learner in own):
        return own
    return learner_actions.lock(champion.network_id, learners_named(champion, entry, now=now))


def learners_named(champion: Champion, entry: LogEntry, *, now: datetime, known: Collection[int] = ()) -> set[int]:
    """The ids of the learners whom the entry names, new ones made; those in `known` may be anybody's."""
    fresh = learner_actions.known_or_new(champion, codes=entry.new_codes, now=now) if entry.new_codes else []
    ids = {learner.pk for learner in fresh} | (set(entry.learners) & set(known))
    unsure = set(entry.learners) - set(known)
    return ids | (learner_actions.still_known(champion, ids=unsure) if unsure else set())


def write_details(session: Session, entry: LogEntry, *, helpers: tuple[int, ...], learners: list[Learner]) -> None:
    """Who helped, who came, what it was about, what was practised, what it counts towards."""
    insert([Helper(session=session, champion_id=pk) for pk in helpers])
    insert([Attendance(session=session, learner=one, champion_id=session.champion_id) for one in learners])
    write_subjects(session, entry)


def write_subjects(session: Session, entry: LogEntry) -> None:
    """What it was about, what was practised, what it counts towards."""
    topic, project = Session.topics.through, Session.projects.through
    insert([Practice(session=session, task=task, level=level) for task, level in entry.practices])
    insert([topic(session_id=session.pk, topic_id=pk) for pk in sorted(set(entry.topics))])
    insert([project(session_id=session.pk, project_id=pk) for pk in sorted(set(entry.projects))])


def count(session: Session, entry: LogEntry, *, helpers: tuple[int, ...], learners: list[Learner]) -> None:
    """Add the session to the figures, each learner once wherever they count."""
    parents = queries.parents_in(session.network_id) if session.organisation_id else {}
    scopes = queries.scopes_of(
        network=session.network_id,
        team=session.team_id,
        organisations=queries.lineage(session.organisation_id, parents),
        district=session.district_id,
        projects=set(entry.projects),
    )
    ids = [learner.pk for learner in learners]
    after = queries.presences_of(ids, network_id=session.network_id, parents=parents) if ids else {}
    mine = counting.Presence(session.happened_on, session.provenance, (*scopes, ("champion", session.champion_id)))
    before = {learner: without_one(presences, mine) for learner, presences in after.items()}
    help_ = counting.Help(
        happened_on=session.happened_on,
        provenance=session.provenance,
        champions=helpers,
        scopes=(*scopes, *[("topic", topic) for topic in sorted(set(entry.topics))]),
        minutes=session.minutes or 0,
        headcount=session.headcount,
        attended=tuple((learner, session.champion_id) for learner in ids),
    )
    figures.change(session.network_id, removed=[], added=[help_], lives=counting.Lives(before=before, after=after))
    champions.note_last(helpers, on=session.happened_on)
    late = [one.pk for one in learners if one.last_on is None or one.last_on < session.happened_on]
    if late:
        learner_actions.note_seen(late, on=session.happened_on)


def without_one(presences: list[counting.Presence], gone: counting.Presence) -> list[counting.Presence]:
    """The presences less one that equals the given one."""
    kept = list(presences)
    kept.remove(gone)
    return kept
