"""Counting what is done, and refusing what is too much."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.crypto import salted_hmac

from alongside.kit.limits.models import Count

EXACT = 100
"""So many moments are kept as they are; where a limit allows more, they are rounded up to a hundredth of its time."""


class Limit(NamedTuple):
    """At most so many in any stretch of that length."""

    most: int
    per: timedelta


@transaction.atomic
def allow(key: str, *limits: Limit, now: datetime) -> bool:
    """Whether it may be done once more under all of the limits; it is then counted. What is refused is not.

    Whoever asks at the same moment waits for the answer. Inside a transaction that is rolled back nothing was counted.
    """
    longest = max(limit.per for limit in limits)
    row = held(key, now=now)
    done = [(moment, times) for moment, times in row.done if moment > (now - longest).timestamp()]
    if any(counted(done, since=now - limit.per) >= limit.most for limit in limits):
        return False
    row.done, row.ends_at = added(done, kept_as(now, limits)), now + longest
    row.save(update_fields=["done", "ends_at"])
    return True


@transaction.atomic
def give_back(key: str, *, at: datetime, now: datetime) -> None:
    """As if it had not been done at that moment: a right password, for instance, is no guess."""
    row = held(key, now=now)
    for place, (moment, times) in enumerate(row.done):
        if moment >= at.timestamp():
            row.done[place : place + 1] = [(moment, times - 1)] if times > 1 else []
            row.save(update_fields=["done"])
            return


def forget_ended(*, now: datetime) -> None:
    """Drop what no limit looks at any more."""
    Count.objects.filter(ends_at__lte=now).delete()


def held(key: str, *, now: datetime) -> Count:
    """The row of that key, made when there is none, and locked until the transaction ends."""
    rows = Count.objects.select_for_update().filter(pk=hashed(key))
    row = rows.first()
    if row is None:  # whoever makes it at the same moment makes the same one
        Count.objects.bulk_create([Count(key=hashed(key), ends_at=now)], ignore_conflicts=True)
        row = rows.get()
    return row


def counted(done: Sequence[tuple[float, int]], *, since: datetime) -> int:
    """How often it was done after that moment."""
    return sum(times for moment, times in done if moment > since.timestamp())


def kept_as(now: datetime, limits: Sequence[Limit]) -> float:
    """The moment as it is kept: never before it was, so that no stretch of time sees more than its limit allows."""
    steps = [limit.per / EXACT for limit in limits if limit.most > EXACT]
    if not steps:
        return now.timestamp()
    step = min(steps).total_seconds()
    return math.ceil(now.timestamp() / step) * step


def added(done: list[tuple[float, int]], moment: float) -> list[tuple[float, int]]:
    """What was done, and once more at that moment."""
    times = dict(done)
    times[moment] = times.get(moment, 0) + 1
    return sorted(times.items())


def hashed(key: str) -> str:
    """The key as it is kept, so that no address of a person stands in the table."""
    return salted_hmac("alongside.limits", key, algorithm="sha256").hexdigest()
