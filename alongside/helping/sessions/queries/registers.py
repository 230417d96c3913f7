"""What the register of a drop-in shows."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from alongside.helping.learners.models import Learner
from alongside.helping.sessions.models import Attendance, Helper, Session
from alongside.helping.sessions.queries.offers import FEWEST_LETTERS, MOST_FOUND, topics_offered
from alongside.helping.sessions.queries.seen import sessions_seen_by
from alongside.kit.names import alphabetical
from alongside.kit.safety import searchable
from alongside.people.champions import queries as champions
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


def looks_after(member: Member, champion: Champion) -> bool:
    """Whether the champion is within the member's oversight."""
    oversight = networks.oversight_of(member)
    return bool(oversight) and champions.champions_seen_by(member).filter(pk=champion.pk).exists()


def leaders_at(team: Team | None, member: Member, *, words: str = "") -> list[tuple[int, str]]:
    """The champions looked after by the member who may have led a drop-in: those of the place, and those searched for."""
    wanted, words = Q(team=team) if team else Q(pk__in=[]), searchable(words)
    if len(words) >= FEWEST_LETTERS:
        wanted |= Q(name__istartswith=words) | Q(name__icontains=f" {words}")
    seen = champions.champions_seen_by(member).filter(wanted, left_on__isnull=True)
    return list(seen.order_by(alphabetical("name"), "pk").values_list("pk", "name")[:MOST_FOUND])


def known_at(register: Session, champion: Champion | None) -> list[Known]:
    """Who may come again and is not here yet: people of this place's registers of late, then the champion's own."""
    here = Attendance.objects.filter(session=register).values("learner_id")
    lately = Attendance.objects.filter(
        session__team=register.team_id,
        session__is_register=True,
        session__happened_on__gte=register.happened_on - LATELY,
    )
    people = Learner.objects.filter(
        Q(pk__in=lately.values("learner_id")) | Q(champion_id=champion.pk if champion else 0), hidden_at__isnull=True
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


def helpers_at(register: Session, champion: Champion | None, *, words: str = "") -> list[tuple[int, str]]:
    """The champion who asks, those of the register, the colleagues of its place, and those searched for; who asks stands first."""
    here, words = Helper.objects.filter(session=register).values("champion_id"), searchable(words)
    wanted = Q(pk__in=here) | Q(team_id=register.team_id or 0, left_on__isnull=True)
    if len(words) >= FEWEST_LETTERS:
        wanted |= Q(name__istartswith=words, left_on__isnull=True)
    others = Champion.objects.filter(wanted, network_id=register.network_id).exclude(pk=champion.pk if champion else 0)
    found = list(others.order_by(alphabetical("name"), "pk").values_list("pk", "name")[:MOST_KNOWN])
    return [(champion.pk, champion.name), *found] if champion else found


def present_champions(register: Session) -> list[tuple[int, str]]:
    """The champions on the register."""
    rows = Champion.objects.filter(pk__in=Helper.objects.filter(session=register).values("champion_id"))
    return list(rows.order_by(alphabetical("name"), "pk").values_list("pk", "name"))


def topics_at(register: Session) -> list[tuple[int, str]]:
    """The topics offered, those most people on the register and on earlier ones of its place came for first."""
    rows = Attendance.objects.filter(session__team=register.team_id, session__is_register=True, topic__isnull=False)
    lately = rows.filter(session__happened_on__gte=register.happened_on - LATELY)
    often = dict(lately.values_list("topic_id").annotate(Count("pk")).order_by())
    topics = sorted(topics_offered(register.network), key=lambda topic: -often.get(topic.pk, 0))
    return [(topic.pk, str(topic)) for topic in topics]
