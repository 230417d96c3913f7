"""Which teams have a champion: what is kept on the team itself, and what the rows say."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.people.champions.models import Champion
from alongside.people.networks.models import Team

Place = Champion.places.through


def is_served() -> Q:
    """Whether a present champion serves the team or visits it, from the rows."""
    serving = Champion.objects.filter(team=OuterRef("pk"), left_on__isnull=True)
    visiting = Place.objects.filter(team=OuterRef("pk"), champion__left_on__isnull=True)
    return Q(Exists(serving)) | Q(Exists(visiting))


def teams_told_wrong(network_id: int) -> QuerySet[Team]:
    """The teams of which something else is kept than the rows say."""
    teams = Team.objects.filter(network_id=network_id)
    return teams.filter(Q(is_served(), has_champion=False) | Q(~is_served(), has_champion=True)).order_by("pk")


def teams_of(champion_ids: list[int]) -> set[int]:
    """The ids of the teams that these champions serve or visit."""
    serving = Champion.objects.filter(pk__in=champion_ids, team__isnull=False).order_by().values_list("team_id")
    visiting = Place.objects.filter(champion__in=champion_ids).values_list("team_id")
    return {team for (team,) in serving.union(visiting)}
