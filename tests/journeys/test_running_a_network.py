"""What people set up in a network, and who runs it: with the mouse, with the keyboard alone, and without script."""

import re

import pytest
from playwright.sync_api import expect

from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Member, Project, Role, Team
from conftest import NOW, TODAY
from tests.journeys import hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BY_HAND = pytest.mark.parametrize(("way", "script"), hands.WAYS)


def coordinators() -> list[str]:
    return sorted(role.member.name for role in Role.objects.filter(kind=Role.Kind.COORDINATOR))


@BY_HAND
def test_set_up_an_organisation_a_team_and_a_project(ama: Member, visit, way: str, script: bool):
    window = visit(ama, width=320, script=script)
    hand = hands.of(way, window.go("/n/leeds/organisations/"))
    hand.press("Add an organisation")
    hand.fill("Name", "Leeds City Council")
    hand.press("Add")
    hand.press("Add a team")
    hand.fill("Name", "Armley Library")
    hand.fill("Postcode", "nowhere")
    hand.press("Add")
    expect(window.page.get_by_role("alert")).to_contain_text("postcode")
    expect(hand.field("Name")).to_have_value("Armley Library")
    hand.fill("Postcode", "ls123ar")
    hand.press("Add")

    expect(window.page.get_by_role("heading", level=1)).to_have_text("Armley Library")
    assert [(team.postcode, str(team.district), team.organisation.name) for team in Team.objects.all()] == [
        ("LS12 3AR", "LS12", "Leeds City Council")
    ]

    window.go("/n/leeds/projects/")
    hand.press("Set up a project")
    hand.fill("Name", "Leeds online")
    hand.fill("Funder", "Lottery")
    hand.choose("Organisation", "Leeds City Council")
    hand.mark("Roll-out")
    hand.fill_day("Starts on", "2026-01-01")
    hand.fill_day("Ends on", "2025-01-01")
    hand.fill("Champions to reach", "60")
    hand.press("Save")
    expect(window.page.get_by_role("alert")).to_contain_text("The end must be on the day of the start or later.")
    expect(hand.field("Champions to reach")).to_have_value("60")
    hand.fill_day("Ends on", "2027-01-01")
    hand.press("Save")

    expect(window.page.get_by_text("Champions who helped: 0 of 60, 0%")).to_be_visible()
    project = Project.objects.get()
    assert (project.funder, project.phase, str(project.organisation)) == ("Lottery", "roll-out", "Leeds City Council")
    assert (str(project.starts_on), str(project.ends_on)) == ("2026-01-01", "2027-01-01")


@BY_HAND
def test_a_second_coordinator_and_a_hand_over(ama: Member, cai: Member, visit, way: str, script: bool):
    """Each is two presses away from the page of the person; a network never loses its last coordinator."""
    window = visit(ama, width=320, script=script)
    hand = hands.of(way, window.go("/n/leeds/leaving/"))
    hand.press("Leave")
    expect(window.page.get_by_text("A network needs a coordinator. Make somebody else one first.")).to_be_visible()

    window.go(f"/n/leeds/members/{cai.pk}/")
    hand.press("Make them a coordinator beside you")
    hand.press("Give the role")
    expect(window.page.get_by_text("Saved")).to_be_visible()
    assert coordinators() == ["Ama", "Cai"]

    hand.press("Hand the network over to them")
    hand.press("Hand over")
    expect(window.page.get_by_text("Cai now runs this network.")).to_be_visible()
    assert coordinators() == ["Cai"]


@BY_HAND
def test_a_champion_fills_in_their_profile(bea: Champion, visit, way: str, script: bool):
    window = visit(bea, width=320, script=script)
    hand = hands.of(way, window.go(f"/n/leeds/champions/{bea.pk}/profile/about/"))
    hand.fill("Phone number", "ring me")
    hand.press("Save")
    expect(window.page.get_by_role("alert")).to_contain_text("phone number")
    expect(hand.field("Phone number")).to_have_value("ring me")
    hand.fill("Phone number", "07700 900123")
    hand.fill("District", "LS12 3AR")
    hand.press("Save")
    window.go(f"/n/leeds/champions/{bea.pk}/profile/helping/")
    hand.mark("Workplace: helps colleagues")
    hand.mark("Employee")
    hand.mark("At home")
    hand.fill("Hours pledged a month", "6")
    hand.mark("Helping people")
    hand.press("Save")
    window.go(f"/n/leeds/champions/{bea.pk}/profile/languages/")
    hand.mark("Welsh")
    hand.fill("Other languages", "Twi, Klingonese")
    hand.press("Save")
    expect(window.page.get_by_role("alert")).to_contain_text("We do not know a language called “Klingonese”")
    hand.fill("Other languages", "Twi")
    hand.mark("Staying safe")
    hand.press("Save")

    expect(window.page.get_by_text(re.compile("Twi, Welsh"))).to_be_visible()
    bea.refresh_from_db()
    assert (bea.phone, str(bea.district), bea.kind, bea.sector) == ("+447700900123", "LS12", "workplace", "employee")
    assert (bea.settings, bea.motives, bea.hours_pledged) == (["home"], ["people"], 6)
    assert (bea.languages, bea.helps_with) == (["cy", "tw"], ["security"])


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_a_project_and_of_a_part_have_no_barriers(ama: Member, cai: Member, visit, width: int):
    council = networks.add_organisation(ama.network, {"name": "Leeds City Council"}, now=NOW)
    values = {"name": "Leeds online", "starts_on": TODAY, "ends_on": TODAY, "target_champions": 60, "target_people": 8}
    project = networks.add_project(ama.network, values, now=NOW)
    networks.give_role(cai, kind=Role.Kind.COORDINATOR, bound=council, by=ama, now=NOW)
    pages = [(ama, f"projects/{project.pk}/"), (cai, "members/"), (cai, "invitations/"), (cai, "invitations/new/")]

    for person, path in pages:
        window = visit(person, width=width)
        window.go(f"/n/leeds/{path}")
        assert (path, window.axe(), window.is_too_wide()) == (path, [], False)
