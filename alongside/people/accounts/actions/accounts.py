"""An account itself: opened, renamed, read in another language, given a password."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.accounts import mails, rules
from alongside.people.accounts.models import CHAIN, Account


@transaction.atomic
def open_account(email: str, *, name: str, now: datetime, language: str = "en") -> Account:
    """A new account for an address that is known to be the person's own: they have shown that they read its mail."""
    insist(rules.may_be_named(name))
    account = Account(email=email.strip().lower(), name=name, language=language, joined_at=now)
    account.set_unusable_password()
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    history.record(history.Entry("opened account", account), chain=CHAIN, by=None, now=now)
    return account


@transaction.atomic
def change_details(account: Account, *, name: str, language: str, now: datetime) -> None:
    """The account with another name, or read and written to in another language."""
    insist(rules.may_be_named(name))
    account.name, account.language = name, language
    account.save(update_fields=["name", "language"])
    history.record(history.Entry("changed account", account), chain=CHAIN, by=account.pk, now=now)


@transaction.atomic
def choose_password(account: Account, *, password: str, now: datetime) -> None:
    """The account with that password, which the form has checked; sessions elsewhere end, and the person is told by mail."""
    account.set_password(password)
    account.save(update_fields=["password"])
    history.record(history.Entry("chose password", account), chain=CHAIN, by=account.pk, now=now)
    mails.notice(account, _("The password of your account was set."), now=now)
