"""The standing cast: who is in every demo, and what they have been doing."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions import queries as session_queries
from alongside.helping.sessions.rules import LogEntry
from alongside.learning.skills import queries as skills
from alongside.overview.demo import rules
from alongside.overview.demo.actions.people import join
from alongside.overview.demo.actions.places import Made
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Group, Member, Network, Role

PEOPLE = ("Heron", "Bluebell", "Mrs K", "Teapot")
STEPS: dict[str, tuple[str, ...]] = {
    "Heron": (
        "F1 helped, F2 tried",
        "F1 alone, F2 helped, F4 helped",
        "F2 alone, F4 helped, F5 tried",
        "F3 alone, F4 alone, F6 helped, F5 tried",
    ),
    "Bluebell": ("F1 alone, F3 helped", "F3 alone, F6 alone, CL2 helped"),
    "Mrs K": ("F1 tried, F2 tried", "F1 helped", "F1 helped, F2 helped", "F1 alone, F2 helped", "F2 alone, F7 tried"),
    "Teapot": ("F4 helped, F6 helped", "F4 alone, F6 alone, F7 helped, TL2 tried", "F7 alone, CL2 alone, TL2 helped"),
}
"""What each of them practised, one time after the other when they were alone with Bea: tasks of the framework, and how far."""
NEEDS = {25: ("device",), 21: ("access",), 13: ("data",)}
"""What somebody lacked, by how many weeks ago it was."""
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
    steps = {code: iter(told) for code, told in STEPS.items()}
    for week in range(WEEKS, 0, -1):
        if week % 7 == 3:
            continue
        who = who_came(week)
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{bea.network.slug} {bea.pk} {week}")
        entry = LogEntry(
            key=key,
            happened_on=today - timedelta(days=7 * week - 2),
            minutes=(30, 45, 60)[week % 3],
            new_codes={code: uuid.uuid5(key, code) for code in who},
            topics=tuple(topics[n].pk for n in TOPICS[week % len(TOPICS)]),
            team=bea.team_id,
            how="face",
            practices=practices(next(steps[who[0]], "")) if len(who) == 1 else (),
            needs=NEEDS.get(week, ()),
        )
        sessions.log(bea, entry, by=by, now=now)


def who_came(week: int) -> tuple[str, ...]:
    """Those of the four who came so many weeks ago: one alone and two together by turns."""
    if week % 2:
        return (PEOPLE[week // 2 % 4],)
    return tuple(dict.fromkeys((PEOPLE[week % 4], PEOPLE[week // 3 % 4])))


def practices(told: str) -> tuple[tuple[str, str], ...]:
    """“F1 alone, F2 tried” as tasks of the framework with how far somebody came."""
    edition = skills.framework().id
    pairs = (step.split() for step in told.split(", ") if step)
    return tuple((f"{edition}/{task}", level) for task, level in pairs)
