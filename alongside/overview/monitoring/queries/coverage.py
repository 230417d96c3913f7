"""Teams that should have a champion and have none."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alongside.kit.names import alphabetical
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
    """Those of a whole network: an index holds them and no others."""
    return Team.objects.filter(network_id=network, closed_on__isnull=True, needs_champion=True, has_champion=False)


def first_named(teams: QuerySet[Team], *, most: int) -> QuerySet[Team, tuple[str, int]]:
    """The names of the first of the teams, each with how many teams there are."""
    count = Subquery(teams.order_by().values("network_id").annotate(count=Count("*")).values("count"))
    return teams.annotate(count=count).order_by(alphabetical("name"), "pk").values_list("name", "count")[:most]


NAMED = 3
FIRST_UNCOVERED = Prepared(lambda: first_named(uncovered(Slot("network")), most=NAMED))


def first_without_champion(member: Member) -> list[tuple[str, int]]:
    """The first few of the teams without a champion that the member oversees, each with how many there are in all."""
    if oversight_of(member).whole:
        return FIRST_UNCOVERED(network=member.network_id)
    return list(first_named(teams_without_champion(member), most=NAMED))


def with_past(teams: QuerySet[Team]) -> QuerySet[Team]:
    """The teams with their organisation, district and `past`: how many champions they once had."""
    left = Champion.objects.filter(team=OuterRef("pk"), left_on__isnull=False).order_by()
    past = Coalesce(Subquery(left.values("team_id").annotate(count=Count("*")).values("count")), 0)
    return teams.select_related("organisation", "district").annotate(past=past)


def inside(teams: QuerySet[Team], *, organisation: str) -> QuerySet[Team]:
    """Those of the organisation and of everything inside it; all of them when it is empty."""
    return teams.filter(organisation__in=networks.parts_of([int(organisation)])) if organisation else teams
