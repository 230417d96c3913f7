"""Logging many sessions at once: what imports and the demo use."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.helping.figures import actions as figures
from alongside.helping.figures import rules as counting
from alongside.helping.learners import actions as learner_actions
from alongside.helping.learners import rules as learner_rules
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import queries, rules
from alongside.helping.sessions.actions import logging
from alongside.helping.sessions.actions.unlogging import add
from alongside.helping.sessions.models import Attendance, Helper, Practice, Session
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.history import recording as history
from alongside.kit.pouring import pour
from alongside.kit.verdict import Refused, insist
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Network, Team

CHUNK = 1_000
SCOPES = 500  # in one statement

COLUMNS = tuple(f.attname for f in Session._meta.concrete_fields if not f.primary_key)

Row = tuple[Champion, LogEntry]
New = tuple[Champion, LogEntry, str]
"""A row that is to be written, with the hash of its body."""
Thing = TypeVar("Thing")


def silent(_count: int) -> None:
    """Tell nobody how far the work has come."""


@dataclass
class Counts:
    """How many sessions came in, were there already, or were held because the same key came with a different body."""

    created: int = 0
    unchanged: int = 0
    held: int = 0


class Fresh(NamedTuple):
    """A session that is about to be written: its row, what was told, who helped and who came."""

    session: Session
    entry: LogEntry
    helpers: tuple[int, ...]
    learners: tuple[int, ...]

    def scopes(self, parents: dict[int, int]) -> tuple[counting.Place, ...]:
        """What the session counts towards, apart from its champions and topics."""
        return queries.scopes_of(
            network=self.session.network_id,
            team=self.session.team_id,
            organisations=queries.lineage(self.session.organisation_id, parents),
            district=self.session.district_id,
            projects=set(self.entry.projects),
        )


@dataclass
class Work:
    """What one call of `log_all` knows and has summed up so far."""

    network: Network
    by: Member | None
    now: datetime
    batch: uuid.UUID | None
    parents: dict[int, int]
    counts: Counts = field(default_factory=Counts)
    places: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    """The organisation and the district of each team met so far."""
    fine: set[object] = field(default_factory=set)
    """What has been looked at already and may be logged: champions, their helpers, topics, projects on a day."""
    months: counting.Delta = field(default_factory=dict)
    """What the sessions count, by month."""
    people: counting.Delta = field(default_factory=dict)
    """By how much distinct people change."""
    last: dict[counting.Place, date] = field(default_factory=dict)
    """The latest day of each scope met so far."""
    seen: dict[int, date] = field(default_factory=dict)
    """The latest day of each learner met so far."""


@transaction.atomic
def log_all(
    network: Network,
    rows: Iterable[Row],
    *,
    by: Member | None,
    now: datetime,
    batch: uuid.UUID | None = None,
    how: str = "web",
    tell: Callable[[int], None] = silent,
) -> Counts:
    """Record every session once, as `log` would, all or none, with one deed for the lot; `batch` is written on each.

    `rows` may be a generator: a thousand are held at a time, and beside them one sum for each figure that changes. A key
    already used counts as unchanged when the body is the same; a different body is held. `tell` hears after each
    thousand how many rows it was. Refused at the first row that `log` would refuse. Some 4,500 rows a second
    of processor time on SQLite, 1,200 when each names two learners; other writers wait meanwhile.
    """
    work = Work(network, by, now, batch, parents=queries.parents_in(network.pk))
    for chunk in chunked(rows):
        fresh, different = _told_apart(work, chunk)
        _write(work, fresh)
        _hold(work, different)
        tell(len(chunk))
    figures.apply(network.pk, add(counting.in_all_periods(work.months), work.people))
    _note_last(work)
    changes = {"batch": str(batch or ""), "created": work.counts.created, "held": work.counts.held}
    entry = history.Entry("logged many", network, changes)
    history.record(entry, chain=network.pk, by=by.pk if by else None, now=now, how=how)
    return work.counts


def chunked(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, a thousand at a time."""
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


# --- which rows are new


def _told_apart(work: Work, chunk: Sequence[Row]) -> tuple[list[New], list[Row]]:
    """The rows whose key was never used, each with the hash of its body, and those whose key came with another body."""
    keys = [entry.key for _champion, entry in chunk]
    stored = Session.objects.filter(key__in=keys).values_list("key", "champion_id", "body_hash")
    known = {key: (champion, digest) for key, champion, digest in stored}
    today = timezone.localtime(work.now).date()
    fresh: list[New] = []
    different: list[Row] = []
    for champion, entry in chunk:
        mine = (champion.pk, rules.body_hash(entry))
        there = known.setdefault(entry.key, mine)
        if there is mine:
            _insist(work, champion, entry, today=today)
            fresh.append((champion, entry, mine[1]))
        elif there == mine:
            work.counts.unchanged += 1
        else:
            different.append((champion, entry))
    return fresh, different


