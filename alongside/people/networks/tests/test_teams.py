import re
from datetime import date

import pytest
from django.conf import settings

from alongside.kit.edits.versions import Changed, Edit, version_of
from alongside.kit.verdict import Refused
from alongside.people.networks import actions
from alongside.people.networks.forms.places import TeamForm
from alongside.people.networks.models import District, Role, Team
from conftest import NOW

LIST = "/n/leeds/teams/"


def edit(row: Team, **values: object) -> Edit:
    return Edit(values, version_of(row, values))


def version_in(page: str) -> str:
    return re.search(r'name="version" value="(\w+)"', page)[1]


def names_in(page: str) -> list[str]:
    return re.findall(r'rowheader"[^>]*><a href="/n/leeds/teams/\d+/">([^<]+)', page)


def typed(team: Team, **changes: str) -> dict[str, str]:
    kept = {
        "name": team.name,
        "postcode": team.postcode,
        "needs_champion": "on",
        "version": version_of(team, TeamForm(instance=team).edited()),
    }
    return kept | changes


def test_add_team_makes_its_district_once(council, armley):
    wortley = actions.add_team(council, {"name": "Wortley Hub", "postcode": "LS12 4AB", "district": "LS12"}, now=NOW)

    assert wortley.district == armley.district
    assert [str(one) for one in District.objects.all()] == ["LS12"]


def test_add_team_refuses_a_double(council, armley):
    with pytest.raises(Refused, match="Leeds City Council has a team called Armley Library with that postcode already"):
        actions.add_team(council, {"name": "Armley Library", "postcode": "LS12 3AR"}, now=NOW)

    assert actions.add_team(council, {"name": "Armley Library", "postcode": "LS12 9ZZ"}, now=NOW)


def test_change_team_of_two_loses_neither_text(ama, armley):
    """T89"""
    mine = edit(armley, address="2 Stocks Hill")
    actions.change_team(armley, edit(armley, address="Stocks Hill 2"), by=ama, now=NOW)

    with pytest.raises(Changed) as refusal:
        actions.change_team(armley, mine, by=ama, now=NOW)

    assert refusal.value.differences == [("Address", "Stocks Hill 2", "2 Stocks Hill")]


def test_close_and_reopen_team(ama, armley):
    actions.close_team(armley, on=date(2026, 6, 30), by=ama, now=NOW)
    armley.refresh_from_db()
    assert armley.closed_on == date(2026, 6, 30)
    with pytest.raises(Refused, match="closed already"):
        actions.close_team(armley, on=date(2026, 7, 1), by=ama, now=NOW)

    actions.reopen_team(armley, by=ama, now=NOW)
    actions.reopen_team(armley, by=ama, now=NOW)

    armley.refresh_from_db()
    assert armley.is_open


@pytest.mark.parametrize("bound", ["organisation", "team", "other"])
def test_leads_change_their_own_teams_only(network, council, housing, armley, in_charge, bound):
    desk = actions.add_team(housing, {"name": "Desk"}, now=NOW)
    bounds = {"organisation": {"organisation": housing}, "team": {"team": desk}, "other": {"team": armley}}
    lead = in_charge(Role.Kind.COORDINATOR, **bounds[bound])

    if bound == "other":
        with pytest.raises(Refused, match="not in charge of Desk"):
            actions.change_team(desk, edit(desk, kind="Desk"), by=lead, now=NOW)
    else:
        actions.change_team(desk, edit(desk, kind="Desk"), by=lead, now=NOW)
        with pytest.raises(Refused, match="not in charge of Armley"):
            actions.change_team(armley, edit(armley, kind="Library"), by=lead, now=NOW)
        with pytest.raises(Refused, match="not in charge of Leeds"):
            actions.move_team(desk, council, by=lead, now=NOW)


def test_motivators_and_champions_change_no_team(bea, cai, armley):
    for person in (bea.member, cai):
        with pytest.raises(Refused):
            actions.close_team(armley, on=NOW.date(), by=person, now=NOW)


