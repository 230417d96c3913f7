"""What is asked about tokens."""

from datetime import datetime

from django.db.models import QuerySet

from alongside.kit.names import alphabetical
from alongside.people.accounts.queries import hash_of
from alongside.people.networks import rules as networks
from alongside.people.networks.models import Member
from alongside.people.tokens.models import Token


def token_of(secret: str, *, now: datetime) -> Token | None:
    """The token of that secret with its member, network and roles; None when it opens nothing any more.

    It opens nothing when it was revoked or is past its end, when its member left, or when their account is closed.
    """
    tokens = Token.objects.select_related("member__network", "member__account").prefetch_related("member__roles")
    return tokens.filter(
        secret_hash=hash_of(secret),
        revoked_at__isnull=True,
        ends_at__gt=now,
        member__left_at__isnull=True,
        member__account__is_active=True,
    ).first()


def tokens_seen_by(member: Member) -> QuerySet[Token]:
    """The tokens that the member may look at and revoke: their own; a coordinator's are all of the network."""
    tokens = Token.objects.filter(network_id=member.network_id).select_related("member")
    return tokens if networks.is_coordinator(member) else tokens.filter(member=member)


def open_tokens(member: Member, *, now: datetime) -> QuerySet[Token]:
    """Those tokens that the member may look at and that still open something, by the name of who made them."""
    tokens = tokens_seen_by(member).filter(revoked_at__isnull=True, ends_at__gt=now)
    return tokens.order_by(alphabetical("member__name"), "member_id", alphabetical("name"), "pk")
