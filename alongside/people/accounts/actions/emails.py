"""Moving an account to another address: asked for, confirmed at the new one, told and undone at the old one (T31)."""

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from alongside.kit.history import recording as history
from alongside.kit.verdict import Refused, Verdict, insist
from alongside.people.accounts import mails, queries, rules
from alongside.people.accounts.actions.allowances import stamp
from alongside.people.accounts.models import CHAIN, Account, EmailChange

LASTS, UNDO_LASTS = timedelta(hours=24), timedelta(hours=72)


@transaction.atomic
def ask_email_change(account: Account, *, email: str, now: datetime) -> None:
    """A mail to the new address with a link that confirms it.

    Nobody learns whether that address has an account already: that is asked when the mail is about to go, and never here (T17).
    """
    email = email.strip().lower()
    insist(rules.may_move_to(account, email))
    secret = secrets.token_urlsafe(32)
    change = EmailChange.objects.create(
        account=account,
        old=account.email,
        new=email,
        secret_hash=queries.hash_of(secret),
        undo_hash=queries.hash_of(secrets.token_urlsafe(32)),
        asked_at=now,
        ends_at=now + LASTS,
    )
    history.record(history.Entry("asked for another address", account), chain=CHAIN, by=account.pk, now=now)
    if stamp(email, now=now):
        mails.confirm_address(change, secret=secret, now=now)


@transaction.atomic
def confirm_email_change(change: EmailChange, *, now: datetime) -> None:
    """The account has its new address; the old one is told, with a link that takes it back for 72 hours."""
    account = Account.objects.select_for_update().get(pk=change.account_id)
    change = EmailChange.objects.select_for_update().get(pk=change.pk)
    insist(rules.may_confirm(change, account=account, other=queries.any_account_at(change.new), now=now))
    secret = secrets.token_urlsafe(32)
    change.confirmed_at, change.undo_ends_at = now, now + UNDO_LASTS
    change.undo_hash = queries.hash_of(secret)
    change.save(update_fields=["confirmed_at", "undo_ends_at", "undo_hash"])
    move(account, to=change.new, otherwise=rules.address_is_lost())
    history.record(history.Entry("changed address", account), chain=CHAIN, by=account.pk, now=now)
    mails.address_changed(change, secret=secret, now=now)


@transaction.atomic
def undo_email_change(change: EmailChange, *, now: datetime) -> None:
    """The old address is back; every session ends, and the password and the second steps added since are gone."""
    account = Account.objects.select_for_update().get(pk=change.account_id)
    change = EmailChange.objects.select_for_update().get(pk=change.pk)
    insist(rules.may_undo(change, account=account, other=queries.any_account_at(change.old), now=now))
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    move(account, to=change.old, otherwise=rules.old_address_is_lost())
    account.set_unusable_password()  # a new mark of none: sessions are bound to it, so that all of them end
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account, created_at__gte=change.asked_at).delete()
    history.record(history.Entry("took address back", account), chain=CHAIN, by=account.pk, now=now)


def move(account: Account, *, to: str, otherwise: Verdict) -> None:
    """The address in the account and in the list that signing in looks at; refused when another account took it in this moment."""
    try:
        with transaction.atomic():
            EmailAddress.objects.filter(user=account).delete()
            EmailAddress.objects.create(user=account, email=to, verified=True, primary=True)
            account.email = to
            account.save(update_fields=["email"])
    except IntegrityError as taken:  # two accounts asked at once, and PostgreSQL showed neither the other
        raise Refused(otherwise.reason) from taken
