"""Whatever people do, in whatever order: every figure equals a count from nothing."""

import uuid
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from alongside.helping.figures.models import COLUMNS, Figure
from alongside.helping.figures.rules import ALL, Lives, delta
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.models import Attendance, Session, Topic
from alongside.helping.sessions.queries.recounting import wrong_figures
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.verdict import Refused
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Network, Organisation, Project, Role, Team
from conftest import NOW, join

DAYS = [date(2025, 12, 31), date(2026, 3, 31), date(2026, 4, 1), date(2026, 11, 1), NOW.date()]
CODES = ["Heron", "Teapot", "Bluebell", "Robin"]


@dataclass
class World:
    """What a history plays in."""

    network: Network
    champions: list[Champion]
    teams: list[Team | None]
    topics: list[int]
    project: Project
    sessions: list[Session] = field(default_factory=list)


@pytest.fixture
def world(network, bea):
    county = Organisation.objects.create(network=network, name="County")
    libraries = Organisation.objects.create(network=network, name="Libraries", parent=county)
    district = District.objects.create(network=network, code="LS12")
    teams = [
        Team.objects.create(network=network, organisation=libraries, district=district, name="Armley"),
        Team.objects.create(network=network, organisation=county, name="Town hall"),
    ]
    member = join(network, "Gwen", Role.Kind.CHAMPION)
    details = {"organisation": county, "district": district}
    gwen = champions.enrol(network, name="Gwen", member=member, started_on=DAYS[0], now=NOW, details=details)
    topics = list(Topic.objects.filter(network=network).values_list("pk", flat=True)[:3])
    project = Project.objects.create(network=network, name="Home", starts_on=date(2025, 1, 1))
    return World(network, [bea, gwen], [None, *teams], topics, project)


numbers = st.integers(0, 99)
told = st.fixed_dictionaries(
    {
        "happened_on": st.sampled_from(DAYS),
        "minutes": st.sampled_from([None, 15, 60]),
        "headcount": st.sampled_from([0, 0, 7]),
        "new_codes": st.lists(st.sampled_from(CODES), unique=True, max_size=3).map(
            lambda codes: {code: uuid.uuid4() for code in codes}
        ),
        "provenance": st.sampled_from(["measured", "measured", "stated", "estimated", "imported"]),
    }
)
places = st.fixed_dictionaries(
    {"team": numbers, "topics": st.sets(numbers, max_size=2), "project": st.booleans(), "together": st.booleans()}
)
deeds = st.one_of(
    st.tuples(st.just("log"), numbers, told, places),
    st.tuples(st.just("log"), numbers, told, places),
    st.tuples(st.just("change"), numbers, told, places),
    st.tuples(st.just("withdraw"), numbers),
    st.tuples(st.just("join"), numbers, numbers),
    st.tuples(st.just("fill"), numbers, st.sampled_from(DAYS), st.lists(st.sampled_from(CODES), max_size=3), numbers),
    st.tuples(st.just("remove"), numbers),
    st.tuples(st.just("place"), numbers, numbers),
    st.tuples(st.just("visit"), numbers, numbers),
    st.tuples(st.just("go"), numbers),
    st.tuples(st.just("return"), numbers),
)


def entry(world, key, told, place):
    chosen = {
        "team": team.pk if (team := picked(world.teams, place["team"])) else None,
        "topics": tuple({picked(world.topics, number) for number in place["topics"]}),
        "projects": (world.project.pk,) if place["project"] else (),
        "champions": tuple(one.pk for one in world.champions) if place["together"] else (),
    }
    return LogEntry(key=key, **told, **chosen)


def picked(things, number):
    return things[number % len(things)]


def play(world, deed):
    """Do one thing; what the rules refuse has not happened."""
    kind, *how = deed
    try:
        with transaction.atomic():
            globals()[f"do_{kind}"](world, *how)
    except Refused:
        pass


def do_log(world, number, told, place):
    champion = picked(world.champions, number)
    made = actions.log(champion, entry(world, uuid.uuid4(), told, place), by=champion.member, now=NOW)
    world.sessions.append(made.session)


def do_change(world, number, told, place):
    if world.sessions:
        session = Session.objects.get(pk=picked(world.sessions, number).pk)
        stays = {"provenance": session.provenance}
        by = session.champion.member
        actions.change(session, entry(world, session.key, told | stays, place), version=session.version, by=by, now=NOW)


def do_withdraw(world, number):
    if world.sessions:
        session = picked(world.sessions, number)
        actions.withdraw(session, by=session.champion.member, now=NOW)


def do_join(world, first, second):
    people = list(Learner.objects.order_by("pk"))
    if people:
        kept, gone = picked(people, first), picked(people, second)
        actions.join(kept, gone, by=kept.champion.member, now=NOW)


