"""What members may do in a network, and how far they can see."""

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
    roles = [role for role in member.roles.all() if role.kind in OVERSEERS]
    bounded = [role for role in roles if role.organisation_id or role.team_id or role.group_id]
    whole = len(bounded) < len(roles)
    return Oversight(
        whole=whole,
        organisations=frozenset(role.organisation_id for role in bounded if role.organisation_id),
        teams=frozenset(role.team_id for role in bounded if role.team_id),
        groups=frozenset(role.group_id for role in bounded if role.group_id),
    )


def is_coordinator(member: Member) -> bool:
    """Whether the member runs the whole network."""
    roles = member.roles.all()
    return any(r.kind == Role.Kind.COORDINATOR and not (r.organisation_id or r.team_id or r.group_id) for r in roles)


def may_run(member: Member) -> Verdict:
    """Whether the member may change the network's settings, people and places."""
    return YES if is_coordinator(member) else no(_("Only a coordinator of the network can do this."))
