import pytest

from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Attendance, Session, Topic
from alongside.people.networks.models import Organisation, Team
from conftest import NOW


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
    assert "1 person more is on the register" in answer.text
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
