"""What members may do in a network, and how far they can see."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Verdict, no
from alongside.people.networks.models import Member, Role

OVERSEERS = {Role.Kind.COORDINATOR, Role.Kind.PROJECT_LEAD, Role.Kind.MOTIVATOR}


@dataclass(frozen=True)
class Oversight:
    """How far a member sees: the whole network, or some organisations, teams and groups of it."""

    whole: bool
    organisations: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.whole or bool(self.organisations or self.teams or self.groups)


def oversight_of(member: Member) -> Oversight:
    """What the member's roles let them see of other people's work."""
    return reached_by(role for role in member.roles.all() if role.kind in OVERSEERS)


def coverage_of(member: Member) -> Oversight:
    """What the member coordinates, and so whose addresses and invitations they see: the whole network, or parts of it."""
    return reached_by(role for role in member.roles.all() if role.kind == Role.Kind.COORDINATOR)


def reached_by(roles: Iterable[Role]) -> Oversight:
    """How far the roles reach together."""
    given = list(roles)
    return Oversight(
        whole=any(not (role.organisation_id or role.team_id or role.group_id) for role in given),
        organisations=frozenset(role.organisation_id for role in given if role.organisation_id),
        teams=frozenset(role.team_id for role in given if role.team_id),
        groups=frozenset(role.group_id for role in given if role.group_id),
    )


def is_coordinator(member: Member) -> bool:
    """Whether the member runs the whole network."""
    return coverage_of(member).whole


def may_run(member: Member) -> Verdict:
    """Whether the member may change the network's settings, people and places."""
    return YES if is_coordinator(member) else no(_("Only a coordinator of the network can do this."))
