"""Counting attempts."""

import hashlib
import hmac
import math
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils.translation import ngettext

from alongside.kit.limits.models import Count
from alongside.kit.verdict import Refused

TABLE = Count._meta.db_table
STATEMENT = f"""
    INSERT INTO {TABLE} (key, tries, ends_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN {TABLE}.ends_at <= %s THEN 1 ELSE {TABLE}.tries + 1 END,
        ends_at = CASE WHEN {TABLE}.ends_at <= %s THEN excluded.ends_at ELSE {TABLE}.ends_at END
    RETURNING tries
"""  # noqa: S608 -- a name of our own only
"""One statement, so that two attempts at the same moment are two."""


def allow(key: str, *, limit: int, per: timedelta, now: datetime) -> bool:
    """Count one attempt, and whether it is within the limit: so many in the time since the first of them.

    Call it outside of a transaction that may be rolled back, which would forget the attempt.
    """
    field = Count._meta.get_field("ends_at")
    end, moment = (field.get_db_prep_value(at, connection) for at in (now + per, now))
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [hashed(key), end, moment, moment])
        return int(cursor.fetchone()[0]) <= limit


def insist(key: str, *, limit: int, per: timedelta, now: datetime) -> None:
    """Count one attempt; refused, with the time to wait, when there were too many."""
    if allow(key, limit=limit, per=per, now=now):
        return
    ends_at = Count.objects.values_list("ends_at", flat=True).get(pk=hashed(key))
    minutes = max(1, math.ceil((ends_at - now) / timedelta(minutes=1)))
    words = ngettext(
        "That was tried too often. Try again in %(minutes)s minute.",
        "That was tried too often. Try again in %(minutes)s minutes.",
        minutes,
    )
    raise Refused(words % {"minutes": minutes})


def forgive(key: str) -> None:
    """Begin to count anew, for instance after a right password."""
    Count.objects.filter(pk=hashed(key)).delete()


def forget_ended(*, now: datetime) -> None:
    """Drop the counts whose window has ended."""
    Count.objects.filter(ends_at__lte=now).delete()


def hashed(key: str) -> str:
    """The key as it is kept, so that no address of a person stands in the table."""
    return hmac.new(settings.SECRET_KEY.encode(), key.encode(), hashlib.sha256).hexdigest()
