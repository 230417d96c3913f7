"""Who may log, change and withdraw a session."""

from django.utils.translation import gettext as _

from alongside.helping.sessions.models import Session
from alongside.kit.verdict import YES, Verdict, no
from alongside.people.champions.models import Champion
from alongside.people.networks import rules as networks
from alongside.people.networks.models import Member


def may_log(member: Member | None, champion: Champion) -> Verdict:
    """Whether the member may record help that this champion gave: their own, or as somebody who runs the network.

    No member is the operator at the command line, who may.
    """
    if member is None or champion.member_id == member.pk:
        return YES
    if networks.is_coordinator(member) and member.network_id == champion.network_id:
        return YES
    return no(_("You can log sessions of your own only."))


def may_open(member: Member | None, champion: Champion, *, looks_after: bool) -> Verdict:
    """Whether the member may open a register that this champion leads: their own, or of somebody they look after."""
    if looks_after or may_log(member, champion):
        return YES
    return no(_("Choose a champion whom you look after."))


def may_change(member: Member | None, session: Session) -> Verdict:
    """Whether the member may correct or withdraw the session: who led it, who recorded it, and coordinators.

    No member is the operator at the command line, who may.
    """
    if session.is_withdrawn:
        return no(_("This session was withdrawn. Log it again if it took place."))
    if member is None or (networks.is_coordinator(member) and member.network_id == session.network_id):
        return YES
    if member.pk in (session.champion.member_id, session.recorded_by_id):
        return YES
    return no(_("Only the champion who led this session, or a coordinator, can change it."))


def may_fill(member: Member, register: Session) -> Verdict:
    """Whether the member may add people to a register: any member of its network whom the register is open to."""
    if register.is_withdrawn:
        return no(_("This register was withdrawn. Open it again if the drop-in took place."))
    if not register.is_register or member.network_id != register.network_id:
        return no(_("This is not a register of your network."))
    return YES


def may_settle(member: Member, session: Session) -> Verdict:
    """Whether the member may choose between two versions of a session: its champion, and coordinators."""
    if session.champion.member_id == member.pk or (
        networks.is_coordinator(member) and member.network_id == session.network_id
    ):
        return YES
    return no(_("Only the champion who led this session, or a coordinator, can choose."))
