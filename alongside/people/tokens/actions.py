"""What changes about tokens."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db import OperationalError, transaction

from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.accounts.queries import hash_of
from alongside.people.networks.models import Member
from alongside.people.tokens import rules
from alongside.people.tokens.models import Token

MARK = "alongside_"
"""What every secret begins with, so that programs that look for leaked secrets know one."""


@transaction.atomic
def make(member: Member, *, name: str, scopes: Sequence[str], days: int, now: datetime) -> tuple[Token, str]:
    """A new token of the member, and its secret of 256 random bits: nobody can see the secret again."""
    in_use = Token.objects.filter(member=member, revoked_at__isnull=True, ends_at__gt=now).count()
    insist(rules.may_make(has=in_use, days=days))
    secret = MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        network_id=member.network_id,
        member=member,
        name=name,
        secret_hash=hash_of(secret),
        scopes=sorted(scopes),
        made_at=now,
        ends_at=now + timedelta(days=days),
    )
    told = {"scopes": token.scopes, "ends_at": token.ends_at}
    history.record(history.Entry("made token", token, told), chain=member.network_id, by=member.pk, now=now)
    return token, secret


@transaction.atomic
def revoke(token: Token, *, by: Member, now: datetime) -> None:
    """End the token at once; one that has ended stays as it is."""
    insist(rules.may_revoke(by, token))
    ended = Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now, revoked_by=by)
    if ended:
        history.record(history.Entry("revoked token", token), chain=token.network_id, by=by.pk, now=now)


@transaction.atomic
def revoke_all(member: Member, *, by: Member | None, now: datetime) -> None:
    """End every token of a member who has left: they do not come back to life when the member does."""
    for token in Token.objects.select_for_update().filter(member=member, revoked_at__isnull=True, ends_at__gt=now):
        token.revoked_at, token.revoked_by = now, by
        token.save(update_fields=["revoked_at", "revoked_by"])
        history.record(history.Entry("revoked token", token), chain=token.network_id, by=by.pk if by else None, now=now)


def note_used(token: Token, *, today: date) -> None:
    """Keep the day of the last use: one write a day for each token, and none while the database takes none.

    A program that only reads gets its answer all the same.
    """
    if token.last_used_on == today:
        return
    with suppress(OperationalError), transaction.atomic():
        Token.objects.filter(pk=token.pk).exclude(last_used_on=today).update(last_used_on=today)
