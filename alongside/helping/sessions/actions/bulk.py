"""Logging many sessions at once: what imports and the demo use."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.helping.figures import actions as figures
from alongside.helping.figures import rules as counting
from alongside.helping.figures.models import Scope
from alongside.helping.learners import actions as learner_actions
from alongside.helping.learners import rules as learner_rules
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import queries
from alongside.helping.sessions.actions import logging, waiting
from alongside.helping.sessions.actions.staging import (
    COLUMNS,
    Counts,
    Fresh,
    Row,
    Staged,
    Work,
    places_of,
    stage,
    sum_up,
)
from alongside.helping.sessions.actions.unlogging import add
from alongside.helping.sessions.models import Attendance, Helper, Practice, Session
from alongside.kit.history import recording as history
from alongside.kit.pouring import pour
from alongside.kit.verdict import Refused
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Network

CHUNK = 1_000

Tell = Callable[[int], None]
Thing = TypeVar("Thing")


def silent(_count: int) -> None:
    """Tell nobody how far the work has come."""


@transaction.atomic
def log_all(
    network: Network,
    rows: Iterable[Row],
    *,
    by: Member | None,
    now: datetime,
    batch: uuid.UUID | None = None,
    how: str = "web",
    tell: Tell = silent,
) -> Counts:
    """Record every session once, as `log` would, all or none, with one deed for the lot; `batch` is written on each.

    `rows` may be a generator: a thousand are held at a time, and beside them one sum for each figure that changes. A key
    already used counts as unchanged when the body is the same; a different body is held. `tell` hears after each
    thousand how many rows it was. Refused at the first row that `log` would refuse. Other writers wait meanwhile:
    where some are about, `prepare` and `write` keep them waiting for a third of the time.
    """
    work = Work(network, by, now, batch, parents=queries.parents_in(network.pk))
    for chunk in chunked(rows):
        _write(work, stage(work, chunk))
        tell(len(chunk))
    _finish(work, how=how)
    return work.counts


class Prepared(NamedTuple):
    """Many sessions worked out and not yet written: they wait in temporary tables, those that name learners apart."""

    work: Work
    later: list[Staged]


def prepare(
    network: Network, rows: Iterable[Row], *, by: Member | None, now: datetime, batch: uuid.UUID | None = None
) -> Prepared:
    """Everything of `log_all` that needs no lock: nothing is written, nobody waits. Refused at the first row that `log` would."""
    prepared = Prepared(Work(network, by, now, batch, parents=queries.parents_in(network.pk)), [])
    work = prepared.work
    waiting.make()
    for chunk in chunked(rows):
        _put(prepared, stage(work, chunk))
    figures.set_aside(network.pk, counting.in_all_periods(work.months), latest=_latest(work))
    work.months = {}
    return prepared


def _put(prepared: Prepared, staged: Staged) -> None:
    """Have sessions wait: those that name learners, and what came under a key already used, with us; the others in the tables."""
    work = prepared.work
    work.met |= {one.entry.key: (one.leader, one.digest) for one in staged.fresh}
    alone = [one for one in staged.fresh if not one.has_people]
    waiting.put(alone, first=work.counts.created + 1)
    work.counts.created += len(alone)
    named = [one for one in staged.fresh if one.has_people]
    if named or staged.different:
        prepared.later.append(Staged(named, staged.different))


@transaction.atomic(savepoint=False)
def write(prepared: Prepared, *, how: str = "web") -> Counts:
    """Write what was prepared, all or none; refused when the tree of organisations or a place in it changed meanwhile.

    A key that was used meanwhile raises IntegrityError. There is no savepoint: SQLite would keep every page that changes twice.
    """
    work = prepared.work
    parents, places = queries.parents_in(work.network.pk), places_of(work.network, set(work.places))
    if (parents, places) != (work.parents, work.places):
        raise Refused(_("Organisations or places were changed meanwhile. Try again."))
    waiting.take()
    figures.apply_aside()
    for staged in prepared.later:
        _write(work, staged)
    _finish(work, how=how)
    return work.counts


def chunked(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, a thousand at a time."""
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _finish(work: Work, *, how: str) -> None:
    """Bring the figures up to date with what all the sessions came to, and note the deed."""
    figures.apply(work.network.pk, add(counting.in_all_periods(work.months), work.people), latest=_latest(work))
    champions.note_lasts({pk: day for (scope, pk), day in work.last.items() if scope == Scope.CHAMPION})
    for day, learners in sorted(by_day(work.seen).items()):
        learner_actions.note_seen(learners, on=day)
    changes = {"batch": str(work.batch or ""), "created": work.counts.created, "held": work.counts.held}
    entry = history.Entry("logged many", work.network, changes)
    history.record(entry, chain=work.network.pk, by=work.by.pk if work.by else None, now=work.now, how=how)


