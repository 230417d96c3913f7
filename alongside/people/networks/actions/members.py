"""Who belongs to a network, and what each may do there."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from alongside.kit.history import recording as history
from alongside.kit.verdict import YES, Verdict, insist, no
from alongside.people.accounts.models import Account
from alongside.people.networks import queries, rules
from alongside.people.networks.models import Group, Invitation, Member, Network, Organisation, Role, Team

Bound = Organisation | Team | Group


@transaction.atomic
def admit(account: Account, *, network: Network, name: str, now: datetime, by: Member | None = None) -> Member:
    """The account as a member of the network; somebody who left comes back as the same member."""
    member, is_new = Member.objects.get_or_create(
        account=account, network=network, defaults={"name": name, "joined_at": now}
    )
    if not is_new and member.left_at:
        member.left_at = None
        member.save(update_fields=["left_at"])
        is_new = True
    if is_new:
        note("admitted", member, {}, by=by, now=now)
    return member


@transaction.atomic
def give_role(
    member: Member, *, kind: Role.Kind, now: datetime, by: Member | None = None, bound: Bound | None = None
) -> Role:
    """The member with a role that reaches the whole network, or only the organisation, team or group it is bounded to."""
    insist(may_run_still(by))
    places = bounds_of(bound)
    role, is_new = Role.objects.get_or_create(
        member=member, kind=kind, **places, defaults={"given_at": now, "given_by": by}
    )
    if is_new:
        note("gave role", member, said(role), by=by, now=now)
    return role


@transaction.atomic
def take_role(role: Role, *, by: Member | None, now: datetime) -> None:
    """The member without that role; refused for the last coordinator of the network."""
    coordinators = hold(role.member.network_id)
    insist(may_run_still(by))
    insist(rules.may_take(role, coordinators=coordinators))
    note("took role", role.member, said(role), by=by, now=now)
    role.delete()


@transaction.atomic
def hand_over(member: Member, *, by: Member, now: datetime) -> None:
    """The other member runs the network, and whoever asked no longer does; there is a coordinator at every moment."""
    hold(member.network_id)
    insist(may_run_still(by))
    member = Member.objects.select_for_update().get(pk=member.pk)
    insist(rules.may_hand_over(member, by=by))
    give_role(member, kind=Role.Kind.COORDINATOR, now=now, by=by)
    for role in by.roles.filter(kind=Role.Kind.COORDINATOR):
        take_role(role, by=None, now=now)
    note("handed over", member, {"from": by.pk}, by=by, now=now)


@transaction.atomic
def dismiss(member: Member, *, by: Member | None, now: datetime) -> None:
    """The member has left the network, with every role gone and invitations to their address withdrawn; nothing opens for them.

    What else ends is in `people.champions`: their tokens, and their work as a champion; and what the settings name.
    People may go by themselves; somebody else is removed by a coordinator only. The last coordinator stays.
    """
    coordinators = hold(member.network_id)
    if by is None or by.pk != member.pk:
        insist(may_run_still(by))
    member = Member.objects.select_related("account").prefetch_related("roles").get(pk=member.pk)
    insist(rules.may_go(member, coordinators=coordinators))
    Role.objects.filter(member=member).delete()
    open_ = Invitation.objects.filter(network_id=member.network_id, email=member.account.email)
    open_.filter(accepted_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now)
    member.left_at = now
    member.save(update_fields=["left_at"])
    for name in settings.AFTER_LEAVING:
        import_string(name)(member)
    note("left" if by and by.pk == member.pk else "removed", member, {}, by=by, now=now)


def hold(network_id: int) -> int:
    """How many coordinators the network has; nobody else can change that until the transaction ends (T16)."""
    Network.objects.select_for_update().get(pk=network_id)
    return queries.coordinators_of(network_id).count()


def may_run_still(by: Member | None) -> Verdict:
    """Whether the member runs the network at this moment, whatever they did when their page was opened."""
    if by is None:
        return YES
    present = now_there(by)
    return rules.may_run(present) if present else no(_("You do not belong to this network any more."))


def may_invite_still(by: Member, bound: Bound | None) -> Verdict:
    """Whether the member may invite into the bound at this moment."""
    present = now_there(by)
    coverage = queries.coverage_of(present) if present else rules.Oversight(whole=False)
    return rules.may_invite_into(coverage, bound)


def now_there(member: Member) -> Member | None:
    """The member with the roles of this moment; None when they have left."""
    return Member.objects.prefetch_related("roles").filter(pk=member.pk, left_at__isnull=True).first()


def bounds_of(bound: Bound | None) -> dict[str, Bound | None]:
    """The bound as the fields of a role or an invitation."""
    kinds = {"organisation": Organisation, "team": Team, "group": Group}
    return {name: bound if isinstance(bound, kind) else None for name, kind in kinds.items()}


def said(role: Role) -> dict[str, object]:
    """What the history keeps of a role."""
    reach = {name: getattr(role, f"{name}_id") for name in ("organisation", "team", "group")}
    return {"role": role.kind} | {name: pk for name, pk in reach.items() if pk}


def note(verb: str, member: Member, changes: dict[str, object], *, by: Member | None, now: datetime) -> None:
    """Keep the deed in the history of the network."""
    history.record(history.Entry(verb, member, changes), chain=member.network_id, by=by.pk if by else None, now=now)
