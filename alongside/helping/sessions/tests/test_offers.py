import uuid
from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.models import Topic
from alongside.helping.sessions.queries import offers
from alongside.helping.sessions.queries.offers import Last, Offer
from alongside.helping.sessions.rules import LogEntry
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Organisation, Project, Team
from conftest import NOW

TODAY = NOW.date()


def logged(champion, *codes, on=TODAY, **details):
    told = LogEntry(key=uuid.uuid4(), happened_on=on, new_codes={code: uuid.uuid4() for code in codes}, **details)
    return actions.log(champion, told, by=champion.member, now=NOW).session


def test_offer_for_puts_the_last_choices_first_and_asks_once(network, bea):
    libraries = Organisation.objects.create(network=network, name="Libraries")
    armley, bramley, central, closed = (
        Team.objects.create(network=network, organisation=libraries, name=name)
        for name in ("Armley", "Bramley", "Central", "Closed")
    )
    Team.objects.filter(pk=closed.pk).update(closed_on=TODAY)
    bea.team = armley
    bea.save(update_fields=["team"])
    bea.places.add(central, closed)
    gwen = champions.enrol(network, name="Gwen", started_on=TODAY, now=NOW, details={"team": armley})
    runs = Project.objects.create(network=network, name="Runs", starts_on=date(2026, 1, 1))
    Project.objects.create(network=network, name="Ended", starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    topics = [topic.pk for topic in Topic.objects.filter(network=network)]
    logged(bea, "Heron", on=TODAY - timedelta(days=9), team=armley.pk, topics=(topics[0],))
    logged(
        bea,
        "Teapot",
        minutes=45,
        how="phone",
        team=bramley.pk,
        topics=(topics[5],),
        projects=(runs.pk,),
        note="Not told",
    )
    heron, teapot = (Learner.objects.get(code=code).pk for code in ("Heron", "Teapot"))

    with CaptureQueriesContext(connection) as asked:
        offer = queries.offer_for(bea, today=TODAY)

    assert len(asked) == 1
    assert offer == Offer(
        people=((teapot, "Teapot"), (heron, "Heron")),
        topics=offer.topics,
        places=((bramley.pk, "Bramley"), (armley.pk, "Armley"), (central.pk, "Central")),
        colleagues=((gwen.pk, "Gwen"),),
        projects=((runs.pk, "Runs", date(2026, 1, 1), None),),
        last=Last(team=bramley.pk, minutes=45, how="phone", topics=(topics[5],), projects=(runs.pk,)),
    )
    assert [pk for pk, _name in offer.topics] == [topics[5], *topics[:5], *topics[6:]]


def test_offer_for_names_the_same_colleagues_on_both_databases(network, bea):
    libraries = Organisation.objects.create(network=network, name="Libraries")
    bea.team = Team.objects.create(network=network, organisation=libraries, name="Armley")
    bea.save(update_fields=["team"])
    first = [f"{name} {number}" for number in range(9) for name in ("Ann", "ann")]
    for name in ("élan", "Éva", "Zoe", *first):
        champions.enrol(network, name=name, started_on=TODAY, now=NOW, details={"team": bea.team})

    offered = [name for _pk, name in queries.offer_for(bea, today=TODAY).colleagues]

    assert offered == [*sorted(first, key=lambda name: (name[-1], name[0] == "a")), "Zoe", "Éva"]


def test_offer_for_begins_with_the_own_place_before_there_is_a_session(network, bea):
    assert queries.offer_for(bea, today=TODAY).last == Last(team=None)
    assert queries.offer_for(bea, today=TODAY).people == ()


def test_offer_for_begins_with_the_own_place_after_a_session_that_named_none(network, bea):
    libraries = Organisation.objects.create(network=network, name="Leeds Libraries")
    armley = Team.objects.create(network=network, organisation=libraries, name="Armley")
    bea.team = armley
    bea.save()
    logged(bea, "Heron", minutes=30)

    last = queries.offer_for(bea, today=TODAY).last

    assert (last.team, last.minutes) == (armley.pk, 30)


def test_offer_for_speaks_the_language_of_the_page(network, bea):
    with override("cy"):
        names = [name for _pk, name in queries.offer_for(bea, today=TODAY).topics]

    assert names[0] == "Magu diddordeb"


def test_offer_for_leaves_other_peoples_learners_and_withdrawn_sessions_out(network, bea):
    gwen = champions.enrol(network, name="Gwen", started_on=TODAY, now=NOW)
    actions.log(
        gwen, LogEntry(key=uuid.uuid4(), happened_on=TODAY, new_codes={"Robin": uuid.uuid4()}), by=None, now=NOW
    )
    actions.withdraw(logged(bea, "Heron", minutes=60), by=bea.member, now=NOW)

    offer = queries.offer_for(bea, today=TODAY)

    assert [code for _pk, code in offer.people] == ["Heron"]
    assert offer.last.minutes is None


def test_places_to_keep_are_the_open_ones_with_the_own_organisation_first(network, other_network, bea, monkeypatch):
    libraries = Organisation.objects.create(network=network, name="Libraries")
    housing = Organisation.objects.create(network=network, name="Housing")
    elsewhere = Organisation.objects.create(network=other_network, name="Elsewhere")
    for organisation, name in (
        (housing, "Abbey"),
        (libraries, "Zetland"),
        (housing, "Beeston"),
        (elsewhere, "Cardiff"),
    ):
        Team.objects.create(network=organisation.network, organisation=organisation, name=name)
    Team.objects.create(network=network, organisation=libraries, name="Closed", closed_on=TODAY)
    bea.team = Team.objects.create(network=network, organisation=libraries, name="Armley")

    with CaptureQueriesContext(connection) as asked:
        kept = queries.places_to_keep(bea)
    monkeypatch.setattr(offers, "MOST_KEPT", 3)

    assert len(asked) == 1
    assert [name for _pk, name in kept] == ["Armley", "Zetland", "Abbey", "Beeston"]
    assert [name for _pk, name in queries.places_to_keep(bea)] == ["Armley", "Zetland", "Abbey"]


def test_places_to_keep_for_a_champion_without_a_team(network, bea):
    housing = Organisation.objects.create(network=network, name="Housing")
    Team.objects.create(network=network, organisation=housing, name="Abbey")

    assert [name for _pk, name in queries.places_to_keep(bea)] == ["Abbey"]
