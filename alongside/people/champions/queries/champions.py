"""Whom a member may look at, and who helps where."""

from dataclasses import replace

from django.db.models import Q, QuerySet

from alongside.kit.names import alphabetical
from alongside.kit.prepared import Prepared, Slot
from alongside.kit.tables.filters import matching
from alongside.kit.verdict import Verdict
from alongside.people.champions import rules as champion_rules
from alongside.people.champions.models import Champion
from alongside.people.champions.rules.champions import OPERATOR, Reach
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.models import Group, Member, Network, Organisation, Role, Team


def champions_seen_by(member: Member) -> QuerySet[Champion]:
    """The champions whom the member may look at: those within their oversight, and themselves."""
    oversight = rules.oversight_of(member)
    champions = Champion.objects.filter(network_id=member.network_id)
    if oversight.whole:
        return champions
    own = Q(member=member)
    return champions.filter(
        own | networks.within(oversight, organisation="organisation_id", team="team_id", group="group_id")
    )


OWN = Prepared(
    lambda: (
        Champion.objects.filter(member_id=Slot("member"), left_on__isnull=True)
        .select_related("team")
        .order_by("pk")[:1]
    )
)


def champion_of(member: Member) -> Champion | None:
    """The member's own champion record, with its team; None for members who do not help learners."""
    return next(iter(OWN(member=member.pk)), None)


def may_begin(member: Member) -> Verdict:
    """Whether the member may begin as a champion."""
    has_role = any(role.kind == Role.Kind.CHAMPION for role in member.roles.all())
    return champion_rules.may_begin(has_role=has_role, own=Champion.objects.filter(member=member).first())


def reach_of(member: Member | None) -> Reach:
    """How far the member's rights reach, with everything inside the organisations that their roles name."""
    if member is None:
        return OPERATOR
    sight = rules.oversight_of(member)
    if sight.organisations:
        sight = replace(sight, organisations=frozenset(networks.parts_of(sight.organisations)))
    return Reach(sight=sight, charge=networks.charge_of(member), member_id=member.pk)


def is_taken(email: str, *, network: Network, but: int | None = None) -> bool:
    """Whether a champion of the network, other than the one of that id, has the address."""
    return bool(email) and Champion.objects.filter(network=network, email=email).exclude(pk=but or 0).exists()


def champions_at(team: Team, *, member: Member) -> QuerySet[Champion]:
    """The champions who help there, as their main place or another, as far as the member may look at them, by name."""
    there = champions_seen_by(member).filter(Q(team=team) | Q(places=team), left_on__isnull=True)
    return there.distinct().order_by(alphabetical("name"), "pk")


def champions_in(organisation: Organisation, *, member: Member) -> QuerySet[Champion]:
    """The champions of the organisation itself, as far as the member may look at them, by name."""
    there = champions_seen_by(member).filter(organisation=organisation, left_on__isnull=True)
    return there.select_related("team").order_by(alphabetical("name"), "pk")


def champions_of(group: Group) -> QuerySet[Champion]:
    """The champions of the group, by name."""
    return (
        Champion.objects.filter(group=group, left_on__isnull=True)
        .select_related("team")
        .order_by(alphabetical("name"), "pk")
    )


def without_group(group: Group, *, words: str, member: Member) -> QuerySet[Champion]:
    """The champions who could join the group, by the words of their names."""
    present = champions_seen_by(member).filter(left_on__isnull=True).exclude(group=group)
    return (
        present.filter(matching(words, fields=("name",)))
        .select_related("group", "team")
        .order_by(alphabetical("name"), "pk")
    )
