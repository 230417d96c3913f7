"""What may be done only so often: guesses at passwords and codes, mails to an address, asking for mails (T26 to T28)."""

from datetime import datetime, timedelta

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest
from django.utils import timezone

from alongside.kit.limits import actions as limits
from alongside.kit.limits.actions import Limit

HOUR = timedelta(hours=1)
GUESSES = (Limit(10, timedelta(minutes=5)),)
ASKING = (Limit(100, HOUR),)  # enough for a room full of people behind one line
MAILS = (Limit(3, HOUR), Limit(10, 24 * HOUR))
PROOFS = (Limit(3, timedelta(minutes=10)),)


class Guess:
    """One try at an account. It counts until it is given back because it was right."""

    def __init__(self, *keys: str, at: datetime) -> None:
        self.keys, self.at = keys, at

    def give_back(self) -> None:
        """The try was right, and does not count."""
        for key in self.keys:
            limits.give_back(key, at=self.at)


def guess(request: HttpRequest, *, email: str) -> Guess | None:
    """A try at the account of that address; None after ten wrong ones in five minutes, for the account or from the client."""
    now = timezone.now()
    keys = (f"guess from a client:{get_ip(request)}", f"guess at an account:{plain(email)}")
    return Guess(*keys, at=now) if all(limits.allow(key, *GUESSES, now=now, alike=True) for key in keys) else None


def ask(request: HttpRequest) -> bool:
    """Whether this client may ask for one more mail."""
    return limits.allow(f"ask from a client:{get_ip(request)}", *ASKING, now=timezone.now())


def stamp(address: str, *, now: datetime) -> bool:
    """Whether one more mail that somebody asked for may go to the address: three an hour, ten a day (T28). It is counted."""
    return limits.allow(f"mail:{plain(address)}", *MAILS, now=now, alike=True)


def try_proof(code_hash: str, *, now: datetime) -> bool:
    """Whether one more try may be made at the mailed code of that hash: three, however many are made at once."""
    return limits.allow(f"proof:{code_hash}", *PROOFS, now=now)


def plain(address: str) -> str:
    """An address however it was written."""
    return address.strip().lower()
