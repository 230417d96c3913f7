"""Who belongs to which network, and with which roles."""

from operator import attrgetter

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.kit.prepared import Prepared, Slot, remember
from alongside.kit.tables.columns import Column, To
from alongside.kit.tables.filters import Choice, Search
from alongside.kit.tables.listing import Table
from alongside.people.accounts.models import Account
from alongside.people.networks.models import Invitation, Member, Network, Role
from alongside.people.networks.models.members import WHOLE


def role_in_words(role: Role | Invitation) -> str:
    """A role with what it reaches: Motivator (Headingley)."""
    return f"{role.get_kind_display()} ({role.bound})" if role.bound else str(role.get_kind_display())


def roles_in_words(member: Member) -> str:
    """All roles of a member, or that there is none."""
    return ", ".join(role_in_words(role) for role in member.roles.all()) or now_("No role")


MEMBERS = Table(
    name="members",
    counted=ngettext_lazy("%(counted)s person", "%(counted)s people", "count"),
    columns=(
        Column("name", _("Name"), sort="name", to=To("networks:member_detail", "member_id", attrgetter("pk"))),
        Column("roles", _("Roles"), value=roles_in_words),
        Column("joined_at", _("Since"), kind="day", sort="joined_at", falls=True),
    ),
    filters=(
        Search("q", _("Name"), fields=("name",)),
        Choice("role", _("Role"), field="roles__kind", any_label=_("All roles")),
    ),
    sort="name",
)


def membership() -> QuerySet[Member]:
    """An account's membership of the network with that slug; the slots are `slug` and `account`."""
    steps = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    has_second_step = Exists(steps.filter(user_id=OuterRef("account_id")))
    members = Member.objects.select_related("network").annotate(has_second_step=has_second_step)
    return members.filter(network__slug=Slot("slug"), account_id=Slot("account"), left_at__isnull=True)


MEMBERSHIP = Prepared(membership)
ROLES = Prepared(lambda: Role.objects.filter(member_id=Slot("member")))


def member_in(slug: str, *, account: Account) -> Member | None:
    """The account's membership of the network with that slug, with its network and roles; None when there is none.

    `has_second_step` says whether signing in asks the person for more than the mailed code.
    """
    member = next(iter(MEMBERSHIP(slug=slug, account=account.pk)), None)
    if member is not None:
        remember(member, roles=ROLES(member=member.pk))
    return member


def public_network(slug: str) -> Network | None:
    """The network of that slug when strangers may see it; None otherwise."""
    return Network.objects.filter(slug=slug, is_public=True).first()


def any_network(slug: str) -> Network | None:
    """The network of that slug, for whoever holds a link into it; None when there is none."""
    return Network.objects.filter(slug=slug).first()


def memberships_of(account: Account) -> QuerySet[Member]:
    """The networks that a person belongs to, by name."""
    members = Member.objects.filter(account=account, left_at__isnull=True)
    return members.select_related("network").order_by("network__name")


def members_seen_by(member: Member) -> QuerySet[Member]:
    """The people of the member's network who belong to it now, each once, with their accounts and roles."""
    roles = Role.objects.select_related("organisation", "team", "group").order_by("pk")
    members = Member.objects.filter(network_id=member.network_id, left_at__isnull=True).select_related("account")
    return members.prefetch_related(Prefetch("roles", roles)).distinct()


def coordinators_of(network_id: int) -> QuerySet[Member]:
    """The members who run the whole network now."""
    running = Role.objects.filter(WHOLE, kind=Role.Kind.COORDINATOR, member__network_id=network_id)
    return Member.objects.filter(pk__in=running.values("member"), left_at__isnull=True)
