"""Filling a network with a past."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions import queries as session_queries
from alongside.helping.sessions.queries.recounting import silent as untold
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.databases import look_again
from alongside.learning.skills import queries as skills
from alongside.overview.demo import rules
from alongside.overview.demo.actions import writing
from alongside.overview.demo.actions.cast import PEOPLE, welcome_bea, welcome_cast
from alongside.overview.demo.actions.networks import begin
from alongside.overview.demo.actions.people import make_champions, make_groups
from alongside.overview.demo.actions.places import Made, make_places
from alongside.overview.progress import actions as progress
from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks.models import Network

Tell = Callable[[int], None]
Say = Callable[[str], None]
NAMES = {rules.SLUG: "Calder Digital Champions", rules.OTHER_SLUG: "Cardiff Digital Champions"}


def silent(_count: int) -> None:
    """Tell nobody how far the work has come."""


def make_demo(scale: rules.Scale, *, seed: int, now: datetime, tell: Tell = silent, counted: Say = untold) -> Network:
    """The network `demo` with a past, and a small one beside it whose members must see nothing of it.

    A past that was written in bulk is counted after it is there for good; `counted` hears each scope of the figures.
    """
    with transaction.atomic():
        network = begin(rules.SLUG, name=NAMES[rules.SLUG], now=now, is_demo=True)
        welcome_cast(network, now=now)
        others = replace(scale, champions=scale.champions - 1, learners=scale.learners - len(PEOPLE))
        made, champions = fill(network, others, seed=seed, now=now, tell=tell)
        welcome_bea(network, group=champions[0].network.groups.order_by("pk")[0], made=made, now=now)
        other = begin(rules.OTHER_SLUG, name=NAMES[rules.OTHER_SLUG], now=now, is_demo=True)
        welcome_cast(other, now=now)
        fill(other, rules.NEIGHBOUR, seed=seed + 1, now=now, tell=tell)
    if scale.sessions:
        sessions.rebuild(network, now=now, tell=counted)
    progress.show(network, by=networks.coordinators_of(network.pk)[0], now=now)
    look_again()
    return network


def fill(
    network: Network, scale: rules.Scale, *, seed: int, now: datetime, tell: Tell = silent
) -> tuple[Made, list[Champion]]:
    """Places, champions and everything they did; the same for the same seed and day. `tell` hears of champions and sessions."""
    today = timezone.localtime(now).date()
    layout = rules.layout_of(scale, seed=seed)
    made = make_places(network, layout, now=now, today=today)
    groups = make_groups(network, motivators(scale, seed=seed), now=now)
    people = rules.people_of(scale, layout, seed=seed, today=today)
    champions = make_champions(network, people, made=made, groups=groups, now=now, tell=tell)
    choices = choices_of(network, made, champions, people)
    if scale.sessions:
        past = writing.Past(network, people, champions, choices, now, seed)
        writing.write_past(past, sessions_wanted=scale.sessions, tell=tell)
    else:
        rows = entries(rules.visits_of(people, seed=seed), champions, choices, seed=seed)
        sessions.log_all(network, rows, by=None, now=now, how="command", tell=tell)
    return made, champions


def motivators(scale: rules.Scale, *, seed: int) -> list[str]:
    """The names of those who look after the groups; Cai is the first."""
    rng = Random(f"motivators {seed}")
    return ["Cai", *[rng.choice(rules.words.GIVEN) for _ in range(scale.groups - 1)]]


def choices_of(
    network: Network, made: Made, champions: Sequence[Champion], people: Sequence[rules.Person]
) -> rules.Choices:
    """What the entries may name."""
    spans = [(project.pk, project.starts_on, project.ends_on) for project in made.projects]
    return rules.Choices(
        topics=[topic.pk for topic in session_queries.topics_offered(network)],
        own_team=[champion.team_id for champion in champions],
        teams=[team.pk for team in made.teams],
        projects=[tuple(span for n, span in enumerate(spans) if one.body % 4 == n) for one in people],
        champions=[champion.pk for champion in champions],
        tasks=tasks_in_order(),
    )


def tasks_in_order() -> list[str]:
    """What people learn, in the order in which they do: the first steps, then what each area begins with."""
    areas = skills.framework().areas
    return [task.id for area in areas for task in (area.tasks if area.is_foundation else area.tasks[:2])]


def entries(
    visits: Sequence[rules.Visit], champions: Sequence[Champion], choices: rules.Choices, *, seed: int
) -> Iterator[tuple[Champion, LogEntry]]:
    """Each visit as it is logged, one at a time."""
    rng = Random(f"entries {seed}")
    for visit in visits:
        yield champions[visit.champion], rules.entry_of(visit, choices, rng=rng)
