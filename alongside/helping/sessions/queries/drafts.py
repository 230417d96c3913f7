"""Drafts of forms that came back after the sign-in had run out."""

from datetime import datetime, timedelta

from alongside.helping.sessions.models import Draft
from alongside.people.networks.models import Member

LIFETIME = timedelta(days=1)


def member_with(member_id: int) -> Member | None:
    """The member with that id who has not left."""
    return Member.objects.filter(pk=member_id, left_at__isnull=True).first()


def draft_of(member: Member, draft_id: int, *, page: str, now: datetime) -> Draft | None:
    """The member's draft of that page while it is not older than a day."""
    return Draft.objects.filter(pk=draft_id, member=member, page=page, kept_at__gt=now - LIFETIME).first()
