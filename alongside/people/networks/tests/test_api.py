import pytest

from alongside.people.networks.models import District, Organisation, Project, Team
from conftest import NOW

LEEDS = "/api/networks/leeds/"
LISTS = ("organisations", "teams", "districts", "projects")


@pytest.fixture
def places(network, other_network):
    """A place of each kind in Leeds, and one in Cardiff that nobody in Leeds may see."""
    for one in (other_network, network):
        council = Organisation.objects.create(network=one, name=f"Council of {one}", code="E08000035")
        district = District.objects.create(network=one, code="LS12", name="Armley", region="Yorkshire")
        Team.objects.create(network=one, organisation=council, district=district, name="Library", postcode="LS12 3HD")
        Project.objects.create(network=one, name="100% Digital", starts_on=NOW.date(), target_people=500)
    return network


def items(client, name):
    return client.get(f"{LEEDS}{name}/").json()["items"]


def test_organisation_list_gives_those_of_the_network(bearer, ama, places):
    (told,) = items(bearer(ama, "read:places"), "organisations")

    row = Organisation.objects.get(network=places)
    assert told == {"id": row.pk, "name": row.name, "parent": None, "code": "E08000035", "website": ""}


def test_team_list_gives_those_of_the_network(bearer, ama, places):
    (told,) = items(bearer(ama, "read:places"), "teams")

    row = Team.objects.get(network=places)
    assert told == {
        "id": row.pk,
        "name": "Library",
        "organisation": row.organisation_id,
        "district": "LS12",
        "kind": "",
        "address": "",
        "postcode": "LS12 3HD",
        "reference": "",
        "needs_champion": True,
        "closed_on": None,
    }


def test_district_list_gives_those_of_the_network(bearer, ama, places):
    (told,) = items(bearer(ama, "read:places"), "districts")

    row = District.objects.get(network=places)
    assert told == {"id": row.pk, "code": "LS12", "name": "Armley", "region": "Yorkshire"}


def test_project_list_gives_those_of_the_network(bearer, ama, places):
    (told,) = items(bearer(ama, "read:places"), "projects")

    assert told == {
        "id": Project.objects.get(network=places).pk,
        "name": "100% Digital",
        "organisation": None,
        "funder": "",
        "phase": "test",
        "starts_on": "2026-11-19",
        "ends_on": None,
        "target_champions": None,
        "target_people": 500,
        "target_sessions": None,
    }


@pytest.mark.parametrize("name", LISTS)
def test_places_need_their_scope_and_their_network(bearer, ama, eve, places, name):
    path = f"{LEEDS}{name}/"

    assert bearer(ama, "read:figures").get(path).status_code == 403
    assert bearer(eve).get(path).status_code == 404
    assert bearer(eve).get("/api/networks/never-was/teams/").content == bearer(eve).get(path).content
