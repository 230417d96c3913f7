import uuid
from html import unescape

import pytest

from alongside.helping.figures.models import Figure
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Practice, Session, Topic
from alongside.helping.sessions.rules import LogEntry
from alongside.learning.skills import queries as skills
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Organisation, Project, Team
from conftest import NOW

LOG = "/n/leeds/log/"


@pytest.fixture
def armley(network):
    libraries = Organisation.objects.create(network=network, name="Leeds Libraries")
    return Team.objects.create(network=network, organisation=libraries, name="Armley Library")


def told(**fields):
    return {"key": str(uuid.uuid4()), "happened_on": "2026-11-19"} | fields


def counted(network):
    return Figure.objects.get(network=network, scope="network", period="all")


def test_session_log_saves_a_tally_and_says_so(network, bea, sign_in):
    answer = sign_in(bea).post(LOG, told(headcount="7", length="45"), follow=True)

    assert answer.status_code == 200
    assert "7 people, 45 minutes" in answer.text
    assert (counted(network).headcount, counted(network).tallies) == (7, 1)


def test_session_saved_names_what_was_practised(bea, sign_in):
    practised = {"task-edsf-2022/F5": "alone", "task-edsf-2022/F6": "helped"}

    answer = sign_in(bea).post(LOG, told(new_codes="Heron", **practised), follow=True)

    tasks = skills.tasks()
    for task, level in (("edsf-2022/F5", "alone"), ("edsf-2022/F6", "with help")):
        assert f"<li>{tasks[task]}: {level}</li>" in unescape(answer.text)


def test_session_log_saves_a_full_record(network, bea, armley, sign_in):
    topic = Topic.objects.filter(network=network).first()
    project = Project.objects.create(network=network, name="Phase 1", starts_on=NOW.date())
    sent = told(
        new_codes="Heron, Teapot,heron",
        topics=[topic.pk],
        other_length="50",
        team=armley.pk,
        how="phone",
        needs=["data"],
        note="Brought her own tablet.",
        projects=[project.pk],
        claimed_at="2026-11-19T09:00:00Z",
        **{"task-edsf-2022/F5": "alone", "task-edsf-2022/F6": ""},
    )

    sign_in(bea).post(LOG, sent)

    session = Session.objects.get()
    assert (session.minutes, session.team, session.organisation, session.how) == (
        50,
        armley,
        armley.organisation,
        "phone",
    )
    assert (session.needs, session.note, session.claimed_at.hour) == (["data"], "Brought her own tablet.", 9)
    assert [learner.code for learner in Learner.objects.order_by("code")] == ["Heron", "Teapot"]
    assert list(Practice.objects.values_list("task", "level")) == [("edsf-2022/F5", "alone")]
    assert (list(session.topics.all()), list(session.projects.all())) == ([topic], [project])


def test_session_log_needs_a_date_only(bea, sign_in):
    sign_in(bea).post(LOG, told())

    assert Session.objects.get().happened_on == NOW.date()


def test_session_log_tapped_twice_makes_one_record(network, bea, sign_in):
    sent, client = told(headcount="2"), sign_in(bea)

    first, second = client.post(LOG, sent), client.post(LOG, sent)

    assert first.url == second.url
    assert counted(network).sessions == 1


def test_session_log_keeps_what_was_typed_when_something_is_wrong(bea, sign_in):
    answer = sign_in(bea).post(LOG, told(headcount="many", new_codes="Heron", **{"task-edsf-2022/F1": "tried"}))

    assert answer.status_code == 200
    assert 'value="Heron"' in answer.text
    assert 'id="task-edsf-2022/F1-tried" value="tried" checked' in answer.text
    assert not Session.objects.exists()


def test_session_log_warns_of_a_number_in_the_note_until_it_is_confirmed(bea, sign_in):
    client, sent = sign_in(bea), told(note="her card is 4111 1111 1111 1111")

    warned = client.post(LOG, sent)

    assert "a bank card number" in warned.text
    assert not Session.objects.exists()
    client.post(LOG, sent | {"note_is_fine": "on"})
    assert Session.objects.get().note == sent["note"]


def test_session_log_refuses_a_national_insurance_number_as_a_code(bea, sign_in):
    answer = sign_in(bea).post(LOG, told(new_codes="AB123456C"))

    assert "never a number that belongs to the person" in answer.text
    assert not Learner.objects.exists()


def test_session_log_is_filled_by_its_address_and_changes_nothing(network, bea, armley, sign_in):
    topic = Topic.objects.filter(network=network).last()

    page = sign_in(bea).get(LOG, {"headcount": "7", "topics": topic.pk, "length": "120", "team": armley.pk, "how": "x"})

    assert 'name="headcount" type="text" value="7"' in page.text
    assert f'value="{topic.pk}" checked' in page.text
    assert 'value="120" checked' in page.text
    assert "Place: Armley Library" in page.text
    assert not Session.objects.exists()


