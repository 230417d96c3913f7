"""The standing cast: who is in every demo, and what they have been doing."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions import queries as session_queries
from alongside.helping.sessions.rules import LogEntry
from alongside.overview.demo import rules
from alongside.overview.demo.actions.people import join
from alongside.overview.demo.actions.places import Made
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Group, Member, Network, Role

PEOPLE = ("Heron", "Bluebell", "Mrs K", "Teapot")
WEEKS = 26
TOPICS = ((1,), (2, 7), (4,), (3,), (2,), (7,), (5, 4))


def welcome_cast(network: Network, *, now: datetime) -> None:
    """Those of the cast who belong to the network, with the roles that reach all of it; motivators are met in their groups."""
    for part in rules.CAST:
        if part.network == network.slug:
            member = join(network, name=part.name, email=part.email, now=now)
            if part.kind != Role.Kind.MOTIVATOR:
                networks.give_role(member, kind=part.kind, now=now)


def welcome_bea(network: Network, *, group: Group, made: Made, now: datetime) -> Champion:
    """Bea's record: four people whom she has helped for half a year, most of them again and again."""
    member = Member.objects.get(network=network, account__email="bea@example.org")
    details = {
        "group": group,
        "team": made.teams[0],
        "organisation": made.teams[0].organisation,
        "district": made.teams[0].district,
        "languages": ["en", "cy"],
        "settings": ["community"],
        "hours_pledged": 6,
    }
    started = timezone.localtime(now).date() - timedelta(weeks=WEEKS)
    bea = champions.enrol(network, name="Bea", member=member, started_on=started, now=now, details=details)
    practise(bea, by=member, now=now)
    return bea


def practise(bea: Champion, *, by: Member, now: datetime) -> None:
    """A session most weeks, with one or two of the four, at her team's place."""
    topics = list(session_queries.topics_offered(bea.network))
    today = timezone.localtime(now).date()
    for week in range(WEEKS, 0, -1):
        if week % 7 == 3:
            continue
        who = dict.fromkeys((PEOPLE[week % 4], PEOPLE[week // 3 % 4]))
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{bea.network.slug} {bea.pk} {week}")
        entry = LogEntry(
            key=key,
            happened_on=today - timedelta(days=7 * week - 2),
            minutes=(30, 45, 60)[week % 3],
            new_codes={code: uuid.uuid5(key, code) for code in who},
            topics=tuple(topics[n].pk for n in TOPICS[week % len(TOPICS)]),
            team=bea.team_id,
            how="face",
        )
        sessions.log(bea, entry, by=by, now=now)
