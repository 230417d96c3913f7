"""Writing a past of millions of sessions: straight into the tables, month by month; the figures are counted afterwards."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import NamedTuple

from django.db.models import Max, Model

from alongside.helping.learners.models import Learner
from alongside.helping.learners.rules import folded
from alongside.helping.sessions.models import Attendance, Helper, Practice, Session
from alongside.kit.databases import roomy
from alongside.kit.pouring import number_on, pour, without_indexes
from alongside.kit.spool import Spool
from alongside.overview.demo import rules
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Network, Team

CHUNK = 5_000
TABLES: tuple[type[Model], ...] = (
    Session,
    Helper,
    Attendance,
    Practice,
    Session.topics.through,
    Session.projects.through,
)
LEARNER = ("id", "network_id", "champion_id", "code", "folded", "key", "added_at", "last_on")
SESSION = (
    "id", "network_id", "key", "champion_id", "happened_on", "minutes", "headcount", "team_id", "organisation_id",
    "district_id", "how", "needs", "note", "provenance", "recorded_at",
)  # fmt: skip


@dataclass(frozen=True)
class Past:
    """What is to be written: by whom, in their order, what it may name, and when it is written down."""

    network: Network
    people: Sequence[rules.Person]
    champions: Sequence[Champion]
    choices: rules.Choices
    now: datetime
    seed: int


class Kept(NamedTuple):
    """A visit as it waits on the disk: day, champion, ids of learners, headcount, whether it is old, how often they came."""

    day: int
    champion: int
    learners: tuple[int, ...]
    headcount: int
    is_old: bool
    turn: int


class Shelf:
    """Visits waiting on the disk, those of each month together, so that memory stays flat however many there are."""

    def __init__(self) -> None:
        self._months: dict[str, Spool[Kept]] = defaultdict(Spool)

    def put(self, kept: Kept) -> None:
        """Add one to its month."""
        self._months[f"{date.fromordinal(kept.day):%Y-%m}"].put(kept)

    def months(self) -> Iterator[list[Kept]]:
        """The visits of one month after the other, each by day and champion."""
        for _month, visits in sorted(self._months.items()):
            yield sorted(visits)


def write_past(past: Past, *, sessions_wanted: int, tell: Callable[[int], None]) -> None:
    """Write learners and sessions, and no figures; `tell` hears how many sessions have been written.

    Many times as fast as logging them, for networks of a size that nobody logs in a day. The rows are those that logging
    leaves, without a deed for each and without what tells a form that is sent twice.
    """
    quotas = rules.shares(sessions_wanted, [one.learners for one in past.people])
    shelf = Shelf()
    pour(Learner, LEARNER, learners_of(past, quotas, shelf=shelf))
    number_on(Learner)
    with roomy(), quickly():
        write_sessions(past, shelf, tell=tell)
    number_on(Session)


def quickly() -> AbstractContextManager[None]:
    """Without indexes while nobody else has sessions: with some, they would be missed."""
    return nullcontext() if Session.objects.exists() else without_indexes(*TABLES)


def learners_of(past: Past, quotas: Sequence[int], *, shelf: Shelf) -> Iterator[tuple[object, ...]]:
    """A row for each learner of each champion; their visits go on the shelf meanwhile."""
    rng, following = Random(f"learners {past.seed}"), highest(Learner) + 1
    for number, (one, champion) in enumerate(zip(past.people, past.champions, strict=True)):
        visits = rules.visits_by(one, number, seed=past.seed, quota=quotas[number])
        latest: dict[str, date] = {}
        for visit in visits:
            for code in visit.codes:
                latest[code] = max(visit.day, latest.get(code, visit.day))
        ids = {code: following + n for n, code in enumerate(latest)}
        following += len(ids)
        for visit in visits:
            came = tuple(ids[code] for code in visit.codes)
            shelf.put(Kept(visit.day.toordinal(), number, came, visit.headcount, visit.is_old, visit.turn))
        for code, pk in ids.items():
            key = uuid.UUID(int=rng.getrandbits(128), version=4)
            yield (pk, past.network.pk, champion.pk, code, folded(code), key, past.now, latest[code])


def write_sessions(past: Past, shelf: Shelf, *, tell: Callable[[int], None]) -> None:
    """Write what is on the shelf, the oldest first."""
    rng, first = Random(f"sessions {past.seed}"), highest(Session) + 1
    teams = Team.objects.filter(network=past.network).values_list("pk", "organisation", "district")
    places: dict[int, tuple[int, int | None]] = {pk: (organisation, district) for pk, organisation, district in teams}
    for month in shelf.months():
        for start in range(0, len(month), CHUNK):
            chunk = month[start : start + CHUNK]
            write_chunk(past, chunk, first=first, places=places, rng=rng)
            first += len(chunk)
            tell(len(chunk))


def write_chunk(
    past: Past, chunk: Sequence[Kept], *, first: int, places: dict[int, tuple[int, int | None]], rng: Random
) -> None:
    """Write some sessions with all that belongs to them; their ids count on from the first."""
    rows, helpers, came, tasks, topics, projects = (list[tuple[object, ...]]() for _ in range(6))
    for pk, kept in enumerate(chunk, first):
        leader = past.champions[kept.champion]
        told = rules.entry_of(visit_of(kept), past.choices, rng=rng)
        where = places[told.team] if told.team else (leader.organisation_id, leader.district_id)
        day = date.fromordinal(kept.day)
        rows.append(
            (
                pk, past.network.pk, key_on(day, rng=rng), leader.pk, day, told.minutes, kept.headcount, told.team, *where,
                told.how, list(told.needs), told.note, told.provenance, past.now,
            )
        )  # fmt: skip
        helpers += [(pk, helper) for helper in dict.fromkeys((leader.pk, *told.champions))]
        came += [(pk, learner, leader.pk) for learner in kept.learners]
        tasks += [(pk, task, level) for task, level in told.practices]
        topics += [(pk, topic) for topic in told.topics]
        projects += [(pk, project) for project in told.projects]
    pour(Session, SESSION, rows)
    pour(Helper, ("session_id", "champion_id"), helpers)
    pour(Attendance, ("session_id", "learner_id", "champion_id"), came)
    pour(Practice, ("session_id", "task", "level"), tasks)
    pour(Session.topics.through, ("session_id", "topic_id"), topics)
    pour(Session.projects.through, ("session_id", "project_id"), projects)


def visit_of(kept: Kept) -> rules.Visit:
    """The visit as the rules know it; learners by their ids."""
    codes = tuple(map(str, kept.learners))
    return rules.Visit(date.fromordinal(kept.day), kept.champion, codes, kept.headcount, kept.is_old, kept.turn)


def key_on(day: date, *, rng: Random) -> uuid.UUID:
    """A key that sorts by the day (RFC 9562, version 7), so that millions of them are indexed in their order."""
    milliseconds = (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000
    return uuid.UUID(int=milliseconds << 80 | 7 << 76 | rng.getrandbits(12) << 64 | 2 << 62 | rng.getrandbits(62))


def highest(model: type[Model]) -> int:
    """The highest id there is; 0 for none."""
    return model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0
