"""Who belongs to which network, and with which roles."""

from operator import attrgetter

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.kit.names import alphabetical
from alongside.kit.prepared import Prepared, Slot, remember
from alongside.kit.tables.columns import Column, To
from alongside.kit.tables.filters import Choice, Search
from alongside.kit.tables.listing import Table
from alongside.people.accounts.models import Account
from alongside.people.networks import rules
from alongside.people.networks.models import Invitation, Member, Network, Role
from alongside.people.networks.models.members import WHOLE
from alongside.people.networks.queries.places import within


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
        Choice("role", _("Role"), any_label=_("All roles")),
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
    return members.select_related("network").order_by(alphabetical("network__name"))


def members_seen_by(member: Member) -> QuerySet[Member]:
    """The people whom the member coordinates, each once, with their accounts and with the roles that the member may know of.

    These are all people of the network now; for a coordinator of a part of it those with a role there, and themselves.
    """
    roles = roles_seen_by(member).select_related("organisation", "team", "group").order_by("pk")
    members = Member.objects.filter(network_id=member.network_id, left_at__isnull=True).select_related("account")
    if not rules.coverage_of(member).whole:
        members = members.filter(Q(pk=member.pk) | Q(pk__in=roles.order_by().values("member")))
    return members.prefetch_related(Prefetch("roles", roles))


def members_listed(member: Member, *, kind: str) -> QuerySet[Member]:
    """The people whom the member coordinates; those with a role of that kind when one is given."""
    members = members_seen_by(member)
    return members.filter(pk__in=roles_seen_by(member).filter(kind=kind).values("member")) if kind else members


def roles_seen_by(member: Member) -> QuerySet[Role]:
    """The roles in what the member coordinates, and their own."""
    roles = Role.objects.filter(member__network_id=member.network_id)
    coverage = rules.coverage_of(member)
    return roles if coverage.whole else roles.filter(Q(member=member) | covers(coverage))


def covers(coverage: rules.Oversight) -> Q:
    """A filter for roles and invitations within a coverage: bounded to an organisation in it, a team there, or a group of it."""
    found = within(coverage, organisation="organisation", team="team", group="group")
    return found | within(coverage, organisation="team__organisation", team="team") if coverage.organisations else found


def covered_by(member: Member) -> list[str]:
    """The names of the parts of the network that the member coordinates; none when they coordinate all of it."""
    if rules.coverage_of(member).whole:
        return []
    own = Role.objects.filter(member=member, kind=Role.Kind.COORDINATOR).select_related("organisation", "team", "group")
    return sorted((str(role.bound) for role in own), key=str.casefold)


def coordinators_of(network_id: int) -> QuerySet[Member]:
    """The members who run the whole network now."""
    running = Role.objects.filter(WHOLE, kind=Role.Kind.COORDINATOR, member__network_id=network_id)
    return Member.objects.filter(pk__in=running.values("member"), left_at__isnull=True)
