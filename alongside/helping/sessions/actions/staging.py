"""Working out what many sessions come to, before anything is written: which are new, whether they may be, what they count."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.helping.figures import rules as counting
from alongside.helping.sessions import queries, rules
from alongside.helping.sessions.actions import logging
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.verdict import Refused, insist
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Network, Team

COLUMNS = tuple(f.attname for f in Session._meta.concrete_fields if not f.primary_key)

Row = tuple[Champion, LogEntry]


@dataclass
class Counts:
    """How many sessions came in, were there already, or were held because the same key came with a different body."""

    created: int = 0
    unchanged: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Fresh:
    """A session that is about to be written: who leads it, what was told, its row in the order of COLUMNS, who helps."""

    leader: int
    entry: LogEntry
    values: tuple[Any, ...]
    helpers: tuple[int, ...]
    scopes: tuple[counting.Place, ...]
    """What it counts towards, apart from its champions and topics."""

    @property
    def digest(self) -> str:
        """The hash of the body."""
        return str(self.values[COLUMNS.index("body_hash")])

    @property
    def has_people(self) -> bool:
        """Whether learners are named: then what it counts depends on what else they did."""
        return bool(self.entry.learners or self.entry.new_codes)

    def help(self, learners: Sequence[int] = ()) -> counting.Help:
        """The session as the figures see it."""
        return counting.Help(
            happened_on=self.entry.happened_on,
            provenance=self.entry.provenance,
            champions=self.helpers,
            scopes=(*self.scopes, *[("topic", topic) for topic in sorted(set(self.entry.topics))]),
            minutes=self.entry.minutes or 0,
            headcount=self.entry.headcount,
            attended=tuple((learner, self.leader) for learner in learners),
        )


class Staged(NamedTuple):
    """Some rows worked out: those to be written, and those whose key came with another body."""

    fresh: list[Fresh]
    different: list[Row]


@dataclass
class Work:
    """What is known of the rows so far, and what they have summed up to."""

    network: Network
    by: Member | None
    now: datetime
    batch: uuid.UUID | None
    parents: dict[int, int]
    counts: Counts = field(default_factory=Counts)
    champions: dict[int, Champion] = field(default_factory=dict)
    """The champions who lead."""
    places: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    """The organisation and the district of each team met so far."""
    fine: set[object] = field(default_factory=set)
    """What has been looked at already and may be logged: topics, and projects on a day."""
    met: dict[uuid.UUID, tuple[int, str]] = field(default_factory=dict)
    """The champion and the hash under each key that is staged and not written yet."""
    months: counting.Delta = field(default_factory=dict)
    """What the sessions count, by month."""
    people: counting.Delta = field(default_factory=dict)
    """By how much distinct people change."""
    last: dict[counting.Place, date] = field(default_factory=dict)
    """The latest day of each scope met so far."""
    seen: dict[int, date] = field(default_factory=dict)
    """The latest day of each learner met so far."""


def stage(work: Work, chunk: Sequence[Row]) -> Staged:
    """Work some rows out; what counts without learners is added to the sums. Refused at the first that `log` would refuse."""
    fresh, different = _told_apart(work, chunk)
    meet_teams(work, {entry.team for _champion, entry, _digest in fresh if entry.team})
    return Staged([_counted(work, _staged(work, *one)) for one in fresh], different)


def _counted(work: Work, one: Fresh) -> Fresh:
    """The session, added to the sums unless learners are named."""
    if one.has_people:
        return one
    sum_up(work, one)
    return replace(one, scopes=())  # nobody asks again, and many wait on the disk


def sum_up(work: Work, one: Fresh, learners: Sequence[int] = ()) -> None:
    """Add what a session counts to the sums, apart from distinct people."""
    help_ = one.help(learners)
    counting.count_session(work.months, help_, sign=1)
    for scope in (*help_.scopes, *[("champion", pk) for pk in one.helpers]):
        work.last[scope] = max(help_.happened_on, work.last.get(scope, help_.happened_on))


def _told_apart(work: Work, chunk: Sequence[Row]) -> tuple[list[tuple[Champion, LogEntry, str]], list[Row]]:
    """The rows whose key was never used, each with the hash of its body, and those whose key came with another body."""
    keys = [entry.key for _champion, entry in chunk]
    stored = Session.objects.filter(key__in=keys).values_list("key", "champion_id", "body_hash")
    known = {key: work.met[key] for key in keys if key in work.met}
    known |= {key: (champion, digest) for key, champion, digest in stored}
    today = timezone.localtime(work.now).date()
    fresh: list[tuple[Champion, LogEntry, str]] = []
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
    if champion.pk not in work.champions:
        if champion.network_id != work.network.pk:
            raise Refused(_("One of these champions is not in your network. Choose again."))
        insist(rules.may_log(work.by, champion))
        work.champions[champion.pk] = champion
    subjects = (entry.topics, entry.projects, entry.happened_on if entry.projects else None)
    if subjects not in work.fine:
        logging.insist_known(champion, entry)
        work.fine.add(subjects)


def _staged(work: Work, champion: Champion, entry: LogEntry, digest: str) -> Fresh:
    """A session as it will be written; organisation and district are the team's on the day."""
    team = entry.team
    if team is not None and team not in work.places:
        logging.team_of(champion, entry)  # says that it is none of the network's
    organisation, district = work.places[team] if team else (champion.organisation_id, champion.district_id)
    session = Session(
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
    scopes = queries.scopes_of(
        network=work.network.pk,
        team=team,
        organisations=queries.lineage(organisation, work.parents),
        district=district,
        projects=set(entry.projects),
    )
    helpers = logging.helpers_of(champion, entry) if entry.champions else (champion.pk,)
    return Fresh(champion.pk, entry, tuple(getattr(session, name) for name in COLUMNS), helpers, scopes)


def meet_teams(work: Work, wanted: set[int]) -> None:
    """Learn the organisation and the district of teams not met before."""
    if wanted := wanted - work.places.keys():
        work.places |= places_of(work.network, wanted)


def places_of(network: Network, teams: set[int]) -> dict[int, tuple[int, int | None]]:
    """The organisation and the district of those of the teams that are the network's."""
    rows = Team.objects.filter(network=network, pk__in=teams).values_list("pk", "organisation", "district")
    return {pk: (organisation, district) for pk, organisation, district in rows}
