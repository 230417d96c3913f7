"""Journey 3: sign in with a mailed code and an authenticator app; beside it passkeys, and every page of an account."""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.kit.mail.models import Letter
from alongside.people.accounts import actions as accounts
from alongside.people.accounts.models import Account
from alongside.people.networks.models import Member
from conftest import Visit
from tests.journeys import keyboard
from tests.journeys.letters import mailed_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def app_code(secret: str = SECRET) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def enter(window: Visit, account: Account, then: str = "/account/") -> Page:
    """Sign in by a link of the operator."""
    address = accounts.one_time_link(account, now=timezone.now())
    page = window.go("/" + address.split("/", 3)[3])
    page.locator("main").get_by_role("button", name="Sign in").click()
    return window.go(then)


@pytest.mark.parametrize("script", [True, False])
def test_sign_in_with_a_code_and_the_app_by_mouse(ama: Member, visit, script: bool):
    totp.TOTP.activate(ama.account, SECRET)
    window = visit(None, width=320, script=script)
    page = window.go("/n/leeds/members/")
    page.get_by_label("Your e-mail address").fill("ama@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code", exact=True).fill("000000")
    page.locator("main").get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").get_by_text("This code is wrong").is_visible()
    page.get_by_label("Code", exact=True).fill(mailed_code())
    page.locator("main").get_by_role("button", name="Sign in").click()

    page.get_by_label("Code from your app").fill(app_code())
    page.locator("main").get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile("/n/leeds/members/$"))


def test_sign_in_with_a_code_and_the_app_by_keyboard(ama: Member, visit):
    totp.TOTP.activate(ama.account, SECRET)
    page = visit(None, width=320).go("/account/login/")
    keyboard.fill(page, "Your e-mail address", "ama@example.org")
    keyboard.press(page, "Send me a code")
    keyboard.fill(page, "Code", mailed_code())
    keyboard.press(page, "Sign in")

    keyboard.fill(page, "Code from your app", app_code())
    keyboard.press(page, "Sign in")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile("/n/leeds/$"))


@pytest.mark.parametrize("script", [True, False])
def test_set_up_an_app_from_the_notice_for_coordinators(ama: Member, visit, script: bool):
    window = visit(None, width=320, script=script)
    page = enter(window, ama.account, "/n/leeds/members/")
    page.get_by_role("link", name="Set it up").click()
    picture = page.get_by_alt_text("A picture for the app to scan")
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 100
    page.get_by_text("I cannot scan it").click()
    assert not window.is_too_wide()
    secret = page.locator("code").inner_text().replace(" ", "")

    page.get_by_label("Code from your app").fill(app_code(secret))
    page.get_by_role("button", name="Switch it on").click()

    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    window.go("/n/leeds/members/")
    expect(page.get_by_role("link", name="Set it up")).to_have_count(0)


def give_key(window) -> None:
    """A device that keeps passkeys, and somebody who always touches it."""
    device = window.context.new_cdp_session(window.page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_passkey_is_made_and_lets_in(ama: Member, visit):
    """The library's script and ours work under the content security policy."""
    window = visit(None, width=320)
    give_key(window)
    page = enter(window, ama.account, "/account/passkeys/add/")
    page.get_by_label("What to call this device").fill("Ama’s phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert "A new passkey was added" in Letter.objects.latest("pk").text
    window.go("/account/passkeys/")
    expect(page.get_by_role("heading", name="Ama’s phone")).to_be_visible()
    window.context.clear_cookies()

    window.go("/account/login/?next=/account/passkeys/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page).to_have_url(re.compile("/account/passkeys/$"))
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("What to call this device").fill("My old phone")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove My old phone").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("You have none yet.")).to_be_visible()


def test_passkey_stands_as_second_step_and_as_proof(ama: Member, visit):
    window = visit(None, width=320)
    give_key(window)
    page = enter(window, ama.account, "/account/passkeys/add/")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    window.context.clear_cookies()

    page = enter(window, ama.account, "/account/login/second-step/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("The second step")
    window.go("/account/confirm/?next=/account/details/")
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_role("button", name="Use a passkey").click()

    expect(page).to_have_url(re.compile("/account/details/$"))


def test_without_script_no_control_is_dead(ama: Member, visit):
    """Passkeys need script; without it their buttons are not shown, and the pages say what to do."""
    window = visit(None, width=320, script=False)

    page = window.go("/account/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()

    enter(window, ama.account, "/account/passkeys/add/")
    expect(page.get_by_role("button", name="Make the passkey")).to_be_hidden()
    expect(page.get_by_text("This browser cannot make passkeys")).to_be_visible()


PAGES = ["", "details/", "email/", "password/", "devices/", "app/", "passkeys/", "passkeys/add/", "confirm/", "logout/"]
STRANGERS = ["login/", "login/password/", "join/", "link/nothing/"]


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_an_account_have_no_barriers(ama: Member, visit, width: int):
    window = visit(None, width=width)
    for path in STRANGERS:
        window.go(f"/account/{path}")
        assert (path, window.axe(), window.is_too_wide()) == (path, [], False)
    page = window.go("/account/login/")
    page.get_by_role("button", name="Send me a code").click()
    assert (window.axe(), window.is_too_wide()) == ([], False)
    page.get_by_label("Your e-mail address").fill("ama@example.org")
    page.get_by_role("button", name="Send me a code").click()
    assert (window.axe(), window.is_too_wide()) == ([], False)

    enter(window, ama.account)
    for path in PAGES:
        window.go(f"/account/{path}")
        assert (path, window.axe(), window.is_too_wide()) == (path, [], False)


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_the_second_step_have_no_barriers(ama: Member, visit, width: int):
    totp.TOTP.activate(ama.account, SECRET)
    window = visit(None, width=width)
    page = enter(window, ama.account, "/account/login/second-step/")
    assert (window.axe(), window.is_too_wide()) == ([], False)
    page.get_by_label("Code from your app").fill(app_code())
    page.locator("main").get_by_role("button", name="Sign in").click()
    for path in ("", "app/remove/", "recovery-codes/new/"):
        window.go(f"/account/{path}")
        assert (path, window.axe(), window.is_too_wide()) == (path, [], False)
    page.get_by_role("button", name="Make new codes").click()
    assert (window.axe(), window.is_too_wide()) == ([], False)
