from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Max

from alongside.helping.figures.models import Figure
from alongside.helping.learners import queries as learners
from alongside.helping.learners.models import Learner
from alongside.helping.sessions.models import Attendance, Practice, Session
from alongside.helping.sessions.queries.people import progress_of
from alongside.helping.sessions.queries.recounting import wrong_figures
from alongside.learning.skills import queries as skills
from alongside.overview.demo import actions, queries, rules
from alongside.overview.demo.actions import writing
from alongside.overview.home.queries.champion import steps_of
from alongside.people.champions import queries as champions
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Network

NOW = datetime(2026, 11, 19, 10, 30, tzinfo=UTC)
TINY = replace(rules.SCALES["small"], champions=12, learners=60, organisations=9, teams=10, groups=2, months=6)


@pytest.fixture
def demo(db: None) -> Network:
    return actions.make_demo(TINY, seed=1, now=NOW)


def test_make_demo_has_as_many_as_the_scale_says(demo: Network):
    assert (demo.champions.count(), demo.learners.count()) == (12, 60)
    assert (demo.organisations.count(), demo.teams.count(), demo.groups.count()) == (9, 10, 2)


def test_make_demo_keeps_figures_as_sessions_do(demo: Network):
    figure = Figure.objects.get(network=demo, scope="network", period="all")

    assert figure.sessions == demo.sessions.count()
    assert figure.people == demo.learners.count()


def test_make_demo_welcomes_the_cast(demo: Network):
    assert [str(member) for member in queries.cast()] == ["Ama", "Cai", "Bea", "Eve"]
    ama, cai, bea, eve = queries.cast()

    record = champions.champion_of(bea)
    assert record
    assert {learner.code for learner in learners.people_of(record)} == {"Heron", "Bluebell", "Mrs K", "Teapot"}
    assert {session.recorded_by for session in record.led_sessions.all()} == {bea}
    assert champions.champions_seen_by(ama).count() == 12
    assert champions.champions_seen_by(cai).filter(pk=record.pk).exists()
    assert 1 < champions.champions_seen_by(cai).count() < 12
    assert champions.champions_seen_by(eve).count() == rules.NEIGHBOUR.champions


def test_make_demo_shows_what_the_people_of_bea_can_do(demo: Network):
    bea = Champion.objects.get(network=demo, name="Bea")

    steps = steps_of(bea, today=NOW.date())

    assert steps
    assert (steps.learner.code, steps.done, steps.total, steps.before) == ("Heron", 4, 8, 0)
    assert len(steps.latest) == 3
    learnt = {one.code: progress_of(one, today=NOW.date()) for one in learners.people_of(bea)}
    assert {code: len(told.tasks) for code, told in learnt.items()} == {
        "Heron": 6,
        "Bluebell": 4,
        "Mrs K": 3,
        "Teapot": 5,
    }
    assert {need for session in bea.led_sessions.all() for need in session.needs} == {"device", "data", "access"}


def test_make_demo_shows_what_was_practised_reached_and_lacked(demo: Network):
    practised = Practice.objects.filter(session__network=demo, session__champion__member__isnull=True)

    levels = Counter(practised.values_list("level", flat=True))

    assert set(Practice.objects.values_list("task", flat=True)) <= set(skills.tasks())
    assert set(levels) == {"tried", "helped", "alone"}
    assert min(levels.values()) > 3
    assert Session.objects.filter(network=demo, champion__member__isnull=True).exclude(needs=[]).exists()


def test_make_demo_gives_every_network_a_past_of_its_own(demo: Network):
    counts = Counter(Session.objects.values_list("network__slug", flat=True))

    assert counts["demo"] > 100
    assert counts["cardiff-demo"] > 20


def test_make_demo_writes_a_past_in_bulk_that_the_figures_equal(db: None):
    told: list[int] = []
    scopes: list[str] = []

    network = actions.make_demo(replace(TINY, sessions=700), seed=1, now=NOW, tell=told.append, counted=scopes.append)

    figure = Figure.objects.get(network=network, scope="network", period="all")
    own = Session.objects.filter(champion__member__isnull=False, network=network).count()
    assert figure.sessions == network.sessions.count() == 700 + own
    assert sum(told) > 700
    assert len(scopes) == 7
    assert list(wrong_figures(network.pk)) == []


