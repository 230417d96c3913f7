"""What is asked about places, and how far an oversight reaches."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from alongside.kit.names import alphabetical
from alongside.kit.tables.filters import matching
from alongside.people.networks import rules
from alongside.people.networks.models import District, Group, Member, Network, Organisation, Project, Role, Team
from alongside.people.networks.queries import lists

WHERE = Case(
    When(postcode="", then=F("organisation__name")),
    default=Concat("organisation__name", Value(", "), "postcode"),
)
TEAM_TOLD = Concat("name", Value(" ("), WHERE, Value(")"))
"""What `place_in_words` says of a team, for asking."""


def place_in_words(place: Organisation | Team | Group) -> str:
    """The name; that of a team with its organisation and postcode, since many are called Central Library."""
    if isinstance(place, Team):
        return f"{place} ({', '.join(part for part in (place.organisation.name, place.postcode) if part)})"
    return str(place)


def parts_of(organisation_ids: Iterable[int]) -> set[int]:
    """The ids of the organisations and of everything inside them."""
    found = set(organisation_ids)
    fresh = set(found)
    while fresh:
        fresh = set(Organisation.objects.filter(parent_id__in=fresh).values_list("pk", flat=True)) - found
        found |= fresh
    return found


def teams_seen_by(member: Member) -> QuerySet[Team]:
    """The teams of the member's network that they may look at: all of them for members of the network."""
    return Team.objects.filter(network_id=member.network_id)


def teams_listed(member: Member, *, state: str, organisation: str) -> QuerySet[Team]:
    """The teams of a list: open, closed or all, of one organisation with its parts when its id is given."""
    teams = teams_seen_by(member).select_related("organisation")
    if state in {lists.OPEN, lists.CLOSED}:
        teams = teams.filter(closed_on__isnull=state == lists.OPEN)
    return teams.filter(organisation__in=parts_of([int(organisation)])) if organisation else teams


def organisations_seen_by(member: Member) -> QuerySet[Organisation]:
    """The organisations of the member's network."""
    return Organisation.objects.filter(network_id=member.network_id)


def districts_seen_by(member: Member) -> QuerySet[District]:
    """The districts of the member's network, each with its open teams counted as `open_teams`."""
    is_open = Q(teams__closed_on__isnull=True, teams__isnull=False)
    return District.objects.filter(network_id=member.network_id).annotate(open_teams=Count("teams", filter=is_open))


def projects_seen_by(member: Member) -> QuerySet[Project]:
    """The projects of the member's network, each with its organisation."""
    return Project.objects.filter(network_id=member.network_id).select_related("organisation")


def groups_seen_by(member: Member) -> QuerySet[Group]:
    """The groups of champions that the member looks after: those of the whole network for whoever oversees all of it."""
    groups = Group.objects.filter(network_id=member.network_id)
    oversight = rules.oversight_of(member)
    return groups if oversight.whole else groups.filter(pk__in=oversight.groups)


def groups_listed(member: Member) -> QuerySet[Group]:
    """The groups that the member looks after, each with the roles of its motivators and their names."""
    motivators = (
        Role.objects.filter(kind=Role.Kind.MOTIVATOR).select_related("member").order_by(alphabetical("member__name"))
    )
    return groups_seen_by(member).prefetch_related(Prefetch("roles", queryset=motivators, to_attr="motivators"))


def motivators_of(group: Group) -> QuerySet[Role]:
    """The roles of those who look after the group, each with its member, by name."""
    return (
        Role.objects.filter(group=group, kind=Role.Kind.MOTIVATOR)
        .select_related("member")
        .order_by(alphabetical("member__name"))
    )


def could_motivate(group: Group, *, words: str) -> QuerySet[Member]:
    """The members who do not look after the group yet, by the words of their names."""
    members = Member.objects.filter(network_id=group.network_id, left_at__isnull=True)
    others = members.exclude(pk__in=motivators_of(group).order_by().values("member"))
    return others.filter(matching(words, fields=("name",))).order_by(alphabetical("name"), "pk")


def open_teams_in(network: Network) -> int:
    """How many places of the network people can go to."""
    return Team.objects.filter(network=network, closed_on__isnull=True).count()


def charge_of(member: Member | None) -> rules.Oversight:
    """What the member is in charge of, with everything inside it; the operator's command line is in charge of everything."""
    if member is None:
        return rules.EVERYTHING
    charge = rules.charge_of(member)
    return replace(charge, organisations=frozenset(parts_of(charge.organisations))) if charge.organisations else charge


def coverage_of(member: Member) -> rules.Oversight:
    """What the member coordinates, with everything inside the organisations."""
    coverage = rules.coverage_of(member)
    return replace(coverage, organisations=frozenset(parts_of(coverage.organisations)))


def within(oversight: rules.Oversight, *, organisation: str, team: str, group: str | None = None) -> Q:
    """A filter for rows within an oversight; the arguments name the fields that hold organisation, team and group."""
    if oversight.whole:
        return Q()
    found = Q(pk__in=[])
    if oversight.organisations:
        found |= Q(**{f"{organisation}__in": parts_of(oversight.organisations)})
    if oversight.teams:
        found |= Q(**{f"{team}__in": oversight.teams})
    if oversight.groups and group:
        found |= Q(**{f"{group}__in": oversight.groups})
    return found
