"""Deleting what has served its time."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from alongside.people.accounts.models import EmailChange, SignInLink

KEPT = timedelta(days=14)


@transaction.atomic
def forget_ended(*, now: datetime) -> None:
    """Delete sign-in links and moves to another address two weeks after they ended, and sessions that have."""
    Session.objects.filter(expire_date__lt=now).delete()
    SignInLink.objects.filter(ends_at__lte=now - KEPT).delete()
    EmailChange.objects.filter(ends_at__lte=now - KEPT).delete()
