import re
from datetime import date

import pytest

from alongside.helping.sessions import actions as sessions
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Organisation, Project, Role
from conftest import NOW, TODAY, join

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def online(network) -> Project:
    """From New Year to the end of next year, for 4 champions, 8 people and 50 sessions."""
    values = {"name": "Leeds online", "funder": "Lottery", "starts_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31)}
    targets = {"target_champions": 4, "target_people": 8, "target_sessions": 50}
    return networks.add_project(network, values | targets, now=NOW)


def said(client, project) -> str:
    page = client.get(f"/n/leeds/projects/{project.pk}/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1]))


def test_project_detail_shows_how_far_it_has_come(ama, bea, enrol, online, log, sign_in):
    """Champions are those who helped at a session that counts; a withdrawn one and one of another project do not."""
    dai, fin = enrol("Dai"), enrol("Fin")
    log(bea, "Heron", "Teapot", projects=(online.pk,))
    log(bea, "Heron", projects=(online.pk,))
    log(dai, "Otter", projects=(online.pk,))
    log(fin, "Gull")
    sessions.withdraw(log(fin, "Robin", projects=(online.pk,)), by=ama, now=NOW)

    page = said(sign_in(ama), online)

    assert "Champions who helped: 2 of 4, 50%" in page
    assert "People supported: 3 of 8, 37%" in page
    assert "Sessions: 3 of 50, 6%" in page
    assert "44% of its time has passed." in page
    assert "See the 3 sessions that count" in page


def test_project_detail_shows_targets_and_state_to_every_member(online, bea, log, sign_in):
    log(bea, "Heron", projects=(online.pk,))

    page = said(sign_in(bea), online)

    assert "running" in page
    assert "8 people to support" in page
    assert "People supported: 1" not in page


def test_project_detail_shows_a_lead_how_far_their_own_has_come(network, online, bea, log, sign_in):
    housing = Organisation.objects.create(network=network, name="Housing")
    values = {"name": "Tenants online", "organisation": housing, "starts_on": TODAY, "target_people": 10}
    own = networks.add_project(network, values, now=NOW)
    lead = join(network, "Lea")
    networks.give_role(lead, kind=Role.Kind.PROJECT_LEAD, bound=housing, now=NOW)
    log(bea, "Heron", projects=(own.pk, online.pk))

    assert "People supported: 1 of 10" in said(sign_in(lead), own)
    assert "No end set" in said(sign_in(lead), own)
    assert "People supported: 1 of 8" not in said(sign_in(lead), online)


def test_project_detail_says_when_there_are_no_targets(network, ama, sign_in):
    bare = networks.add_project(network, {"name": "Bare", "starts_on": TODAY}, now=NOW)

    page = said(sign_in(ama), bare)

    assert "No targets set." in page
    assert "No session counts towards it yet." in page
