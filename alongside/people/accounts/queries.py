"""What is asked about accounts."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import F, Q

from alongside.people.accounts.models import Account, EmailChange, SignInLink

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def hash_of(secret: str) -> str:
    """What is kept of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def account_at(email: str) -> Account | None:
    """The account of exactly that address, capitals aside: letters that only look alike are another address (T19)."""
    return Account.objects.filter(email=as_kept(email), is_active=True).first()


def any_account_at(email: str) -> Account | None:
    """The account of exactly that address, closed ones too."""
    return Account.objects.filter(email=as_kept(email)).first()


def as_kept(email: str) -> str:
    """The address in small letters; none where one of them was no plain letter before, as the sign for kelvin is no K (T19)."""
    small = email.strip().lower()
    return "" if small.isascii() and not email.strip().isascii() else small


def link_of(secret: str) -> SignInLink | None:
    """The sign-in link with that secret, with its account; None when there is none."""
    return SignInLink.objects.select_related("account").filter(secret_hash=hash_of(secret)).first()


def change_of(secret: str) -> EmailChange | None:
    """The e-mail change whose new address holds that secret, with its account; None when there is none."""
    return EmailChange.objects.select_related("account").filter(secret_hash=hash_of(secret)).first()


def is_awaited(email: str, *, now: datetime) -> bool:
    """Whether an account waits to move to that address, which no other account has."""
    asked = EmailChange.objects.filter(new=email, confirmed_at__isnull=True, ends_at__gt=now)
    return asked.filter(account__is_active=True, account__email=F("old")).exists() and any_account_at(email) is None


def is_claimed(email: str, *, now: datetime) -> bool:
    """Whether an account can still go back to that address, or has asked to move to it: an account there would bar its way."""
    goes_back = Q(old=email, undo_ends_at__gt=now, undone_at__isnull=True)
    moves_there = Q(new=email, ends_at__gt=now, confirmed_at__isnull=True)
    return EmailChange.objects.filter(goes_back | moves_there).exists()


def undoing_of(secret: str) -> EmailChange | None:
    """The e-mail change whose old address holds that secret, with its account; None when there is none."""
    return EmailChange.objects.select_related("account").filter(undo_hash=hash_of(secret)).first()


def second_steps_of(account: Account) -> list[Authenticator]:
    """The app, passkeys and recovery codes of the account, oldest first."""
    return list(Authenticator.objects.filter(user=account).order_by("pk"))


def has_second_step(account: Account) -> bool:
    """Whether signing in asks for more than the mailed code."""
    own = Authenticator.objects.filter(user=account)
    return bool(own.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


class Device(NamedTuple):
    """A browser in which an account is signed in."""

    name: str
    ip: str
    since: datetime
    is_this: bool


def devices_of(account: Account, *, here: str | None) -> list[Device]:
    """The browsers where the account is signed in, newest first; `here` is the key of the session that asks."""
    sessions = UserSession.objects.purge_and_list(account)
    found = [Device(named(s.user_agent), s.ip, s.created_at, s.session_key == here) for s in sessions]
    return sorted(found, key=lambda device: device.since, reverse=True)


def named(user_agent: str) -> str:
    """A browser and its system as people call them: Firefox, Android; what it says itself when we do not know it."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or user_agent[:60] or "?"