def do_fill(world, number, day, codes, topic):
    champion = picked(world.champions, number)
    register = actions.open_register(champion, world.teams[1], on=day, minutes=60, by=champion.member, now=NOW)
    arrivals = [(None, code, picked(world.topics, topic)) for code in codes]
    actions.fill(register, champion, arrivals, by=champion.member, now=NOW)
    world.sessions.append(register)


def do_remove(world, number):
    present = list(Attendance.objects.filter(session__is_register=True).select_related("session", "learner"))
    if present:
        one = picked(present, number)
        actions.remove(one.session, one.learner, by=one.session.champion.member, now=NOW)


def do_place(world, number, team):
    champions.set_team(picked(world.champions, number), picked(world.teams, team), by=None, now=NOW)


def do_visit(world, number, team):
    champion, team = picked(world.champions, number), picked(world.teams[1:], team)
    there = champion.places.filter(pk=team.pk).exists()
    (champions.leave_place if there else champions.add_place)(champion, team, by=None, now=NOW)


def do_go(world, number):
    champions.move_on(picked(world.champions, number), on=NOW.date(), by=None, now=NOW)


def do_return(world, number):
    champions.bring_back(picked(world.champions, number), by=None, now=NOW)


def from_nothing(network):
    """Every figure that is not nought, counted from the rows in plain Python, with its latest day."""
    parents = queries.parents_in(network.pk)
    ids = list(Session.objects.filter(network=network).values_list("pk", flat=True))
    helps = [help_ for _pk, help_ in queries.helps_of(ids, network_id=network.pk, parents=parents)]
    people = Learner.objects.filter(network=network).values_list("pk", flat=True)
    lives = queries.presences_of(people, network_id=network.pk, parents=parents)
    counts = delta(removed=[], added=helps, lives=Lives(before={}, after=lives))
    days: dict[tuple[str, int], date] = {}
    for help_ in helps:
        for place in (*help_.scopes, *[("champion", pk) for pk in help_.champions]):
            days[place] = max(days.get(place, help_.happened_on), help_.happened_on)
    return {
        (*key, days.get(key[:2]) if key[2] == ALL else None): {name: count for name, count in columns.items() if count}
        for key, columns in counts.items()
    }


def kept(network):
    """The figures that are kept, those that are nought left out."""
    rows = Figure.objects.filter(network=network).values("scope", "scope_id", "period", "last_on", *COLUMNS)
    found = {
        (row["scope"], row["scope_id"], row["period"], row["last_on"]): {
            name: row[name] for name in COLUMNS if row[name]
        }
        for row in rows
    }
    return {key: columns for key, columns in found.items() if columns}


def seen(network):
    """The day on which each learner was seen last, from the rows."""
    ids = list(Learner.objects.filter(network=network).values_list("pk", flat=True))
    return queries.last_seen(ids)


def heard(network):
    """The day of each champion's latest session, from the rows."""
    helped = Session.objects.standing().filter(network=network).values_list("helpers__champion_id", "happened_on")
    days = dict.fromkeys(Champion.objects.filter(network=network).values_list("pk", flat=True))
    return {pk: max((day for one, day in helped if one == pk), default=None) for pk in days}


def served(network):
    """The ids of the teams that somebody serves or visits, from the rows."""
    here = Champion.objects.filter(network=network, left_on__isnull=True)
    return {pk for pk in (*here.values_list("team", flat=True), *here.values_list("places", flat=True)) if pk}


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(history=st.lists(deeds, min_size=1, max_size=10))
def test_figures_equal_a_count_from_nothing_after_any_history(world, history):
    with transaction.atomic():
        world.sessions.clear()
        for deed in history:
            play(world, deed)

        assert kept(world.network) == from_nothing(world.network)
        assert list(wrong_figures(world.network.pk)) == []
        assert dict(Champion.objects.values_list("pk", "last_on")) == heard(world.network)
        assert served(world.network) == set(Team.objects.filter(has_champion=True).values_list("pk", flat=True))
        assert dict(Learner.objects.values_list("pk", "last_on")) == seen(world.network)
        transaction.set_rollback(True)


def test_a_count_from_nothing_notices_a_figure_that_is_wrong(world, bea):
    actions.log(bea, LogEntry(key=uuid.uuid4(), happened_on=DAYS[0], minutes=30), by=bea.member, now=NOW)
    assert kept(world.network) == from_nothing(world.network)

    Figure.objects.filter(scope="champion", period="y2025").update(minutes=F("minutes") + 1)

    assert kept(world.network) != from_nothing(world.network)
