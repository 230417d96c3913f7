"""When a champion counts as new, paused or gone quiet."""

from datetime import date, timedelta

from alongside.people.champions.models import Champion

NEW_FOR = timedelta(days=30)


def is_new(champion: Champion, *, today: date) -> bool:
    """Whether the champion began within the last thirty days."""
    return champion.left_on is None and champion.started_on > today - NEW_FOR


def is_quiet(champion: Champion, *, today: date, after: int) -> bool:
    """Whether nothing was heard of a present champion, who is not paused, for longer than so many days.

    Nobody falls silent before they begin: somebody who never logged, or whose sessions are all from earlier times, counts from
    the day they began.
    """
    if champion.left_on is not None or champion.is_paused(today=today):
        return False
    return max(champion.started_on, champion.last_on or champion.started_on) < today - timedelta(days=after)
