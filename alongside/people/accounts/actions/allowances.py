"""What may be done only so often: guesses at passwords and codes, mails to an address, asking for mails.

Kept in the database and counted under a lock, so that several processes, a restart or an empty cache change nothing (T27).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from allauth.core.internal.ratelimit import get_ip
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alongside.people.accounts.models import Allowance

HOUR = timedelta(hours=1)
LIMITS: Mapping[str, tuple[tuple[int, timedelta], ...]] = {
    "guess at an account": ((10, timedelta(minutes=5)),),
    "guess from a client": ((10, timedelta(minutes=5)),),
    "ask from a client": ((100, HOUR),),  # enough for a room full of people behind one line
    "mail": ((3, HOUR), (10, 24 * HOUR)),
}


class Guess:
    """One try at an account. It counts until it is given back because it was right."""

    def __init__(self, spent: Mapping[str, str], *, at: datetime) -> None:
        self.spent, self.at = spent, at

    def give_back(self) -> None:
        """The try was right, and does not count."""
        for what, who in self.spent.items():
            forget(what, who, at=self.at)


def guess(request: HttpRequest, *, email: str) -> Guess | None:
    """A try at the account of that address; None after ten wrong ones in five minutes, for the account or from the client."""
    now = timezone.now()
    spent = {"guess from a client": get_ip(request), "guess at an account": email}
    return Guess(spent, at=now) if all(spend(what, who, now=now) for what, who in spent.items()) else None


def ask(request: HttpRequest) -> bool:
    """Whether this client may ask for one more mail."""
    return spend("ask from a client", get_ip(request), now=timezone.now())


def stamp(address: str, *, now: datetime) -> bool:
    """Whether one more mail that somebody asked for may go to the address: three an hour, ten a day (T28). It is counted."""
    return spend("mail", address, now=now)


@transaction.atomic
def spend(what: str, who: str, *, now: datetime) -> bool:
    """Whether it may be done once more; it is then counted. Whoever asks at the same moment waits for the answer."""
    row = held(what, who)
    longest = max(span for _most, span in LIMITS[what])
    done = [moment for moment in map(datetime.fromisoformat, row.done_at) if moment > now - longest]
    is_free = all(sum(moment > now - span for moment in done) < most for most, span in LIMITS[what])
    if is_free:
        done.append(now)
    row.done_at, row.ends_at = [moment.isoformat() for moment in done], now + longest
    row.save(update_fields=["done_at", "ends_at"])
    return is_free


@transaction.atomic
def forget(what: str, who: str, *, at: datetime) -> None:
    """As if it had not been done at that moment."""
    row = held(what, who)
    if at.isoformat() in row.done_at:
        row.done_at.remove(at.isoformat())
        row.save(update_fields=["done_at"])


def held(what: str, who: str) -> Allowance:
    """The row of that allowance, locked until the transaction ends; only a keyed hash says whose it is."""
    key = salted_hmac("alongside.allowances", f"{what}:{who.strip().lower()}", algorithm="sha256").hexdigest()
    Allowance.objects.get_or_create(key=key)
    return Allowance.objects.select_for_update().get(key=key)
