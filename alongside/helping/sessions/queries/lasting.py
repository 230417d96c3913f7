"""The day of the latest session of anything: needed anew when a session goes or moves."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q

from alongside.helping.figures.rules import Place
from alongside.helping.sessions.models import Attendance, Session
from alongside.people.networks import queries as networks

FIELDS = {"team": "team_id", "district": "district_id", "topic": "topics", "project": "projects"}


def last_day_of(network_id: int, place: Place) -> date | None:
    """The day of the latest session that counts towards that scope; None when there is none left."""
    sessions = Session.objects.standing().filter(wanted(place), network_id=network_id)
    return sessions.order_by("-happened_on").values_list("happened_on", flat=True).first()


def wanted(place: Place) -> Q:
    """Which sessions count towards a scope."""
    scope, scope_id = place
    if scope == "network":
        return Q()
    if scope == "champion":
        return Q(helpers__champion_id=scope_id)
    if scope == "organisation":
        return Q(organisation_id__in=networks.parts_of([scope_id]))
    return Q(**{FIELDS[scope]: scope_id})


def last_seen(learner_ids: Iterable[int]) -> dict[int, date | None]:
    """The day on which each of these learners was seen last; None for those whose sessions all went."""
    ids = list(learner_ids)
    rows = Attendance.objects.filter(learner_id__in=ids, session__withdrawn_at__isnull=True).order_by()
    seen = dict(rows.values_list("learner_id").annotate(Max("session__happened_on")))
    return {pk: seen.get(pk) for pk in ids}
