import uuid

import pytest

from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Attendance, Helper, Session, Topic
from alongside.people.networks.models import Organisation, Team
from conftest import NOW, join


@pytest.fixture
def armley(network):
    libraries = Organisation.objects.create(network=network, name="Leeds Libraries")
    return Team.objects.create(network=network, organisation=libraries, name="Armley Library")


@pytest.fixture
def register(bea, armley):
    return actions.open_register(bea, armley, on=NOW.date(), minutes=120, by=bea.member, now=NOW)


def test_register_open_finds_the_place_and_opens_its_register(bea, armley, sign_in):
    client, path = sign_in(bea), "/n/leeds/register/"

    found = client.post(path, {"find": "places", "place_words": "arm", "happened_on": "2026-11-19"})
    answer = client.post(path, {"team": armley.pk, "happened_on": "2026-11-19", "length": "120"}, follow=True)

    assert f'value="{armley.pk}"' in found.text
    assert "Register: Armley Library" in answer.text
    session = Session.objects.get()
    assert (session.is_register, session.how, session.minutes) == (True, "drop-in", 120)


def test_register_open_needs_a_place(bea, sign_in):
    answer = sign_in(bea).post("/n/leeds/register/", {"happened_on": "2026-11-19"})

    assert "Choose the place." in answer.text
    assert not Session.objects.exists()


def test_register_open_keeps_what_was_typed_while_searching(bea, armley, sign_in):
    told = {"find": "places", "place_words": "arm", "happened_on": "2026-11-12", "length": "60"}

    page = sign_in(bea).post("/n/leeds/register/", told).text

    assert 'value="2026-11-12"' in page
    assert 'value="60" checked' in page


def test_register_open_asks_a_coordinator_who_led_it(bea, ama, armley, network, sign_in):
    client, path = sign_in(ama), "/n/leeds/register/"
    told = {"team": armley.pk, "happened_on": "2026-11-19", "length": "120"}
    assert "Which champion led it?" not in client.get(path).text

    nobody = client.post(path, told).text
    found = client.post(path, {**told, "find": "champions", "champion_words": "be"}).text
    answer = client.post(path, {**told, "champion_words": "be", "champion": bea.pk}, follow=True)

    assert "Nobody is known at this place." in nobody
    assert ("Bea" in nobody, "Bea" in found) == (False, True)
    assert "Register: Armley Library" in answer.text
    register = Session.objects.get()
    assert (register.champion, register.recorded_by) == (bea, ama)
    again = client.post(path, told)
    assert again["Location"] == f"/n/leeds/register/{register.pk}/"


def test_register_open_is_refused_to_members_who_look_after_nobody(network, bea, armley, sign_in):
    assert sign_in(bea).get("/n/leeds/register/").status_code == 200

    assert sign_in(join(network, "Pip")).get("/n/leeds/register/").status_code == 409


def test_register_fill_lets_a_coordinator_say_who_sat_beside_them(bea, ama, register, sign_in):
    client, path = sign_in(ama), f"/n/leeds/register/{register.pk}/"

    asked = client.post(path, {"code-1": "Heron"}).text
    client.post(path, {"code-1": "Heron", "champion": bea.pk})

    assert "Choose who sat beside them." in asked
    assert Attendance.objects.get().champion == bea


def test_register_fill_takes_many_codes_and_a_number(bea, register, sign_in):
    client, path = sign_in(bea), f"/n/leeds/register/{register.pk}/"
    key = str(uuid.uuid4())
    told = {"codes": "1041, 1042,heron\nHeron", "headcount": "7", "key": key}

    for _ in range(2):
        page = client.post(path, told, follow=True).text

    assert "10 people are here so far" in page
    assert "7 people without a code" in page
    assert Session.objects.get().headcount == 7
    assert sorted(Learner.objects.values_list("code", flat=True)) == ["1041", "1042", "heron"]
    wrong = client.post(path, {"codes": "1043, AB123456C", "headcount": "9999"}).text
    assert "never a number that belongs to the person" in wrong
    assert "1043, AB123456C" in wrong
    assert "Enter 500 or less for" in wrong


def test_register_fill_finds_a_champion_without_judging_the_rest(bea, enrol, register, sign_in):
    gwen, path = enrol("Gwen"), f"/n/leeds/register/{register.pk}/"

    found = sign_in(bea).post(path, {"find": "champions", "champion_words": "gw", "topic-1": "here", "code-2": "Heron"})
    sign_in(bea).post(path, {"champion_words": "gw", "champions": [gwen.pk], "code-2": "Heron"})

    assert "Gwen" in found.text
    assert 'value="Heron"' in found.text
    assert "Write down a code" not in found.text
    assert set(Helper.objects.values_list("champion__name", flat=True)) == {"Bea", "Gwen"}


def test_register_fill_adds_new_and_known_people(network, bea, register, sign_in):
    first, second = Topic.objects.filter(network=network)[:2]
    client, path = sign_in(bea), f"/n/leeds/register/{register.pk}/"
    client.post(path, {"code-1": "Heron", "topic-1": first.pk, "code-2": "Teapot"})
    week_before = Attendance.objects.count()
    actions.remove(register, Learner.objects.get(code="Teapot"), by=bea.member, now=NOW)

    page = client.get(path).text
    answer = client.post(path, {f"known-{Learner.objects.get(code='Teapot').pk}": second.pk}, follow=True)

    assert week_before == 2
    assert "1 person is here so far" in page
    assert "1 more person is on the register" in answer.text
    assert dict(Attendance.objects.values_list("learner__code", "topic")) == {"Heron": first.pk, "Teapot": second.pk}


def test_register_fill_keeps_what_was_typed_when_a_code_is_wrong(bea, register, sign_in):
    answer = sign_in(bea).post(f"/n/leeds/register/{register.pk}/", {"code-1": "Heron", "code-2": "AB123456C"})

    assert "never a number that belongs to the person" in answer.text
    assert 'value="Heron"' in answer.text
    assert not Attendance.objects.exists()


def test_register_remove_takes_a_person_off(bea, register, sign_in):
    client, path = sign_in(bea), f"/n/leeds/register/{register.pk}/"
    client.post(path, {"code-1": "Heron"})

    answer = client.post(f"{path}removal/", {"learner": Learner.objects.get().pk}, follow=True)

    assert "Heron is off the register." in answer.text
    assert not Attendance.objects.exists()


def test_register_fill_is_not_there_for_another_network(bea, eve, register, sign_in):
    path = f"/n/leeds/register/{register.pk}/"
    assert sign_in(bea).get(path).status_code == 200

    assert sign_in(eve).get(path).status_code == 404
