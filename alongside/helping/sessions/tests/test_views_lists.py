import csv
import io
import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.helping.figures.models import Figure
from alongside.helping.figures.rules import period_named
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.models import Session, Topic
from alongside.helping.sessions.queries import lists
from alongside.helping.sessions.rules import LogEntry
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Group, Organisation, Project, Role, Team
from conftest import NOW, join

LIST, TODAY = "/n/leeds/sessions/", NOW.date()


def logged(champion, on=TODAY, **details):
    told = LogEntry(**({"key": uuid.uuid4(), "happened_on": on, "minutes": 45} | details))
    return actions.log(champion, told, by=champion.member, now=NOW).session


@pytest.fixture
def gwen(network):
    return champions.enrol(
        network, name="Gwen", member=join(network, "Gwen", Role.Kind.CHAMPION), started_on=TODAY, now=NOW
    )


@pytest.fixture
def county(network):
    return Organisation.objects.create(network=network, name="County")


@pytest.fixture
def armley(network, county):
    libraries = Organisation.objects.create(network=network, name="Libraries", parent=county)
    return Team.objects.create(network=network, organisation=libraries, name="Armley Library")


def shown(client, **address):
    """The ids of the sessions that the list shows, and its count."""
    page = client.get(LIST, address).text
    found = [int(part.split("/")[0]) for part in page.split('href="/n/leeds/sessions/')[1:] if part[0].isdigit()]
    return found, ("Nothing matches." not in page and page.split('role="status"><b>')[1].split("<")[0])


def table_of(client):
    """The rows of the list as a file gives them."""
    answer = client.get(LIST, {"format": "csv"})
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_session_list_shows_champions_their_own_and_coordinators_all(network, ama, bea, gwen, sign_in):
    hers, theirs = logged(bea), logged(gwen)

    assert shown(sign_in(bea)) == ([hers.pk], "1 session")
    assert shown(sign_in(ama)) == ([theirs.pk, hers.pk], "2 sessions")


def test_session_list_says_who_came_to_a_champion_and_who_led_to_a_coordinator(network, ama, bea, sign_in):
    for codes in (["Heron", "Bluebell"], ["Mrs K"]):
        logged(bea, new_codes={code: uuid.uuid4() for code in codes})

    own, every = (table_of(sign_in(member)) for member in (bea, ama))

    assert [row["With"] for row in own] == ["Mrs K", "Bluebell, Heron"]
    assert [row["Champion"] for row in every] == ["Bea", "Bea"]
    assert "With" not in every[0]
    assert "Champion" not in sign_in(bea).get(LIST).text.split("<thead")[1].split("</thead>")[0]


def test_session_list_says_to_a_champion_none_of_the_learners_of_another(network, ama, bea, gwen, armley, sign_in):
    """Codes are known to one champion: also in a register of both, and after somebody corrected it."""
    register = actions.open_register(bea, armley, on=TODAY, minutes=120, by=bea.member, now=NOW)
    for champion, code in ((bea, "Heron"), (gwen, "Teapot")):
        actions.fill(register, champion, [(None, code, None)], by=champion.member, now=NOW)
    entry = queries.entry_of(Session.objects.get())
    version = Session.objects.get().version
    corrected = replace(entry, minutes=90)
    assert [[row["With"] for row in table_of(sign_in(one))] for one in (bea, gwen)] == [["Heron"], ["Teapot"]]

    actions.change(register, corrected, version=version, by=ama, now=NOW)

    assert [[row["With"] for row in table_of(sign_in(one))] for one in (bea, gwen)] == [["Heron"], ["Teapot"]]


def test_session_list_names_a_learner_by_the_code_that_others_were_joined_to(bea, sign_in):
    for code in ("Heron", "Hern"):
        logged(bea, new_codes={code: uuid.uuid4()})
    kept, gone = (Learner.objects.get(code=code) for code in ("Heron", "Hern"))

    actions.join(kept, gone, by=bea.member, now=NOW)

    assert [row["With"] for row in table_of(sign_in(bea))] == ["Heron", "Heron"]


def test_session_list_of_another_network_is_not_there(bea, eve, sign_in):
    logged(bea)
    assert sign_in(bea).get(LIST).status_code == 200

    assert sign_in(eve).get(LIST).status_code == 404