def test_session_log_offers_the_last_place_length_and_topics_first_and_nobody_chosen(network, bea, armley, sign_in):
    last = Topic.objects.filter(network=network).last()
    entry = LogEntry(
        key=uuid.uuid4(),
        happened_on=NOW.date(),
        minutes=45,
        topics=(last.pk,),
        team=armley.pk,
        new_codes={"Heron": uuid.uuid4()},
    )
    actions.log(bea, entry, by=bea.member, now=NOW)

    page = sign_in(bea).get(LOG).text

    assert "Place: Armley Library" in page
    assert 'value="45" checked' in page
    assert page.index("Staying safe</label>") < page.index("Getting interested</label>")
    heron = Learner.objects.get()
    assert f'name="learners" id="id_learners" value="{heron.pk}">' in page


def test_session_log_finds_a_place_without_script_and_loses_nothing(bea, armley, sign_in):
    answer = sign_in(bea).post(LOG, told(find="places", place_words="arml", new_codes="Heron"))

    assert f'name="team" id="id_team" value="{armley.pk}"' in answer.text
    assert 'value="Heron"' in answer.text
    assert not Session.objects.exists()


def test_session_log_refuses_other_peoples_learners_and_other_networks_rows(network, other_network, bea, sign_in):
    theirs = Topic.objects.filter(network=other_network).first()
    ours = Topic.objects.filter(network=network).first()
    client = sign_in(bea)
    assert client.post(LOG, told(topics=[ours.pk])).status_code == 302

    wrong = ({"topics": [theirs.pk]}, {"learners": ["99"]}, {"team": "9"})
    refused = [client.post(LOG, told(**sent), headers={"accept": "application/json"}) for sent in wrong]

    assert [answer.status_code for answer in refused] == [409, 409, 409]
    assert Session.objects.count() == 1


def test_log_offer_tells_everything_the_form_offers(network, bea, armley, sign_in):
    bea.team = armley
    bea.save(update_fields=["team"])
    actions.log(
        bea,
        LogEntry(key=uuid.uuid4(), happened_on=NOW.date(), new_codes={"Heron": uuid.uuid4()}),
        by=bea.member,
        now=NOW,
    )

    offer = sign_in(bea).get("/n/leeds/log/offer/").json()

    assert offer["people"] == [{"id": Learner.objects.get().pk, "code": "Heron"}]
    assert offer["places"] == [{"id": armley.pk, "name": "Armley Library"}]
    assert len(offer["topics"]) == 8
    assert offer["areas"][0]["tasks"][4]["id"] == "edsf-2022/F5"
    assert offer["last"] == {"team": armley.pk, "minutes": None, "how": "", "topics": [], "projects": []}


def test_place_search_gives_places_of_the_own_network_only(bea, armley, other_network, sign_in):
    elsewhere = Organisation.objects.create(network=other_network, name="Cardiff Libraries")
    Team.objects.create(network=other_network, organisation=elsewhere, name="Armley in Cardiff")

    found = sign_in(bea).get("/n/leeds/log/places/", {"words": "arm"}).json()

    assert found == {"found": [{"id": armley.pk, "name": "Armley Library"}]}


def test_champion_search_gives_other_champions(network, bea, sign_in):
    gwen = champions.enrol(network, name="Gwen Bevan", started_on=NOW.date(), now=NOW)

    found = [sign_in(bea).get("/n/leeds/log/champions/", {"words": w}).json()["found"] for w in ("gw", "bev", "e")]

    assert found == [[{"id": gwen.pk, "name": "Gwen Bevan"}]] * 2 + [[]]


def test_session_saved_is_seen_by_its_own_network_only(bea, eve, sign_in):
    answer = sign_in(bea).post(LOG, told(headcount="2"))
    assert sign_in(bea).get(answer.url).status_code == 200

    assert sign_in(eve).get(answer.url).status_code == 404


def test_session_withdraw_takes_it_out_of_the_figures(network, bea, sign_in):
    client = sign_in(bea)
    client.post(LOG, told(new_codes="Heron", length="30"))
    session = Session.objects.get()
    assert counted(network).people == 1

    answer = client.post(f"/n/leeds/sessions/{session.pk}/withdrawal/", follow=True)

    assert "counts no more" in answer.text
    figure = counted(network)
    assert (figure.sessions, figure.people, figure.minutes, figure.new_people) == (0, 0, 0, 0)


def test_session_detail_is_seen_by_its_own_network_only(bea, ama, eve, sign_in):
    sign_in(bea).post(LOG, told(headcount="2"))
    path = f"/n/leeds/sessions/{Session.objects.get().pk}/"
    assert sign_in(ama).get(path).status_code == 200

    assert sign_in(eve).get(path).status_code == 404


def test_the_form_and_saving_ask_little_however_long_the_past(
    network, bea, log, armley, sign_in, django_assert_max_num_queries
):
    client, topic = sign_in(bea), Topic.objects.filter(network=network).first()
    for ago in range(1, 31):
        log(bea, "Heron", "Teapot", ago=ago, team=armley.pk, topics=(topic.pk,))
    known = [learner.pk for learner in Learner.objects.filter(champion=bea)]
    client.get(LOG)

    with django_assert_max_num_queries(6):
        assert "Heron" in client.get(LOG).text
    with django_assert_max_num_queries(23):
        client.post(LOG, told(learners=known, topics=[topic.pk], team=armley.pk, length="45"))
    assert Session.objects.count() == 31