def _latest(work: Work) -> dict[figures.Key, date]:
    """The latest day of each scope, under the figure that keeps it."""
    return {(*place, counting.ALL): day for place, day in work.last.items()}


# --- writing them


def _write(work: Work, staged: Staged) -> None:
    """Write a chunk of sessions with all that belongs to them; keep bodies that came under a key already used, for a person."""
    fresh = staged.fresh
    present = _present(work, fresh)
    before = _presences(work, present)
    pour(Session, COLUMNS, [one.values for one in fresh])
    _write_details(fresh, present, ids=_ids_of(fresh))
    _count_people(work, fresh, present, before=before)
    work.counts.created += len(fresh)
    for champion, entry in staged.different:
        logging.earlier(champion, entry, by=work.by, now=work.now)
        work.counts.held += 1


def _present(work: Work, rows: Sequence[Fresh]) -> list[set[int]]:
    """The learners of each row, new ones made; their rows locked in one order so that two sessions count them in turn."""
    new, known = _known_or_new(work, rows), _still_known(rows)
    wanted = []
    for one in rows:
        leader, entry = one.leader, one.entry
        if any(leader != known.get(pk, (0, 0))[0] for pk in entry.learners):
            learner_actions.still_known(
                work.champions[leader], ids=entry.learners
            )  # says that one is not the champion's
        named = {known[pk][1] for pk in entry.learners}
        wanted.append(named | {new[leader, learner_rules.folded(code)] for code in entry.new_codes})
    ids = set().union(*wanted)
    rows_held = Learner.objects.select_for_update().filter(network=work.network, pk__in=ids).order_by("pk")
    list(rows_held.values_list("pk", flat=True) if ids else ())
    return wanted


def _still_known(rows: Sequence[Fresh]) -> dict[int, tuple[int, int]]:
    """Whose each learner of the rows is, and the one who stands for them."""
    ids = {pk for one in rows for pk in one.entry.learners}
    found = Learner.objects.filter(pk__in=ids).values_list("pk", "champion_id", "joined_to_id") if ids else ()
    return {pk: (champion, joined or pk) for pk, champion, joined in found}


def _known_or_new(work: Work, rows: Sequence[Fresh]) -> dict[tuple[int, str], int]:
    """The learner of each champion and folded code among the rows, made where there is none."""
    told: dict[tuple[int, str], tuple[Champion, str, uuid.UUID]] = {}
    for one in rows:
        for code, key in one.entry.new_codes.items():
            told.setdefault((one.leader, learner_rules.folded(code)), (work.champions[one.leader], code, key))
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


def _write_details(fresh: Sequence[Fresh], present: Sequence[set[int]], *, ids: Mapping[uuid.UUID, int]) -> None:
    """Who helped, who came, what it was about, what was practised, what it counts towards."""
    helpers, came, tasks, topics, projects = (list[tuple[object, ...]]() for _ in range(5))
    for one, learners in zip(fresh, present, strict=True):
        pk, entry = ids[one.entry.key], one.entry
        helpers += [(pk, helper) for helper in one.helpers]
        came += [(pk, learner, one.leader) for learner in sorted(learners)]
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


def _presences(work: Work, present: Sequence[set[int]]) -> dict[int, list[counting.Presence]]:
    """All presences of the chunk's learners before the chunk is written."""
    ids = set().union(*present)
    return queries.presences_of(ids, network_id=work.network.pk, parents=work.parents) if ids else {}


def _count_people(
    work: Work, fresh: Sequence[Fresh], present: Sequence[set[int]], *, before: dict[int, list[counting.Presence]]
) -> None:
    """Add the sessions at which learners were named to the sums, and each learner once wherever they count."""
    after = {learner: list(before.get(learner, ())) for learners in present for learner in learners}
    for one, learners in zip(fresh, present, strict=True):
        if not one.has_people:
            continue
        sum_up(work, one, sorted(learners))
        day, scopes = one.entry.happened_on, (*one.scopes, ("champion", one.leader))
        presence = counting.Presence(day, one.entry.provenance, scopes)
        for learner in learners:
            after[learner].append(presence)
            work.seen[learner] = max(day, work.seen.get(learner, day))
    lives = counting.Lives(before=before, after=after)
    work.people = add(work.people, counting.delta(removed=[], added=[], lives=lives))


def by_day(days: Mapping[Thing, date]) -> dict[date, list[Thing]]:
    """The things of each day."""
    found: dict[date, list[Thing]] = defaultdict(list)
    for thing, day in days.items():
        found[day].append(thing)
    return found
