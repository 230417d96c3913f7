import re
from datetime import date

import pytest

from alongside.kit.verdict import Refused
from alongside.people.networks import actions
from alongside.people.networks.models import Project, Role
from conftest import NOW

LIST = "/n/leeds/projects/"
TYPED = {
    "name": "Leeds online",
    "funder": "Lottery",
    "phase": "test",
    "starts_on": "2026-01-01",
    "target_people": "2000",
}


@pytest.fixture
def online(network) -> Project:
    values = {"name": "Leeds online", "funder": "Lottery", "starts_on": date(2026, 1, 1), "target_people": 2000}
    return actions.add_project(network, values, now=NOW)


def test_add_project_refuses_a_second_of_that_name(network, online):
    with pytest.raises(Refused, match="called Leeds online already"):
        actions.add_project(network, {"name": "Leeds online", "starts_on": date(2027, 1, 1)}, now=NOW)


def test_leads_set_up_projects_of_their_own_organisation(network, council, housing, in_charge):
    lead = in_charge(Role.Kind.PROJECT_LEAD, organisation=housing)
    values = {"name": "Tenants online", "starts_on": date(2026, 1, 1)}

    for organisation in (None, council):
        with pytest.raises(Refused, match="that you are in charge of"):
            actions.add_project(network, {**values, "organisation": organisation}, by=lead, now=NOW)

    assert actions.add_project(network, {**values, "organisation": housing}, by=lead, now=NOW).organisation == housing


def test_project_list(online, bea, eve, sign_in):
    assert "Leeds online" in sign_in(bea).get(LIST).content.decode()
    assert "Leeds online" not in sign_in(eve).get("/n/cardiff/projects/").content.decode()


def test_project_list_says_what_will_be_here(network, ama, sign_in):
    assert "No projects yet" in sign_in(ama).get(LIST).content.decode()


def test_project_add(network, ama, bea, sign_in):
    answer = sign_in(ama).post(LIST + "new/", TYPED)

    project = Project.objects.get()
    assert answer["Location"] == f"{LIST}{project.pk}/"
    assert (project.funder, project.target_people, project.target_sessions) == ("Lottery", 2000, None)
    assert sign_in(bea).post(LIST + "new/", {**TYPED, "name": "Mine"}).status_code == 409


def test_project_add_refuses_an_end_before_the_start(network, ama, sign_in):
    page = sign_in(ama).post(LIST + "new/", {**TYPED, "ends_on": "2025-12-31"}).content.decode()

    assert "on the day of the start or later" in page
    assert 'value="2025-12-31"' in page
    assert not Project.objects.exists()


def test_project_edit(online, ama, sign_in):
    address = f"{LIST}{online.pk}/edit/"
    client = sign_in(ama)
    version = re.search(r'name="version" value="(\w+)"', client.get(address).content.decode())[1]

    client.post(address, {**TYPED, "phase": "roll-out", "version": version})

    online.refresh_from_db()
    assert online.phase == Project.Phase.ROLL_OUT
    assert client.post(address, {**TYPED, "phase": "lasting", "version": version}).status_code == 409
