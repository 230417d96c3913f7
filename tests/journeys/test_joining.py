"""Journey 2: a coordinator invites a champion, who accepts; and every page about people."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.kit.mail.models import Letter
from alongside.kit.mail.tests.reading import newest_path
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Invitation, Member, Role
from conftest import NOW
from tests.journeys import hands, keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False])
def test_invite_and_accept_by_mouse(ama: Member, visit, script: bool):
    page = visit(ama, width=320, script=script).go("/n/leeds/members/")
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_label("Their name").fill("Fay Jones")
    page.get_by_label("Their e-mail address").fill("fay@example.org")
    page.get_by_label("Role", exact=True).select_option("champion")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation is on its way to fay@example.org.")).to_be_visible()

    theirs = visit(None, width=320, script=script)
    page = theirs.go(newest_path())
    expect(page.get_by_label("Your name")).to_have_value("Fay Jones")
    page.get_by_label("Cymraeg").check()
    page.get_by_role("button", name="Join").click()

    expect(page).to_have_url(re.compile("/n/leeds/$"))
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("alert")).to_contain_text("Croeso. Rydych yn hyrwyddwr")
    assert Champion.objects.get().name == "Fay Jones"


def test_invite_and_accept_by_keyboard(ama: Member, visit):
    page = visit(ama, width=320).go("/n/leeds/members/")
    keyboard.press(page, "Invite somebody")
    keyboard.fill(page, "Their name", "Fay")
    keyboard.fill(page, "Their e-mail address", "fay@example")
    keyboard.tab_to(page, "Role")
    page.keyboard.type("Champion")
    keyboard.press(page, "Send the invitation")
    expect(page.get_by_role("alert")).to_contain_text("Enter an e-mail address such as name@example.org")
    expect(page.get_by_label("Their name")).to_have_value("Fay")
    keyboard.fill(page, "Their e-mail address", "fay@example.org")
    keyboard.press(page, "Send the invitation")
    expect(page.get_by_text("The invitation is on its way to fay@example.org.")).to_be_visible()

    page = visit(None, width=320).go(newest_path())
    keyboard.fill(page, "Your name", "Fay Jones")
    keyboard.press(page, "Join")

    expect(page).to_have_url(re.compile("/n/leeds/$"))
    assert Champion.objects.get().name == "Fay Jones"


@pytest.mark.parametrize(("way", "script"), hands.WAYS)
def test_a_team_without_a_champion_gets_one(ama: Member, visit, way: str, script: bool):
    council = networks.add_organisation(ama.network, {"name": "Leeds City Council"}, now=NOW)
    for postcode in ("LS1 3AB", "LS12 3AR"):
        networks.add_team(council, {"name": "Armley Library", "postcode": postcode}, now=NOW)
    window = visit(ama, width=320, script=script)
    hand = hands.of(way, window.go("/n/leeds/teams/without-champion/"))
    hand.press("Armley Library")
    hand.press("Invite a champion here")
    hand.fill("Their name", "Fay Jones")
    hand.fill("Their e-mail address", "fay@example.org")
    hand.press("Send the invitation")

    expect(window.page.get_by_text("The invitation is on its way to fay@example.org.")).to_be_visible()
    assert "Your role: Champion (Armley Library)." in Letter.objects.get().text
    theirs = visit(None, width=320, script=script)
    hand = hands.of(way, theirs.go(newest_path()))
    expect(theirs.page.get_by_text("Your role: Champion (Armley Library).")).to_be_visible()
    hand.press("Join")
    expect(theirs.page).to_have_url(re.compile("/n/leeds/$"))
    window.go("/n/leeds/teams/without-champion/")
    expect(window.page.locator(".listing__count")).to_have_text("1 team")


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_about_people_have_no_barriers(ama: Member, cai: Member, visit, width: int):
    networks.invite(
        ama.network, email="fay@example.org", name="Fay", kind=Role.Kind.CHAMPION, by=ama, now=timezone.now()
    )
    window = visit(ama, width=width)
    person = f"members/{cai.pk}/"
    role = f"{person}roles/{cai.roles.get().pk}/removal/"
    paths = ["members/", person, f"{person}roles/", role, f"{person}hand-over/", f"{person}removal/", "leaving/"]
    paths += ["invitations/", "invitations/new/", f"invitations/{Invitation.objects.get().pk}/"]

    for path in paths:
        window.go(f"/n/leeds/{path}")
        assert (path, window.axe(), window.is_too_wide()) == (path, [], False)

    page = window.go("/n/leeds/invitations/new/")
    page.get_by_role("button", name="Send the invitation").click()
    assert (window.axe(), window.is_too_wide()) == ([], False)
    stranger = visit(None, width=width)
    stranger.go(newest_path())
    assert (stranger.axe(), stranger.is_too_wide()) == ([], False)