def _insist(work: Work, champion: Champion, entry: LogEntry, *, today: date) -> None:
    """Refuse what `log` would refuse; what was looked at once is not looked at again."""
    insist(rules.makes_sense(entry, today=today))
    if champion.pk not in work.fine:
        if champion.network_id != work.network.pk:
            raise Refused(_("One of these champions is not in your network. Choose again."))
        insist(rules.may_log(work.by, champion))
        work.fine.add(champion.pk)
    subjects = (entry.topics, entry.projects, entry.happened_on if entry.projects else None)
    if subjects not in work.fine:
        logging.insist_known(champion, entry)
        work.fine.add(subjects)


def _hold(work: Work, different: Sequence[Row]) -> None:
    """Keep bodies that came under a key already used, for a person to look at."""
    for champion, entry in different:
        logging.earlier(champion, entry, by=work.by, now=work.now)
        work.counts.held += 1


# --- writing them


def _write(work: Work, rows: Sequence[New]) -> None:
    """Write a chunk of sessions with all that belongs to them, and add them to the sums."""
    _meet_teams(work, {entry.team for _champion, entry, _digest in rows if entry.team})
    present = _present(work, rows)
    fresh = [
        Fresh(
            session=_session(work, champion, entry, digest=digest),
            entry=entry,
            helpers=logging.helpers_of(champion, entry) if entry.champions else (champion.pk,),
            learners=tuple(sorted(learners)),
        )
        for (champion, entry, digest), learners in zip(rows, present, strict=True)
    ]
    before = _presences(work, fresh)
    pour(Session, COLUMNS, [[getattr(one.session, name) for name in COLUMNS] for one in fresh])
    _write_details(fresh, ids=_ids_of(fresh))
    _sum_up(work, fresh, before=before)
    work.counts.created += len(fresh)


def _meet_teams(work: Work, wanted: set[int]) -> None:
    """Learn the organisation and the district of teams not met before."""
    teams = Team.objects.filter(network=work.network, pk__in=wanted - work.places.keys())
    work.places |= {
        pk: (above, district) for pk, above, district in teams.values_list("pk", "organisation", "district")
    }


def _session(work: Work, champion: Champion, entry: LogEntry, *, digest: str) -> Session:
    """The session's own row; organisation and district are the team's on the day."""
    team = entry.team
    if team is not None and team not in work.places:
        logging.team_of(champion, entry)  # says that it is none of the network's
    organisation, district = work.places[team] if team else (champion.organisation_id, champion.district_id)
    return Session(
        network_id=work.network.pk,
        key=entry.key,
        champion_id=champion.pk,
        happened_on=entry.happened_on,
        minutes=entry.minutes,
        headcount=entry.headcount,
        team_id=team,
        organisation_id=organisation,
        district_id=district,
        how=entry.how,
        needs=list(entry.needs),
        note=entry.note,
        provenance=entry.provenance,
        recorded_by_id=work.by.pk if work.by else None,
        recorded_at=work.now,
        claimed_at=entry.claimed_at,
        batch=work.batch,
        body_hash=digest,
    )


def _present(work: Work, rows: Sequence[New]) -> list[set[int]]:
    """The learners of each row, new ones made; their rows locked in one order so that two sessions count them in turn."""
    new, known = _known_or_new(work, rows), _still_known(rows)
    wanted = []
    for champion, entry, _digest in rows:
        if any(champion.pk != known.get(pk, (0, 0))[0] for pk in entry.learners):
            learner_actions.still_known(champion, ids=entry.learners)  # says that one is not the champion's
        named = {known[pk][1] for pk in entry.learners}
        wanted.append(named | {new[champion.pk, learner_rules.folded(code)] for code in entry.new_codes})
    ids = set().union(*wanted)
    rows_held = Learner.objects.select_for_update().filter(network=work.network, pk__in=ids).order_by("pk")
    list(rows_held.values_list("pk", flat=True) if ids else ())
    return wanted


def _still_known(rows: Sequence[New]) -> dict[int, tuple[int, int]]:
    """Whose each learner of the rows is, and the one who stands for them."""
    ids = {pk for _champion, entry, _digest in rows for pk in entry.learners}
    found = Learner.objects.filter(pk__in=ids).values_list("pk", "champion_id", "joined_to_id") if ids else ()
    return {pk: (champion, joined or pk) for pk, champion, joined in found}


