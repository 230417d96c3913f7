"""Keeping what somebody typed when their sign-in had run out, for a day."""

from collections.abc import Mapping
from datetime import datetime

from alongside.helping.sessions.models import Draft
from alongside.helping.sessions.queries.drafts import LIFETIME
from alongside.people.networks.models import Member


def keep_draft(member: Member, *, page: str, body: Mapping[str, list[str]], now: datetime) -> Draft:
    """The draft that gives the form back to that member; those older than a day go."""
    forget_old_drafts(now=now)
    return Draft.objects.create(member=member, page=page, body=dict(body), kept_at=now)


def forget_draft(draft_id: int, *, member: Member) -> None:
    """Delete a draft of the member's, since it was saved."""
    Draft.objects.filter(pk=draft_id, member=member).delete()


def forget_old_drafts(*, now: datetime) -> int:
    """Delete every draft that is older than a day; how many there were. Called daily, and whenever one is kept."""
    return Draft.objects.filter(kept_at__lt=now - LIFETIME).delete()[0]
