"""What of a network a member oversees, and its figures: the whole, one organisation or team, or several places at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from alongside.helping.figures import queries as figures
from alongside.helping.figures.models import Figure, Scope
from alongside.helping.figures.rules import Period, Place
from alongside.helping.sessions.queries import spans
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.models import Member, Team


@dataclass(frozen=True, slots=False)
class Part:
    """What somebody oversees; `place` is the scope whose kept figures are exactly those of the part, if there is one."""

    network_id: int
    oversight: rules.Oversight
    place: Place | None

    @cached_property
    def _counted(self) -> dict[str, Figure]:
        return spans.figures_within(self.network_id, oversight=self.oversight)

    def figures(self, periods: Iterable[Period]) -> list[Figure]:
        """The figures of the part in kept periods, in their order; noughts where nothing was logged."""
        wanted = list(periods)
        if self.place:
            return figures.figures_of(self.network_id, scope=self.place, periods=wanted)
        return [
            self._counted.get(one.name) or figures.nothing(self.network_id, scope=("part", 0), period=one.name)
            for one in wanted
        ]

    def figure(self, period: Period) -> Figure:
        """The figure of the part in any period."""
        if period.is_kept:
            return self.figures([period])[0]
        if self.place:
            return spans.figure_in(self.network_id, scope=self.place, period=period)
        return spans.figure_within(self.network_id, oversight=self.oversight, period=period, months=self._counted)


def part_of(member: Member) -> Part | None:
    """What the member oversees; None for members who oversee nothing."""
    oversight = rules.oversight_of(member)
    if not oversight:
        return None
    return Part(member.network_id, oversight, place_of(oversight, network_id=member.network_id))


def place_of(oversight: rules.Oversight, *, network_id: int) -> Place | None:
    """The one scope that an oversight is; None when it is a group, or several places."""
    if oversight.whole:
        return (Scope.NETWORK, network_id)
    places = [(Scope.ORGANISATION, one) for one in oversight.organisations] + [
        (Scope.TEAM, one) for one in oversight.teams
    ]
    return places[0] if len(places) == 1 and not oversight.groups else None


def ids_within(part: Part, *, by: str) -> Collection[int] | None:
    """The organisations or teams that lie within a part: None for all of them, nothing for what is not told apart by parts."""
    if part.oversight.whole:
        return None
    organisations = networks.parts_of(part.oversight.organisations)
    if by == Scope.ORGANISATION:
        return organisations
    if by == Scope.TEAM:
        teams = Team.objects.filter(network_id=part.network_id, organisation__in=organisations)
        return {*teams.values_list("pk", flat=True), *part.oversight.teams}
    return ()
