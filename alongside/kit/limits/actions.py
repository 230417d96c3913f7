"""Counting what is done, and refusing what is too much."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.crypto import salted_hmac

from alongside.kit.limits.models import Count

EXACT = 100
"""So many moments are kept as they are; where a limit allows more, they are rounded up to a hundredth of its time."""


class Limit(NamedTuple):
    """At most so many in any stretch of that length."""

    most: int
    per: timedelta


def allow(key: str, *limits: Limit, now: datetime, alike: bool = False) -> bool:
    """Whether it may be done once more under all of the limits; it is then counted. What is refused is not.

    However many ask at the same moment, each sees what the others did. In a transaction that is rolled back nothing was counted.
    `alike` asks and writes as much whatever the answer, and whether or not it was ever done before: for keys about somebody
    else than who asks, who could take the time else and learn that it was (T17).
    """
    longest = max(limit.per for limit in limits)
    while True:
        if alike:
            begin(key, ends_at=now + longest)
        row = kept(key)
        done = [(moment, times) for moment, times in row.done if moment > (now - longest).timestamp()]
        is_allowed = all(counted(done, since=now - limit.per) < limit.most for limit in limits)
        if not is_allowed and not alike:
            return False
        once_more = added(done, kept_as(now, limits))
        if replaced(row, done=once_more if is_allowed else done, ends_at=now + longest):
            return is_allowed


def give_back(key: str, *, at: datetime) -> None:
    """As if it had not been done at that moment: a right password, for instance, is no guess."""
    while True:
        row = kept(key)
        place = next((place for place, (moment, _times) in enumerate(row.done) if moment >= at.timestamp()), None)
        if place is None:
            return
        moment, times = row.done[place]
        rest = [*row.done[:place], *([(moment, times - 1)] if times > 1 else []), *row.done[place + 1 :]]
        if replaced(row, done=rest, ends_at=row.ends_at):
            return


def forget_ended(*, now: datetime) -> None:
    """Drop what no limit looks at any more."""
    Count.objects.filter(ends_at__lte=now).delete()


def kept(key: str) -> Count:
    """The row of that key as it stands; a new one when there is none."""
    return Count.objects.filter(pk=hashed(key)).first() or Count(key=hashed(key))


def begin(key: str, *, ends_at: datetime) -> None:
    """A row of that key, unless there is one."""
    Count.objects.bulk_create([Count(key=hashed(key), version=1, ends_at=ends_at)], ignore_conflicts=True)


def replaced(row: Count, *, done: list[tuple[float, int]], ends_at: datetime) -> bool:
    """Whether the row says that now: not when somebody else has changed it since it was read, who then has to be looked at.

    One statement without a lock held before it, so that refusing costs a look and nothing else.
    """
    if row.version == 0:
        row.ends_at = ends_at
        Count.objects.bulk_create([row], ignore_conflicts=True)
    as_read = Count.objects.filter(pk=row.pk, version=row.version)
    return bool(as_read.update(done=done, ends_at=ends_at, version=row.version + 1))


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