@pytest.mark.parametrize(
    ("postcode", "district", "kept"),
    [
        ("ls123ar", "", ("LS12 3AR", "LS12")),
        ("LS12 3AR", "ls13", ("LS12 3AR", "LS13")),
        ("", "LS12 3AR", ("", "LS12")),
        ("", "", ("", "")),
    ],
)
def test_team_form_takes_the_district_from_the_postcode(armley, postcode, district, kept):
    form = TeamForm({"name": "Armley", "postcode": postcode, "district": district}, instance=armley)

    assert form.is_valid()
    assert (form.values()["postcode"], form.values()["district"]) == kept


def test_team_form_says_what_a_postcode_is(armley):
    form = TeamForm({"name": "Armley", "postcode": "Leeds"}, instance=armley)

    assert "is not a postcode" in form.errors["postcode"][0]


def test_team_list_finds_by_name_postcode_and_district(network, council, housing, armley, ama, sign_in):
    actions.add_team(housing, {"name": "Beeston Desk", "postcode": "LS11 8AA", "district": "LS11"}, now=NOW)
    client = sign_in(ama)

    found = {
        query: names_in(client.get(LIST + query).content.decode())
        for query in ("", "?q=armley", "?q=ls11", "?q=beeston+desk")
    }

    assert found == {
        "": ["Armley Library", "Beeston Desk"],
        "?q=armley": ["Armley Library"],
        "?q=ls11": ["Beeston Desk"],
        "?q=beeston+desk": ["Beeston Desk"],
    }


def test_team_list_of_an_organisation_holds_those_of_its_parts(network, council, housing, armley, ama, sign_in):
    actions.add_team(housing, {"name": "Desk"}, now=NOW)
    client = sign_in(ama)

    assert names_in(client.get(f"{LIST}?organisation={council.pk}").content.decode()) == ["Armley Library", "Desk"]
    assert names_in(client.get(f"{LIST}?organisation={housing.pk}").content.decode()) == ["Desk"]


def test_team_list_hides_the_closed_until_asked(network, council, armley, ama, sign_in):
    actions.close_team(armley, on=NOW.date(), by=None, now=NOW)
    client = sign_in(ama)

    assert names_in(client.get(LIST).content.decode()) == []
    assert names_in(client.get(LIST + "?state=closed").content.decode()) == ["Armley Library"]
    assert names_in(client.get(LIST + "?state=all").content.decode()) == ["Armley Library"]


def test_team_list_shows_nothing_of_another_network(council, armley, eve, sign_in):
    client = sign_in(eve)

    assert client.get(LIST).status_code == 404
    assert "Armley" not in client.get("/n/cardiff/teams/?state=all").content.decode()
    assert client.get(f"/n/cardiff/teams/?organisation={council.pk}").status_code == 404


def test_team_list_is_as_cheap_with_all_the_libraries(network, council, ama, sign_in, django_assert_max_num_queries):
    """The UK's 4,231 public libraries of 208 authorities."""
    client = sign_in(ama)
    authorities = [actions.add_organisation(network, {"name": f"Authority {n}"}, now=NOW) for n in range(20)]
    Team.objects.bulk_create(
        Team(network=network, organisation=authorities[n % 20], name=f"Library {n:04}", postcode=f"LS{n % 30} 1AA")
        for n in range(4231)
    )

    with django_assert_max_num_queries(15):
        page = client.get(LIST + "?q=library&page=3&sort=-organisation").content.decode()

    assert "<b>4,231 teams</b>" in page
    assert len(names_in(page)) == 50


@pytest.mark.parametrize(("language", "word"), [("en", "Teams"), ("cy", "Timau")])
def test_pages_of_teams_are_called_what_the_menu_calls_them(armley, ama, sign_in, language, word):
    client = sign_in(ama)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    pages = [client.get(f"{LIST}{path}").content.decode() for path in ("", f"{armley.pk}/", f"{armley.pk}/edit/")]

    assert f"<h1>{word}</h1>" in pages[0]
    assert [set(re.findall(rf'<a [^>]*href="{LIST}"[^>]*>([^<]+)', page)) for page in pages] == [{word}] * 3


