"""What a champion did last, and first."""

from datetime import date

from django.db.models import Count, Min

from alongside.helping.sessions.models import Session
from alongside.people.champions.models import Champion


def last_sessions(champion: Champion, *, most: int) -> list[Session]:
    """The latest sessions in which the champion helped, alone or beside another, each with its team and `people`: who was there."""
    sessions = Session.objects.filter(helpers__champion=champion, withdrawn_at__isnull=True)
    shown = sessions.select_related("team").annotate(people=Count("attendances")).order_by("-happened_on", "-pk")
    return list(shown[:most])


def first_day(champion: Champion) -> date | None:
    """The day of the first session in which the champion helped; None before it."""
    sessions = Session.objects.filter(helpers__champion=champion, withdrawn_at__isnull=True)
    found: date | None = sessions.aggregate(first=Min("happened_on"))["first"]
    return found