def test_a_past_in_bulk_has_all_that_logging_leaves(db: None):
    network = actions.make_demo(replace(TINY, sessions=700), seed=1, now=NOW)
    bulk = Session.objects.filter(network=network, champion__member__isnull=True)

    assert not bulk.exclude(helpers__champion=F("champion")).exists()
    for relation in ("attendances", "topics", "projects", "practices"):
        assert bulk.filter(**{f"{relation}__isnull": False}).exists(), relation
    assert bulk.filter(team__isnull=False).exclude(organisation=F("team__organisation")).count() == 0
    seen = Learner.objects.filter(network=network).annotate(latest=Max("attendances__session__happened_on"))
    assert seen.exclude(last_on=F("latest")).count() == 0
    assert not Attendance.objects.filter(session__in=bulk).exclude(learner__champion=F("champion")).exists()


def test_a_past_in_bulk_keeps_the_indexes(db: None):
    def indexes() -> set[str]:
        with connection.cursor() as cursor:
            return {
                name
                for model in writing.TABLES
                for name in connection.introspection.get_constraints(cursor, model._meta.db_table)
            }

    before = indexes()

    actions.make_demo(replace(TINY, sessions=100), seed=1, now=NOW)

    assert indexes() == before
    assert "session_newest" in before


def test_demo_makes_a_part_of_a_scale(db: None, capsys):
    call_command("demo", scale="national", share=0.0001)

    network = Network.objects.get(slug="demo")
    assert network.champions.count() == 12
    assert network.sessions.filter(champion__member__isnull=True).count() == 1_000
    assert "1,0" in capsys.readouterr().out


@pytest.mark.parametrize("share", ["0", "1.5", "-1", "much"])
def test_demo_refuses_a_share_that_is_none(share: str):
    with pytest.raises(CommandError, match="share"):
        call_command("demo", "--share", share)


def test_demo_refuses_to_be_made_twice(demo: Network):
    with pytest.raises(CommandError, match="There is a network “demo” already"):
        call_command("demo", scale="small")


def test_network_makes_an_empty_one_with_topics(db: None, capsys):
    call_command("network", "leeds", name="Leeds Digital Champions")

    network = Network.objects.get(slug="leeds")
    assert (network.name, network.is_demo) == ("Leeds Digital Champions", False)
    assert network.topics.count() == 8
    assert "/n/leeds/" in capsys.readouterr().out
    with pytest.raises(CommandError, match="There is a network “leeds” already"):
        call_command("network", "leeds", name="Other")


@pytest.mark.parametrize("slug", ["Leeds", "two words", "x" * 41, "-"])
def test_network_wants_a_short_plain_name_in_the_address(db: None, slug: str):
    with pytest.raises(CommandError):
        call_command("network", slug, name="Leeds")
    assert not Network.objects.exists()


def test_network_gives_it_a_coordinator(db: None, capsys):
    call_command("network", "leeds", name="Leeds Digital Champions", coordinator="ama.owen@example.org")
    call_command("network", "leeds", coordinator="Bea@example.org")

    members = Network.objects.get(slug="leeds").members.all()
    assert [(member.name, member.roles.get().kind) for member in members] == [
        ("Ama Owen", "coordinator"),
        ("Bea", "coordinator"),
    ]
    assert "alongside sign-in-link ama.owen@example.org" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("slug", "options", "why"),
    [
        ("leeds", {"coordinator": "ama@example.org"}, "There is no network “leeds”"),
        ("leeds", {}, "Say --name"),
        ("leeds", {"name": "Leeds", "coordinator": "ama"}, "no e-mail address"),
        ("leeds", {"name": " "}, "Give the network a name"),
    ],
)
def test_network_refuses_in_one_line(db: None, slug: str, options: dict[str, str], why: str):
    with pytest.raises(CommandError, match=why):
        call_command("network", slug, **options)
    assert not Network.objects.exists()
