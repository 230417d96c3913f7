"""Links that sign in one account once, made by whoever operates the installation."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.accounts import queries, rules
from alongside.people.accounts.models import CHAIN, Account, SignInLink

LASTS = timedelta(minutes=10)


@transaction.atomic
def one_time_link(account: Account, *, now: datetime) -> str:
    """The full address of a page with a button that signs the account in: good for ten minutes and one use."""
    secret = secrets.token_urlsafe(32)
    link = SignInLink.objects.create(
        account=account, secret_hash=queries.hash_of(secret), made_at=now, ends_at=now + LASTS
    )
    history.record(
        history.Entry("made sign-in link", link, {"account": account.pk}), chain=CHAIN, by=None, now=now, how="command"
    )
    return settings.BASE_URL + reverse("accounts:link_use", kwargs={"secret": secret})


@transaction.atomic
def use_link(link: SignInLink, *, now: datetime) -> Account:
    """The account that the link signs in; the link is spent. Refused when it was used before or is too old."""
    insist(rules.may_use_link(link, now=now))
    spent = SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now)
    if not spent:  # somebody pressed the button at the same moment
        link.used_at = now
        insist(rules.may_use_link(link, now=now))
    history.record(history.Entry("used sign-in link", link), chain=CHAIN, by=None, now=now)
    return link.account
