"""Logs of sessions: rows in, what is counted afterwards."""

from datetime import date

import pytest

from alongside.helping.figures.models import Figure
from alongside.helping.sessions.models import Session, Topic
from alongside.helping.sessions.queries import recounting
from alongside.overview.exchange.models import Kind
from alongside.overview.exchange.tests.conftest import counts
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Team
from conftest import NOW

LOG = """Session date,Volunteer,Email,No. of people,Time (mins),Topic,Venue,Type,Notes
03/03/2026,Siân Jones,sian@example.org,3-4,45,"Device basics, NHS App",Garforth,f2f,Set up a tablet
2026-03-04,SIAN JONES,,2,1 hour,messages and calls,,phone,
4 March 2026,Siân Jones,,,,,,,
"""


@pytest.fixture
def sian(network, bring_in):
    bring_in("Council,Name\nLeeds,Garforth Library\n")
    sian = champions.enrol(network, name="Siân Jones", started_on=date(2024, 1, 1), now=NOW)
    type(sian).objects.filter(pk=sian.pk).update(email="sian@example.org")
    return sian


@pytest.fixture
def bring(bring_in, sian):
    return lambda text, **options: bring_in(text, kind=Kind.SESSIONS, **options)


def test_sessions_come_in_and_are_counted_as_imported(network, bring, sian):
    run = bring(LOG)

    assert (run.state, counts(run), run.remarks) == ("done", (3, 3, 0, 0, 0), 0)
    first, second, third = Session.objects.order_by("happened_on", "pk")
    assert (first.happened_on, first.minutes, first.headcount, first.how) == (date(2026, 3, 3), 45, 3, "face")
    assert first.note == "Set up a tablet (3 to 4 people)"
    assert first.team == Team.objects.get(name="Garforth Library")
    assert {topic.name for topic in first.topics.all()} == {"Device basics", "NHS App"}
    assert (second.minutes, second.how, second.champion) == (60, "phone", sian)
    assert (third.happened_on, third.minutes, third.headcount) == (date(2026, 3, 4), None, 0)
    assert set(Session.objects.values_list("provenance", "batch")) == {("imported", run.batch)}
    figure = Figure.objects.get(network=network, scope="network", period="m2026-03")
    assert (figure.sessions, figure.sessions_imported, figure.headcount, figure.minutes) == (3, 3, 5, 105)
    assert list(recounting.wrong_figures(network.pk)) == []


def test_topics_of_their_own_are_counted_and_not_offered(network, bring):
    run = bring(LOG)

    nhs = Topic.objects.get(name="NHS App")
    assert (nhs.is_offered, nhs.slug) == (False, "nhs-app")
    assert run.extras == {"topics": ["NHS App"]}
    assert Figure.objects.get(scope="topic", scope_id=nhs.pk, period="all").sessions == 1


def test_the_same_log_twice_changes_nothing(network, bring):
    bring(LOG)
    before = list(Session.objects.values())

    run = bring(LOG)

    assert counts(run) == (3, 0, 0, 3, 0)
    assert list(Session.objects.values()) == before


def test_rows_that_say_the_same_are_as_many_sessions(network, bring):
    twice = "Date,Champion,People\n3/3/2026,Siân Jones,2\n3/3/2026,Siân Jones,2\n"
    assert counts(bring(twice)) == (2, 2, 0, 0, 0)

    assert counts(bring(twice + "3/3/2026,Siân Jones,2\n")) == (3, 1, 0, 2, 0)

    assert Session.objects.count() == 3


def test_a_longer_log_in_another_order_adds_what_is_new(network, bring):
    bring(LOG)
    head, *rows = LOG.splitlines()

    run = bring("\n".join([head, "5/3/2026,Siân Jones,,1,,,,,", *reversed(rows)]) + "\n")

    assert counts(run) == (4, 1, 0, 3, 0)


def test_hours_and_minutes_are_told_apart(network, bring):
    run = bring("Date,Champion,Hours\n3/3/2026,Siân Jones,1.5\n")
    assert (run.state, Session.objects.get().minutes) == ("done", 90)

    run = bring("Date,Champion,Duration\n4/3/2026,Siân Jones,2\n5/3/2026,Siân Jones,90\n")

    assert counts(run) == (2, 1, 0, 0, 1)
    assert "may be hours or minutes" in run.findings[0][2]


def test_a_champion_who_is_not_there_is_a_problem(network, bring):
    champions.enrol(network, name="Sian Jones", started_on=date(2024, 1, 1), now=NOW)

    run = bring("Date,Champion\n3/3/2026,Siân Jones\n3/3/2026,Nobody\n3/3/2026,\n")

    assert (run.state, counts(run)) == ("refused", (3, 0, 0, 0, 3))
    assert [found[2] for found in run.findings] == [
        "There are 2 champions called “Siân Jones”. Add the e-mail address of the one who is meant.",
        "There is no champion “Nobody” here. Bring your champions in first, or write the name as in their list.",
        "Nothing says who helped. Fill in the champion.",
    ]


def test_what_cannot_be_is_a_problem(network, bring):
    run = bring(
        "Date,Champion,People,Minutes\n"
        "31/02/2026,Siân Jones,1,10\n"
        "01/12/2026,Siân Jones,1,10\n"
        "03/03/2026,Siân Jones,lots,10\n"
        "03/03/2026,Siân Jones,1,forever\n"
    )

    assert counts(run) == (4, 0, 0, 0, 4)
    assert [tuple(found[:2]) for found in run.findings] == [(2, "Date"), (3, "Date"), (4, "People"), (5, "Minutes")]


def test_places_and_notes_that_cannot_be_kept_are_remarks(network, bring, bring_in):
    run = bring("Date,Champion,Place,Note\n3/3/2026,Siân Jones,Nowhere,his PIN is 1234\n")

    assert (run.state, run.created, run.remarks) == ("done", 1, 2)
    assert (Session.objects.get().team, Session.objects.get().note) == (None, "")


def test_a_place_of_several_is_the_champions_own(network, bring, bring_in, sian):
    bring_in("Council,Name\nYork,Garforth Library\n")
    mine = Team.objects.get(organisation__name="York")
    type(sian).objects.filter(pk=sian.pk).update(team=mine)

    bring("Date,Champion,Place\n3/3/2026,Siân Jones,Garforth Library\n")

    assert Session.objects.get().team == mine


def test_another_networks_champion_cannot_be_named(network, other_network, bring):
    champions.enrol(other_network, name="Efa Owen", started_on=date(2024, 1, 1), now=NOW)

    run = bring("Date,Champion\n3/3/2026,Efa Owen\n")

    assert run.rejected == 1
    assert not Session.objects.exists()