def test_team_list_says_how_to_begin(network, ama, sign_in):
    assert "No teams yet" in sign_in(ama).get(LIST).content.decode()


def test_district_list_counts_open_teams(council, armley, ama, sign_in):
    shut = actions.add_team(council, {"name": "Old hub", "district": "LS12"}, now=NOW)
    actions.close_team(shut, on=NOW.date(), by=None, now=NOW)

    page = sign_in(ama).get("/n/leeds/districts/").content.decode()

    assert re.search(r'LS12.*data-label="Open teams">1<', page, re.DOTALL)


def test_team_add(council, ama, bea, sign_in):
    address = f"/n/leeds/organisations/{council.pk}/teams/new/"

    answer = sign_in(ama).post(address, {"name": "Beeston Hub", "postcode": "ls11 8aa", "needs_champion": "on"})

    team = Team.objects.get(name="Beeston Hub")
    assert answer["Location"] == f"{LIST}{team.pk}/"
    assert (team.postcode, team.district.code, team.organisation) == ("LS11 8AA", "LS11", council)
    assert sign_in(bea).post(address, {"name": "Mine"}).status_code == 409


def test_team_edit_saves(armley, ama, sign_in):
    address = f"{LIST}{armley.pk}/edit/"
    client = sign_in(ama)
    assert 'value="LS12 3AR"' in client.get(address).content.decode()

    answer = client.post(address, typed(armley, kind="Library", needs_champion=""))

    armley.refresh_from_db()
    assert (answer.status_code, armley.kind, armley.needs_champion) == (302, "Library", False)


def test_team_edit_shows_both_texts_to_the_second_of_two(armley, ama, sign_in):
    """T89"""
    address = f"{LIST}{armley.pk}/edit/"
    first, second = typed(armley, name="Armley"), typed(armley, name="Library of Armley")
    client = sign_in(ama)
    client.post(address, first)

    answer = client.post(address, second)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(r"Name.*Armley.*Library of Armley", page, re.DOTALL)


def test_team_hours_are_written_as_on_the_door(armley, ama, sign_in):
    address = f"{LIST}{armley.pk}/hours/"
    client = sign_in(ama)
    version = version_in(client.get(address).content.decode())

    wrong = client.post(address, {"mon": "10 till late", "tue": "9-5", "version": version}).content.decode()
    assert 'value="10 till late"' in wrong
    client.post(address, {"mon": "10-1, 2-5pm", "unstaffed_sun": "9-5", "version": version})

    armley.refresh_from_db()
    assert armley.hours == {"mon": ["10:00-13:00", "14:00-17:00"], "unstaffed": {"sun": ["09:00-17:00"]}}


def test_team_close_and_team_reopen(armley, ama, sign_in):
    client = sign_in(ama)

    client.post(f"{LIST}{armley.pk}/closing/", {"closed_on": "2026-06-30"})
    armley.refresh_from_db()
    assert armley.closed_on == date(2026, 6, 30)
    assert client.get(f"{LIST}{armley.pk}/reopening/").status_code == 405
    client.post(f"{LIST}{armley.pk}/reopening/")

    armley.refresh_from_db()
    assert armley.is_open


def test_team_reopen_is_refused_to_champions(armley, bea, sign_in):
    actions.close_team(armley, on=NOW.date(), by=None, now=NOW)

    assert sign_in(bea).post(f"{LIST}{armley.pk}/reopening/").status_code == 409
    armley.refresh_from_db()
    assert not armley.is_open


def test_team_close_is_not_for_a_day_to_come(armley, ama, sign_in, clock):
    page = sign_in(ama).post(f"{LIST}{armley.pk}/closing/", {"closed_on": "2026-11-20"}).content.decode()

    armley.refresh_from_db()
    assert ("Choose today or an earlier day" in page, armley.closed_on) == (True, None)
    with pytest.raises(Refused, match="Choose today or an earlier day"):
        actions.close_team(armley, on=date(2026, 11, 20), by=ama, now=NOW)
