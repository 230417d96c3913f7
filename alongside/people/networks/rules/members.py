"""Who may come in, be given a role, and go."""

from datetime import datetime

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Verdict, no
from alongside.people.accounts.models import Account
from alongside.people.networks.models import Group, Invitation, Member, Organisation, Role, Team
from alongside.people.networks.rules.oversight import Oversight


def may_take(role: Role, *, coordinators: int) -> Verdict:
    """Whether the role may be taken from its member; `coordinators` run the whole network now."""
    if is_running(role) and coordinators < 2:
        return no(_("A network needs a coordinator. Make somebody else one first."))
    return YES


def may_go(member: Member, *, coordinators: int) -> Verdict:
    """Whether the member may leave or be removed; `coordinators` run the whole network now."""
    if any(is_running(role) for role in member.roles.all()) and coordinators < 2:
        return no(_("A network needs a coordinator. Make somebody else one first."))
    return YES


def may_hand_over(member: Member, *, by: Member) -> Verdict:
    """Whether the network may be handed to that member."""
    if member.pk == by.pk:
        return no(_("You run this network already."))
    if member.left_at is not None:
        return no(_("This person has left the network."))
    return YES


def may_accept(invitation: Invitation, *, account: Account | None, known: Account | None, now: datetime) -> Verdict:
    """Whether whoever holds the link may come in: `account` is signed in, `known` has the address of the invitation."""
    over = why_over(invitation, now=now)
    if over:
        return no(over)
    if account is None and known is not None:
        return no(_("You have an account already. Sign in first, then you can join."))
    if account is not None and account.email != invitation.email:
        return no(_("This invitation was sent to another address than the one you are signed in with."))
    return YES


def may_invite_into(coverage: Oversight, bound: Organisation | Team | Group | None) -> Verdict:
    """Whether who coordinates that much may invite somebody into the bound, None being the whole network; parts included."""
    if not coverage:
        return no(_("Only a coordinator of the network can do this."))
    within = (
        (isinstance(bound, Organisation) and bound.pk in coverage.organisations)
        or (isinstance(bound, Team) and (bound.pk in coverage.teams or bound.organisation_id in coverage.organisations))
        or (isinstance(bound, Group) and bound.pk in coverage.groups)
    )
    if coverage.whole or within:
        return YES
    return no(_("Choose an organisation, a team or a group that you coordinate."))


def may_renew(invitation: Invitation) -> Verdict:
    """Whether the invitation may be sent again, or withdrawn."""
    if invitation.accepted_at:
        return no(_("This invitation has been accepted."))
    if invitation.withdrawn_at:
        return no(_("This invitation was withdrawn. Send a new one."))
    return YES


def why_over(invitation: Invitation, *, now: datetime) -> str:
    """Why the link no longer works; empty while it does."""
    if invitation.accepted_at:
        return _("This invitation has been used. If it was by you, sign in.")
    if invitation.withdrawn_at:
        return _("This invitation was withdrawn. Ask whoever sent it.")
    if invitation.ends_at <= now:
        return _("This invitation is too old. Ask for a new one.")
    return ""


def is_running(role: Role) -> bool:
    """Whether the role runs the whole network."""
    return role.kind == Role.Kind.COORDINATOR and not (role.organisation_id or role.team_id or role.group_id)
