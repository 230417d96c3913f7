"""What is asked about providers and about whom they vouch for."""

from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.kit.names import alphabetical
from alongside.kit.tables.columns import Column, To
from alongside.kit.tables.filters import Search
from alongside.kit.tables.listing import Table
from alongside.people.identities.models import Identity, Provider
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.models import Invitation, Member, Network


def provider_of(network: Network) -> Provider:
    """The provider of the network as it is set up; a blank one when none ever was."""
    return Provider.objects.filter(network=network).first() or Provider(network=network)


def provider_in_use(network: Network) -> Provider | None:
    """The provider with which people can sign in to the network now; None when there is none."""
    return Provider.objects.filter(network=network, is_on=True).first()


def networks_with_one() -> QuerySet[Network]:
    """The networks whose own sign-in strangers may know of, by name."""
    return Network.objects.filter(is_public=True, provider__is_on=True).order_by(alphabetical("name"), "pk")


def identity_of(provider: Provider, *, subject: str) -> Identity | None:
    """The identity that the provider calls so, with its member and their account; None when it is tied to nobody."""
    found = Identity.objects.filter(provider=provider, subject=subject)
    return found.select_related("member__account", "member__network").first()


def member_at(network: Network, *, email: str) -> Member | None:
    """Who belongs to the network and has exactly that address; None when nobody does."""
    here = Member.objects.filter(network=network, left_at__isnull=True, account__is_active=True)
    return here.select_related("account").filter(account__email=email).first()


def invitation_at(network: Network, *, email: str, now: datetime) -> Invitation | None:
    """The newest invitation into the network for exactly that address which can still be answered; None when there is none."""
    found = networks.invitations_open(network.pk, now=now).filter(email=email)
    return found.select_related("network", "organisation", "team", "group", "invited_by").first()


def is_tied(provider: Provider, member: Member) -> bool:
    """Whether the provider has a name for that member already."""
    return Identity.objects.filter(provider=provider, member=member).exists()


IDENTITIES = Table(
    name="identities",
    counted=ngettext_lazy("%(counted)s person", "%(counted)s people", "count"),
    columns=(
        Column(
            "member",
            _("Name"),
            sort="member__name",
            to=To("identities:identity_remove", "identity_id", attrgetter("pk")),
        ),
        Column("tied_at", _("Since"), kind="day", sort="tied_at", falls=True),
    ),
    filters=(Search("q", _("Name"), fields=("member__name",)),),
    sort="member",
)


def identities_seen_by(member: Member) -> QuerySet[Identity]:
    """Those for whom the provider of the member's network vouches; nobody, for who does not run all of it."""
    if not rules.is_coordinator(member):
        return Identity.objects.none()
    here = Identity.objects.filter(provider__network_id=member.network_id, member__left_at__isnull=True)
    return here.select_related("member")


def still_vouches(voucher: dict[str, Any]) -> bool:
    """Whether a session that was opened on a provider's word may go on: the tie stands, and nothing ended its generation."""
    found = Identity.objects.filter(pk=voucher["identity"], member__left_at__isnull=True)
    return found.filter(provider__is_on=True, provider__generation=voucher["generation"]).exists()
