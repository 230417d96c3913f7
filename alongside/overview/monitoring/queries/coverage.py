"""Teams that should have a champion and have none."""

from django.db.models import Count, Q, QuerySet, Window

from alongside.kit.prepared import Prepared, Slot
from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks.models import Member, Team
from alongside.people.networks.rules import oversight_of


def teams_without_champion(member: Member) -> QuerySet[Team]:
    """Open teams that the member oversees, that should have a champion, and that no present champion serves or visits."""
    reach = networks.within(oversight_of(member), organisation="organisation_id", team="pk")
    return uncovered(member.network_id).filter(reach)


def uncovered(network: int | Slot) -> QuerySet[Team]:
    """Those of a whole network."""
    present = Champion.objects.filter(network_id=network, left_on__isnull=True)
    visited = Champion.places.through.objects.filter(champion__network_id=network, champion__left_on__isnull=True)
    teams = Team.objects.filter(network_id=network, closed_on__isnull=True, needs_champion=True)
    served = present.filter(team__isnull=False).values("team_id")
    return teams.exclude(pk__in=served).exclude(pk__in=visited.values("team_id"))


def first_named(teams: QuerySet[Team], *, most: int) -> QuerySet[Team, tuple[str, int]]:
    """The names of the first of the teams, each with how many teams there are."""
    return teams.annotate(count=Window(Count("pk"))).order_by("name", "pk").values_list("name", "count")[:most]


NAMED = 3
FIRST_UNCOVERED = Prepared(lambda: first_named(uncovered(Slot("network")), most=NAMED))


def first_without_champion(member: Member) -> list[tuple[str, int]]:
    """The first few of the teams without a champion that the member oversees, each with how many there are in all."""
    if oversight_of(member).whole:
        return FIRST_UNCOVERED(network=member.network_id)
    return list(first_named(teams_without_champion(member), most=NAMED))


def with_past(teams: QuerySet[Team]) -> QuerySet[Team]:
    """The teams with their organisation, district and `past`: how many champions they once had."""
    left = Q(champions__left_on__isnull=False)
    return teams.select_related("organisation", "district").annotate(past=Count("champions", filter=left))


def inside(teams: QuerySet[Team], *, organisation: str) -> QuerySet[Team]:
    """Those of the organisation and of everything inside it; all of them when it is empty."""
    return teams.filter(organisation__in=networks.parts_of([int(organisation)])) if organisation else teams
