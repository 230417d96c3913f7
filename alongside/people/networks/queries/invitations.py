"""Who was invited into a network."""

import hashlib
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.kit.prepared import Slot
from alongside.kit.tables.columns import Column, Tag, To
from alongside.kit.tables.filters import Choice, Search
from alongside.kit.tables.listing import Table
from alongside.people.networks import rules
from alongside.people.networks.models import Group, Invitation, Member, Network, Organisation, Team
from alongside.people.networks.queries.members import covers, role_in_words
from alongside.people.networks.queries.places import TEAM_TOLD

OPEN, ACCEPTED, ENDED, WITHDRAWN = "open", "accepted", "ended", "withdrawn"
STATES = {OPEN: _("Waiting"), ACCEPTED: _("Accepted"), ENDED: _("Too old"), WITHDRAWN: _("Withdrawn")}
LOOKS = {OPEN: "warm", ACCEPTED: "good", ENDED: "quiet", WITHDRAWN: "quiet"}


def state_tags(invitation: Invitation) -> list[Tag]:
    """How far the invitation has come, as a label."""
    state = vars(invitation)["state"]
    return [Tag(str(STATES[state]), LOOKS[state])]


INVITATIONS = Table(
    name="invitations",
    counted=ngettext_lazy("%(counted)s invitation", "%(counted)s invitations", "count"),
    columns=(
        Column(
            "email",
            _("E-mail address"),
            sort="email",
            to=To("networks:invitation_detail", "invitation_id", attrgetter("pk")),
        ),
        Column("state", _("State"), kind="tags", value=state_tags, beside=True),
        Column("name", _("Name"), sort="name"),
        Column("role", _("Role"), value=role_in_words),
        Column("invited_at", _("Sent"), kind="day", sort="invited_at", falls=True),
        Column("ends_at", _("Works until"), kind="day", sort="ends_at", falls=True),
    ),
    filters=(
        Search("q", _("Name or address"), fields=("name", "email")),
        Choice("state", _("State"), field="state", default=OPEN, any_label=_("All")),
    ),
    sort="-invited_at",
)


def hash_of(secret: str) -> str:
    """What is kept of an invitation's secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitations_seen_by(member: Member, *, now: datetime) -> QuerySet[Invitation]:
    """The invitations into what the member coordinates, the whole network or a part of it, each with its `state`."""
    state = Case(
        When(accepted_at__isnull=False, then=Value(ACCEPTED)),
        When(withdrawn_at__isnull=False, then=Value(WITHDRAWN)),
        When(ends_at__lte=now, then=Value(ENDED)),
        default=Value(OPEN),
        output_field=CharField(),
    )
    invitations = Invitation.objects.filter(network_id=member.network_id).annotate(state=state)
    coverage = rules.coverage_of(member)
    if not coverage.whole:
        invitations = invitations.filter(covers(coverage))
    return invitations.select_related("network", "organisation", "team", "group", "invited_by")


def invitations_open(network: int | Slot, *, now: datetime | Slot) -> QuerySet[Invitation]:
    """The invitations into a whole network that somebody could still answer."""
    unanswered = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return unanswered.filter(network_id=network, ends_at__gt=now)


def link_works(secret_hash: str, *, now: datetime) -> bool:
    """Whether a link with that hash still leads into a network."""
    unanswered = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return unanswered.filter(secret_hash=secret_hash, ends_at__gt=now).exists()


def invitation_held(network: Network, *, secret: str) -> Invitation | None:
    """The invitation into that network with that secret; None when there is none."""
    found = Invitation.objects.filter(network=network, secret_hash=hash_of(secret))
    return found.select_related("network", "organisation", "team", "group", "invited_by").first()


def reached(network: Network, *, reach: str, words: str) -> list[Organisation | Team | Group]:
    """The organisations, teams or groups of the network that those words name: the one called so, else all that begin so.

    A team may be told as `place_in_words` tells it as well.
    """
    kinds: dict[str, QuerySet[Any]] = {
        "organisation": Organisation.objects.annotate(told=F("name")),
        "team": Team.objects.select_related("organisation").annotate(told=TEAM_TOLD),
        "group": Group.objects.annotate(told=F("name")),
    }
    own = kinds[reach].filter(network=network)
    called_so = own.filter(Q(name__iexact=words) | Q(told__iexact=words))
    return list(called_so[:5]) or list(own.filter(told__istartswith=words)[:5])
