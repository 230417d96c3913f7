"""The register of a drop-in: one session at a place on a day, filled by several champions at once without losing anybody."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.helping.learners import actions as learner_actions
from alongside.helping.learners import rules as learner_rules
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import queries, rules
from alongside.helping.sessions.actions import logging
from alongside.helping.sessions.actions.changing import locked
from alongside.helping.sessions.actions.recounting import recounted
from alongside.helping.sessions.models import Attendance, HeadCount, Helper, Practice, Session, Topic
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.history import recording as history
from alongside.kit.verdict import Refused, insist
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Team


class Arrival(NamedTuple):
    """Somebody who came: a learner known by id, or a code; and what they were helped with."""

    learner: int | None = None
    code: str = ""
    topic: int | None = None


Told = tuple[int | None, str, int | None]


def open_register(
    champion: Champion, team: Team, *, on: date, minutes: int | None, by: Member | None, now: datetime
) -> Session:
    """The register of the place on that day, made when nobody has opened it yet."""
    insist(rules.may_open(by, champion, looks_after=by is not None and queries.looks_after(by, champion)))
    how = Session.How.DROP_IN
    entry = LogEntry(key=uuid.uuid4(), happened_on=on, minutes=minutes, team=team.pk, how=how)
    insist(rules.makes_sense(entry, today=timezone.localtime(now).date()))
    found = queries.register_at(team, on=on)
    if found:
        return found
    try:
        with transaction.atomic():
            return logging.record(champion, entry, by=by, now=now, how="web", is_register=True)
    except IntegrityError:
        found = queries.register_at(team, on=on)
        if found is None:
            raise
        return found


class More(NamedTuple):
    """Who else was there: people without a code, counted once under the key of the form, and champions beside the one named."""

    key: uuid.UUID
    people: int = 0
    champions: tuple[int, ...] = ()


@transaction.atomic
def fill(
    register: Session,
    champion: Champion,
    told: Sequence[Told],
    *,
    more: More | None = None,
    by: Member,
    now: datetime,
) -> int:
    """Add everybody who is not on the register yet, as helped by that champion; how many are new on it.

    What others add at the same time stays. The same code again is the same person: on the register already, else one of the
    people of its champions, else somebody new. The same count of people without a code under one key counts once.
    """
    found, arrivals, more = locked(register), [Arrival(*one) for one in told], more or More(uuid.uuid4())
    insist(rules.may_fill(by, found))
    insist_topics(found, arrivals)
    present = dict(Attendance.objects.filter(session=found).values_list("learner__folded", "learner_id"))
    came = {pk: arrival.topic for arrival, pk in resolved(found, champion, arrivals, present=present, now=now)}
    fresh = {pk: topic for pk, topic in came.items() if pk not in set(present.values())}
    counted, beside = newly_counted(found, champion, more), helpers_to_add(found, more)
    if len(present) + len(fresh) + found.headcount + counted > rules.MOST_PEOPLE:
        raise Refused(_("A session has 500 people at most."))
    if fresh or counted or beside:
        learner_actions.lock(found.network_id, fresh)
        with recounted(found.network_id, sessions=[found.pk], learners=fresh):
            found.headcount += counted
            add(found, champion, fresh, beside=beside)
        entry = history.Entry("filled", found, {"people": len(fresh), "counted": counted, "champions": len(beside)})
        history.record(entry, chain=found.network_id, by=by.pk, now=now)
    return len(fresh) + counted


def newly_counted(register: Session, champion: Champion, more: More) -> int:
    """The people without a code whom this save adds; nought when it was saved before under the same key."""
    if not more.people:
        return 0
    told = {"session": register, "champion": champion, "people": more.people}
    _row, is_new = HeadCount.objects.get_or_create(key=more.key, defaults=told)
    return more.people if is_new else 0


def helpers_to_add(register: Session, more: More) -> list[int]:
    """The champions who were there too and are not on the register yet; refused when one is not of the network."""
    wanted = set(more.champions) - set(Helper.objects.filter(session=register).values_list("champion_id", flat=True))
    known = Champion.objects.filter(network_id=register.network_id, pk__in=wanted).count() if wanted else 0
    logging.refuse_missing(known, wanted, _("One of these champions is not in your network. Choose again."))
    return sorted(wanted)


def add(register: Session, champion: Champion, fresh: dict[int, int | None], *, beside: Iterable[int]) -> None:
    """Write the attendances, the champions among the helpers, and the topics among those of the session."""
    there = [Helper(session=register, champion_id=pk) for pk in (champion.pk, *beside)]
    Helper.objects.bulk_create(there, ignore_conflicts=True)
    Attendance.objects.bulk_create(
        [
            Attendance(session=register, learner_id=pk, champion=champion, topic_id=topic)
            for pk, topic in sorted(fresh.items())
        ]
    )
    through = Session.topics.through
    topics = sorted({topic for topic in fresh.values() if topic})
    rows = [through(session_id=register.pk, topic_id=topic) for topic in topics]
    through.objects.bulk_create(rows, ignore_conflicts=True)
    bump(register)


def bump(register: Session) -> None:
    """Another version, so that whoever corrects the session meanwhile sees that it changed."""
    register.version += 1
    register.save(update_fields=["version", "headcount"])


def insist_topics(register: Session, arrivals: Iterable[Arrival]) -> None:
    """Refuse topics that are not the network's."""
    wanted = {arrival.topic for arrival in arrivals if arrival.topic}
    known = Topic.objects.filter(network_id=register.network_id, pk__in=wanted).count()
    logging.refuse_missing(known, wanted, _("One of these topics is not in your network. Choose again."))


