"""Teams that should have a champion and have none."""

from django.db.models import Count, Q, QuerySet

from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks.models import Member, Team
from alongside.people.networks.rules import oversight_of


def teams_without_champion(member: Member) -> QuerySet[Team]:
    """Open teams that the member oversees, that should have a champion, and that no present champion serves or visits."""
    network = member.network_id
    present = Champion.objects.filter(network_id=network, left_on__isnull=True)
    visited = Champion.places.through.objects.filter(champion__network_id=network, champion__left_on__isnull=True)
    teams = Team.objects.filter(network_id=network, closed_on__isnull=True, needs_champion=True)
    reach = networks.within(oversight_of(member), organisation="organisation_id", team="pk")
    served = present.filter(team__isnull=False).values("team_id")
    return teams.filter(reach).exclude(pk__in=served).exclude(pk__in=visited.values("team_id"))


def with_past(teams: QuerySet[Team]) -> QuerySet[Team]:
    """The teams with their organisation, district and `past`: how many champions they once had."""
    left = Q(champions__left_on__isnull=False)
    return teams.select_related("organisation", "district").annotate(past=Count("champions", filter=left))


def inside(teams: QuerySet[Team], *, organisation: str) -> QuerySet[Team]:
    """Those of the organisation and of everything inside it; all of them when it is empty."""
    return teams.filter(organisation__in=networks.parts_of([int(organisation)])) if organisation else teams
