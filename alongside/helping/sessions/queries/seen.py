"""The sessions that somebody may look at."""

from django.db.models import Q, QuerySet

from alongside.helping.sessions.models import Helper, Session
from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.models import Member


def sessions_seen_by(member: Member) -> QuerySet[Session]:
    """The sessions that the member may look at, withdrawn ones among them: within their oversight, and their own."""
    oversight = rules.oversight_of(member)
    sessions = Session.objects.filter(network_id=member.network_id)
    if oversight.whole:
        return sessions
    own = Q(pk__in=Helper.objects.filter(champion__member=member).values("session_id"))
    if not oversight:
        return sessions.filter(own)
    reach = networks.within(oversight, organisation="organisation_id", team="team_id")
    if oversight.groups:
        reach |= Q(champion_id__in=Champion.objects.filter(group_id__in=oversight.groups).values("pk"))
    return sessions.filter(own | reach)