def resolved(
    register: Session, champion: Champion, arrivals: Sequence[Arrival], *, present: dict[str, int], now: datetime
) -> list[tuple[Arrival, int]]:
    """Each arrival with the id of its learner, new learners made."""
    codes = {learner_rules.folded(one.code): one.code for one in reversed(arrivals) if one.code}
    by_code = {code: pk for code, pk in present.items() if code in codes}
    by_code |= {code: pk for code, pk in familiar(register, champion, codes).items() if code not in by_code}
    unknown = {code: uuid.uuid4() for folded, code in codes.items() if folded not in by_code}
    for learner in learner_actions.known_or_new(champion, codes=unknown, now=now) if unknown else []:
        by_code[learner.folded] = learner.pk
    ids = queries.may_come(register, champion, [one.learner for one in arrivals if one.learner])
    found = [
        (one, ids.get(one.learner) if one.learner else by_code.get(learner_rules.folded(one.code))) for one in arrivals
    ]
    if any(pk is None for _one, pk in found):
        raise Refused(_("One of these people is not known here. Write down a code instead."))
    return [(one, pk) for one, pk in found if pk is not None]


def familiar(register: Session, champion: Champion, codes: Iterable[str]) -> dict[str, int]:
    """The people with those codes on the lists of the register's champions: the champion's own, else the only one there is."""
    helpers = {champion.pk, *Helper.objects.filter(session=register).values_list("champion_id", flat=True)}
    rows = Learner.objects.filter(champion_id__in=helpers, folded__in=list(codes))
    found: dict[str, dict[int, int]] = {}
    for pk, owner, folded, joined in rows.values_list("pk", "champion_id", "folded", "joined_to_id"):
        found.setdefault(folded, {})[owner] = joined or pk
    own = {folded: owners[champion.pk] for folded, owners in found.items() if champion.pk in owners}
    return {folded: next(iter(owners.values())) for folded, owners in found.items() if len(owners) == 1} | own


@transaction.atomic
def remove(register: Session, learner: Learner, *, by: Member, now: datetime) -> None:
    """Take somebody off the register who was put there by mistake; topics that nobody else has go with them."""
    found = locked(register)
    insist(rules.may_fill(by, found))
    learner_actions.lock(found.network_id, [learner.pk])
    with recounted(found.network_id, sessions=[found.pk], learners=[learner.pk]):
        Attendance.objects.filter(session=found, learner=learner).delete()
        Practice.objects.filter(session=found, learner=learner).delete()
        left = Attendance.objects.filter(session=found, topic__isnull=False).values("topic_id")
        Session.topics.through.objects.filter(session=found).exclude(topic_id__in=left).delete()
        bump(found)
    entry = history.Entry("removed", found, {"people": 1})
    history.record(entry, chain=found.network_id, by=by.pk, now=now)