def _known_or_new(work: Work, rows: Sequence[New]) -> dict[tuple[int, str], int]:
    """The learner of each champion and folded code among the rows, made where there is none."""
    told: dict[tuple[int, str], tuple[Champion, str, uuid.UUID]] = {}
    for champion, entry, _digest in rows:
        for code, key in entry.new_codes.items():
            told.setdefault((champion.pk, learner_rules.folded(code)), (champion, code, key))
    found = _learners_by_code(told.keys())
    missing = [who for place, who in told.items() if place not in found]
    if missing:
        new = [
            learner_actions.new_learner(champion, code=code, key=key, now=work.now) for champion, code, key in missing
        ]
        Learner.objects.bulk_create(new, ignore_conflicts=True)
        found = _learners_by_code(told.keys())
    learner_actions.welcome_back({found[place] for place in told})
    return found


def _learners_by_code(places: Collection[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """The learners of those champions and folded codes, joined ones replaced."""
    if not places:
        return {}
    champions, codes = {champion for champion, _code in places}, {code for _champion, code in places}
    rows = Learner.objects.filter(champion__in=champions, folded__in=codes)
    values = rows.values_list("champion_id", "folded", "pk", "joined_to_id")
    return {(champion, code): joined or pk for champion, code, pk, joined in values}


def _write_details(fresh: Sequence[Fresh], *, ids: Mapping[uuid.UUID, int]) -> None:
    """Who helped, who came, what it was about, what was practised, what it counts towards."""
    helpers, came, tasks, topics, projects = (list[tuple[object, ...]]() for _ in range(5))
    for one in fresh:
        pk, leader, entry = ids[one.entry.key], one.session.champion_id, one.entry
        helpers += [(pk, helper) for helper in one.helpers]
        came += [(pk, learner, leader) for learner in one.learners]
        tasks += [(pk, task, level) for task, level in entry.practices]
        topics += [(pk, topic) for topic in sorted(set(entry.topics))]
        projects += [(pk, project) for project in sorted(set(entry.projects))]
    pour(Helper, ("session_id", "champion_id"), helpers)
    pour(Attendance, ("session_id", "learner_id", "champion_id"), came)
    pour(Practice, ("session_id", "task", "level"), tasks)
    pour(Session.topics.through, ("session_id", "topic_id"), topics)
    pour(Session.projects.through, ("session_id", "project_id"), projects)


def _ids_of(fresh: Sequence[Fresh]) -> dict[uuid.UUID, int]:
    """The id of the session under each key."""
    return dict(Session.objects.filter(key__in=[one.entry.key for one in fresh]).values_list("key", "pk"))


# --- counting them


def _presences(work: Work, fresh: Sequence[Fresh]) -> dict[int, list[counting.Presence]]:
    """All presences of the chunk's learners before the chunk is written."""
    ids = {learner for one in fresh for learner in one.learners}
    return queries.presences_of(ids, network_id=work.network.pk, parents=work.parents) if ids else {}


def _sum_up(work: Work, fresh: Sequence[Fresh], *, before: dict[int, list[counting.Presence]]) -> None:
    """Add a chunk to the sums: each session, and each learner once wherever they count."""
    after = {learner: list(before.get(learner, ())) for one in fresh for learner in one.learners}
    for one in fresh:
        day, scopes = one.session.happened_on, one.scopes(work.parents)
        help_ = _help(one, scopes)
        counting.count_session(work.months, help_, sign=1)
        presence = counting.Presence(day, help_.provenance, (*scopes, ("champion", one.session.champion_id)))
        for learner in one.learners:
            after[learner].append(presence)
            work.seen[learner] = max(day, work.seen.get(learner, day))
        for scope in (*help_.scopes, *[("champion", pk) for pk in one.helpers]):
            work.last[scope] = max(day, work.last.get(scope, day))
    lives = counting.Lives(before=before, after=after)
    work.people = add(work.people, counting.delta(removed=[], added=[], lives=lives))


def _help(one: Fresh, scopes: tuple[counting.Place, ...]) -> counting.Help:
    """The session as the figures see it."""
    return counting.Help(
        happened_on=one.session.happened_on,
        provenance=one.session.provenance,
        champions=one.helpers,
        scopes=(*scopes, *[("topic", topic) for topic in sorted(set(one.entry.topics))]),
        minutes=one.session.minutes or 0,
        headcount=one.session.headcount,
        attended=tuple((learner, one.session.champion_id) for learner in one.learners),
    )


def _note_last(work: Work) -> None:
    """Keep the day of the latest session of each scope and each learner."""
    for day, scopes in sorted(by_day(work.last).items()):
        for start in range(0, len(scopes), SCOPES):
            figures.note_last(work.network.pk, scopes=scopes[start : start + SCOPES], on=day)
    for day, learners in sorted(by_day(work.seen).items()):
        learner_actions.note_seen(learners, on=day)


def by_day(days: Mapping[Thing, date]) -> dict[date, list[Thing]]:
    """The things of each day."""
    found: dict[date, list[Thing]] = defaultdict(list)
    for thing, day in days.items():
        found[day].append(thing)
    return found
