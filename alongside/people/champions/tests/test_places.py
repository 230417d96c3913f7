import pytest

from alongside.kit.edits.versions import Edit, version_of
from alongside.kit.verdict import Refused
from alongside.people.champions import actions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Role
from conftest import NOW

TODAY = NOW.date()


def test_set_team_brings_its_organisation(bea, ama, armley, libraries):
    actions.set_team(bea, armley, by=ama, now=NOW)
    bea.refresh_from_db()
    assert (bea.team, bea.organisation) == (armley, libraries)

    actions.set_team(bea, None, by=ama, now=NOW)

    bea.refresh_from_db()
    assert (bea.team, bea.organisation) == (None, libraries)


def test_set_team_is_for_those_in_charge_of_both_ends(placed, charity, libraries, with_role):
    shelter = networks.add_team(charity, {"name": "Shelter"}, now=NOW)
    lead = with_role(Role.Kind.PROJECT_LEAD, organisation=libraries)

    for person in (placed.member, lead):
        with pytest.raises(Refused):
            actions.set_team(placed, shelter, by=person, now=NOW)


def test_champions_choose_their_other_places(placed, charity, cai, with_role):
    shelter = networks.add_team(charity, {"name": "Shelter"}, now=NOW)

    actions.add_place(placed, shelter, by=placed.member, now=NOW)
    actions.add_place(placed, shelter, by=placed.member, now=NOW)
    assert list(placed.places.all()) == [shelter]
    with pytest.raises(Refused):
        actions.leave_place(placed, shelter, by=with_role(Role.Kind.CHAMPION), now=NOW)
    actions.leave_place(placed, shelter, by=cai, now=NOW)

    assert list(placed.places.all()) == []


def test_move_team_takes_its_champions(placed, ama, armley, charity):
    actions.move_team(armley, charity, by=ama, now=NOW)

    placed.refresh_from_db()
    assert placed.organisation == charity


def test_team_detail_shows_hours_and_champions_within_sight(placed, armley, ama, sign_in, with_role, clock):
    week = Edit({"hours": {"thu": ["10:00-13:00"]}}, version_of(armley, ["hours"]))
    networks.change_team(armley, week, by=ama, now=NOW)
    actions.enrol(placed.network, name="Ced", started_on=TODAY, now=NOW, details={"team": armley})
    address = f"/n/leeds/teams/{armley.pk}/"

    coordinator = sign_in(ama).get(address).content.decode()
    champion = sign_in(placed).get(address).content.decode()

    assert "Open today: 10:00 to 13:00" in coordinator
    assert ("Bea" in coordinator, "Ced" in coordinator) == (True, True)
    assert ("Bea" in champion, "Ced" in champion) == (True, False)
    assert "Opening hours: – → Thursday 10:00-13:00" in coordinator
    assert ("/edit/" in coordinator, "/edit/" in champion) == (True, False)


def test_team_detail_leads_to_an_invitation_there_for_who_may_send_one(armley, libraries, charity, sign_in, with_role):
    address = f"/n/leeds/teams/{armley.pk}/"
    way = "invitations/new/?kind=champion&amp;reach=team&amp;place=Armley+Library+%28Libraries%2C+LS12+3AR%29"
    near = with_role(Role.Kind.COORDINATOR, organisation=libraries)
    others = [
        with_role(Role.Kind.COORDINATOR, organisation=charity),
        with_role(Role.Kind.PROJECT_LEAD, organisation=libraries),
        with_role(Role.Kind.CHAMPION),
    ]
    assert way in sign_in(near).get(address).content.decode()

    assert ["invitations/new/" in sign_in(one).get(address).content.decode() for one in others] == [False] * 3
    networks.close_team(armley, on=TODAY, by=near, now=NOW)
    assert "invitations/new/" not in sign_in(near).get(address).content.decode()


def test_team_detail_names_nobody_twice(placed, armley, ama, sign_in):
    actions.add_place(placed, armley, by=ama, now=NOW)

    page = sign_in(ama).get(f"/n/leeds/teams/{armley.pk}/").content.decode()

    assert page.count(f"/champions/{placed.pk}/profile/") == 1


def test_team_detail_of_another_network_is_not_there(armley, eve, sign_in):
    assert sign_in(eve).get(f"/n/cardiff/teams/{armley.pk}/").status_code == 404


def test_team_move(placed, armley, charity, ama, cai, sign_in):
    address = f"/n/leeds/teams/{armley.pk}/organisation/"
    assert sign_in(cai).post(address, {"organisation": charity.pk}).status_code == 409

    answer = sign_in(ama).post(address, {"organisation": charity.pk})

    armley.refresh_from_db()
    assert (answer.status_code, armley.organisation) == (302, charity)


def test_organisation_detail_shows_what_belongs_to_it(network, placed, council, libraries, armley, ama, sign_in):
    networks.add_project(network, {"name": "Read on", "organisation": libraries, "starts_on": TODAY}, now=NOW)
    client = sign_in(ama)

    top = client.get(f"/n/leeds/organisations/{council.pk}/").content.decode()
    part = client.get(f"/n/leeds/organisations/{libraries.pk}/").content.decode()

    assert "Libraries" in top
    assert [name for name in ("Leeds City Council", "Armley Library", "Bea", "Read on") if name not in part] == []


def test_organisation_detail_asks_no_more_with_thirty(network, libraries, ama, sign_in, django_assert_max_num_queries):
    client = sign_in(ama)
    for count in (1, 29):
        for number in range(count):
            networks.add_team(libraries, {"name": f"Team {count} {number}"}, now=NOW)
            actions.enrol(network, name="C", started_on=TODAY, now=NOW, details={"organisation": libraries})
        with django_assert_max_num_queries(16):
            assert client.get(f"/n/leeds/organisations/{libraries.pk}/").status_code == 200


def test_champion_places_finds_adds_and_takes_away(bea, armley, ama, sign_in):
    address = f"/n/leeds/champions/{bea.pk}/places/"
    client = sign_in(bea)
    found = client.get(address + "?q=ls12").content.decode()
    assert "Armley Library" in found
    assert "Make main place" not in found
    assert "Nothing matches" in client.get(address + "?q=atlantis").content.decode()

    client.post(address, {"team": armley.pk, "step": "add"})
    assert list(bea.places.all()) == [armley]
    client.post(address, {"team": armley.pk, "step": "leave"})
    assert list(bea.places.all()) == []

    assert client.post(address, {"team": armley.pk, "step": "main"}).status_code == 409
    sign_in(ama).post(address, {"team": armley.pk, "step": "main"})
    assert Champion.objects.get(pk=bea.pk).team == armley


def test_champion_places_knows_no_team_of_another_network(bea, other_network, sign_in):
    theirs = networks.add_organisation(other_network, {"name": "Cardiff Council"}, now=NOW)
    team = networks.add_team(theirs, {"name": "Canton Library"}, now=NOW)
    address = f"/n/leeds/champions/{bea.pk}/places/"

    assert "Canton" not in sign_in(bea).get(address + "?q=canton").content.decode()
    sign_in(bea).post(address, {"team": team.pk, "step": "add"})

    assert list(bea.places.all()) == []
