"""What the register of a drop-in shows."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from alongside.helping.learners.models import Learner
from alongside.helping.sessions.models import Attendance, Helper, Session
from alongside.helping.sessions.queries.offers import topics_offered
from alongside.helping.sessions.queries.seen import sessions_seen_by
from alongside.people.champions.models import Champion
from alongside.people.networks import rules as networks
from alongside.people.networks.models import Member, Team

LATELY = timedelta(days=120)
OPEN_FOR = timedelta(days=7)
MOST_KNOWN = 80


class Known(NamedTuple):
    """Somebody who may come again: the learner's id, the code, and the name of their champion where another has the same code."""

    pk: int
    code: str
    champion: str


def register_at(team: Team, *, on: date) -> Session | None:
    """The register of that place and day."""
    return Session.objects.standing().filter(team=team, happened_on=on, is_register=True).first()


def registers_open_to(member: Member, *, today: date) -> QuerySet[Session]:
    """The registers that the member may look at and fill: those of the last week for every champion and coordinator."""
    registers = Session.objects.filter(network_id=member.network_id, is_register=True).select_related(
        "team", "champion"
    )
    is_champion = Champion.objects.filter(member=member, left_on__isnull=True).exists()
    fresh = Q(happened_on__gte=today - OPEN_FOR) if is_champion or networks.is_coordinator(member) else Q(pk__in=[])
    return registers.filter(fresh | Q(pk__in=sessions_seen_by(member).values("pk")))


def present_at(register: Session) -> QuerySet[Attendance]:
    """Everybody on the register by code, each with their champion and topic."""
    rows = Attendance.objects.filter(session=register).select_related("learner", "champion", "topic")
    return rows.order_by("learner__folded", "pk")


def known_at(register: Session, champion: Champion) -> list[Known]:
    """Who may come again and is not here yet: people of this place's registers of late, then the champion's own."""
    here = Attendance.objects.filter(session=register).values("learner_id")
    lately = Attendance.objects.filter(
        session__team=register.team_id,
        session__is_register=True,
        session__happened_on__gte=register.happened_on - LATELY,
    )
    people = Learner.objects.filter(
        Q(pk__in=lately.values("learner_id")) | Q(champion=champion), hidden_at__isnull=True
    )
    rows = people.exclude(pk__in=here).order_by("-last_on", "pk").values_list("pk", "code", "folded", "champion__name")
    found = list(rows[:MOST_KNOWN])
    several = [folded for _pk, _code, folded, _name in found]
    known = [Known(pk, code, name if several.count(folded) > 1 else "") for pk, code, folded, name in found]
    return sorted(known, key=lambda one: one.code.casefold())


def may_come(register: Session, champion: Champion, ids: Iterable[int]) -> dict[int, int]:
    """Those of the ids that may be put on the register, each with the learner it stands for: known here, or a champion's own."""
    helpers = Helper.objects.filter(session=register).values("champion_id")
    lately = Attendance.objects.filter(session__team=register.team_id, session__is_register=True)
    theirs = Q(champion=champion) | Q(champion_id__in=helpers) | Q(pk__in=lately.values("learner_id"))
    rows = Learner.objects.filter(theirs, network_id=register.network_id, pk__in=list(ids))
    return {pk: joined or pk for pk, joined in rows.values_list("pk", "joined_to_id")}


def helpers_at(register: Session, champion: Champion) -> list[tuple[int, str]]:
    """The champions of the register, the one who asks first, and the colleagues of its place."""
    wanted = Q(pk__in=Helper.objects.filter(session=register).values("champion_id")) | Q(team_id=register.team_id or 0)
    others = Champion.objects.filter(wanted, network_id=register.network_id, left_on__isnull=True).exclude(
        pk=champion.pk
    )
    return [(champion.pk, champion.name), *others.order_by("name").values_list("pk", "name")[:MOST_KNOWN]]


def topics_at(register: Session) -> list[tuple[int, str]]:
    """The topics offered, those most people on the register and on earlier ones of its place came for first."""
    rows = Attendance.objects.filter(session__team=register.team_id, session__is_register=True, topic__isnull=False)
    lately = rows.filter(session__happened_on__gte=register.happened_on - LATELY)
    often = dict(lately.values_list("topic_id").annotate(Count("pk")).order_by())
    topics = sorted(topics_offered(register.network), key=lambda topic: -often.get(topic.pk, 0))
    return [(topic.pk, str(topic)) for topic in topics]