def test_session_list_narrows_by_every_scope(network, ama, bea, gwen, armley, county, sign_in):
    topic = Topic.objects.filter(network=network).first()
    project = Project.objects.create(network=network, name="Phase 1", starts_on=TODAY)
    there = logged(bea, team=armley.pk, topics=(topic.pk,), projects=(project.pk,))
    stated = logged(gwen, date(2026, 3, 31), provenance="stated")
    client = sign_in(ama)

    for scope, pk in (
        ("champion", bea.pk),
        ("team", armley.pk),
        ("organisation", county.pk),
        ("organisation", armley.organisation_id),
        ("project", project.pk),
        ("topic", topic.pk),
    ):
        assert shown(client, **{scope: pk}) == ([there.pk], "1 session"), scope
    assert shown(client, period="m2026-03") == ([stated.pk], "1 session")
    assert shown(client, period="f2026") == ([there.pk], "1 session")
    assert shown(client, period="r2026-02-2026-04") == ([stated.pk], "1 session")
    assert shown(client, provenance="stated") == ([stated.pk], "1 session")
    assert shown(client, provenance="measured", champion=bea.pk, period="y2026") == ([there.pk], "1 session")
    assert shown(client, champion=gwen.pk, topic=topic.pk) == ([], False)


def test_session_list_counts_as_the_figure_counts(network, ama, bea, sign_in):
    logged(bea)
    Figure.objects.filter(scope="network", period="all").update(sessions=7)

    assert shown(sign_in(ama))[1] == "7 sessions"


def test_session_list_keeps_taken_back_sessions_apart(network, ama, bea, sign_in):
    stays, goes = logged(bea), logged(bea)
    actions.withdraw(goes, by=ama, now=NOW)
    client = sign_in(ama)

    assert shown(client) == ([stays.pk], "1 session")
    assert shown(client, state="withdrawn") == ([goes.pk], "1 session")


def test_session_list_knows_no_ids_of_other_networks(network, other_network, ama, bea, sign_in):
    theirs, ours = Topic.objects.filter(network=other_network).first(), Topic.objects.filter(network=network).first()
    client = sign_in(ama)
    assert client.get(LIST, {"topic": ours.pk}).status_code == 200

    for address in ({"topic": theirs.pk}, {"team": 99}, {"period": "m2026-13"}, {"champion": "x"}):
        assert client.get(LIST, address).status_code == 404


def test_session_list_of_a_motivator_holds_the_group_only(network, cai, bea, gwen, sign_in):
    group = Group.objects.create(network=network, name="North")
    bea.group = group
    bea.save(update_fields=["group"])
    cai.roles.update(group=group)
    inside, _outside = logged(bea), logged(gwen)

    assert shown(sign_in(cai)) == ([inside.pk], "1 session")


def test_session_list_asks_as_much_for_thirty_as_for_one(network, ama, bea, sign_in):
    clients = [sign_in(ama), sign_in(bea)]
    logged(bea)
    few = [questions_of(client) for client in clients]
    for _ in range(29):
        logged(bea, new_codes={"Heron": uuid.uuid4()})

    many = [questions_of(client) for client in clients]

    assert many == few
    assert max(few) <= 15


def questions_of(client):
    """How many questions the list asks."""
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    return len(asked)


def test_session_list_pages_deep_by_the_figures_of_months(network, ama, bea, monkeypatch):
    monkeypatch.setattr(lists, "NEAR", 0)
    made = [logged(bea, date(2026, month, day)) for month in (3, 5, 8) for day in (1, 2, 9)]
    rows = queries.SessionRows(ama, (), period_named("all"))
    newest = [session.pk for session in sorted(made, key=lambda one: one.happened_on, reverse=True)]

    pages = [[row.pk for row in rows.rows(order="-date", start=start, stop=start + 2)] for start in range(0, 9, 2)]
    rising = [[row.pk for row in rows.rows(order="date", start=start, stop=start + 4)] for start in range(0, 9, 4)]

    assert [pk for page in pages for pk in page] == newest
    assert [pk for page in rising for pk in page] == newest[::-1]


def test_session_list_finds_dense_scopes_by_another_way_with_the_same_answer(network, ama, bea, armley, county):
    topic = Topic.objects.filter(network=network).first()
    logged(bea)
    there = logged(bea, team=armley.pk, topics=(topic.pk,))
    sessions = Session.objects.filter(network=network)

    for place in (("topic", topic.pk), ("organisation", county.pk)):
        ways = [list(lists.narrowed(sessions, place, is_dense=way)) for way in (True, False)]
        assert ways == [[there], [there]]


def test_session_list_gives_the_same_rows_as_a_file(network, ama, bea, monkeypatch, sign_in):
    monkeypatch.setattr(lists, "CHUNK", 2)
    for day in (1, 2, 3):
        logged(bea, date(2026, 11, day), new_codes={"Heron": uuid.uuid4()}, headcount=2)

    answer = sign_in(ama).get(LIST, {"format": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))

    assert [row[0] for row in rows[1:]] == ["2026-11-03", "2026-11-02", "2026-11-01"]
    assert rows[1][2:5] == ["Bea", "3", "45"]
