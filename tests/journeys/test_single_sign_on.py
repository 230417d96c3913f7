"""A network's own sign-in with a real identity provider: a coordinator sets it up, people come in by it, and it is switched off.

The provider is `oidc-provider` of npm, over TLS, started here.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from alongside.kit.fetching.tests.liar import certificate
from alongside.people.champions.models import Champion
from alongside.people.identities.models import Identity
from alongside.people.networks.models import Member
from conftest import ROOT, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NODE = shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")
FONTS = "https://fonts.googleapis.com/"
PACKAGE = ROOT / "node_modules" / "oidc-provider"


@pytest.fixture
def provider(tmp_path: Path, live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The issuer of a provider that knows Bea and Zed; skipped without Node, unless CI=true."""
    if not Path(NODE).exists() or not PACKAGE.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Node with oidc-provider: make setup")
    key, cert = certificate(tmp_path)
    settings.BASE_URL = live_server.url
    settings.FETCH_PRIVATE = True
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    command = [NODE, "tests/journeys/provider.mjs", str(key), str(cert), f"{live_server.url}/n/leeds/sign-in/return/"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout
        issuer = running.stdout.readline().strip()
        assert issuer.startswith("https://localhost:")
        yield issuer
        running.terminate()


def forgive(window: Visit, issuer: str) -> None:
    """The provider is the one other host that this journey is about; what its own pages ask for is not ours to say."""
    window.strangers[:] = [url for url in window.strangers if not url.startswith((issuer, FONTS))]


def sign_in_there(page: Page, issuer: str, name: str) -> None:
    """What somebody does at the provider: say who they are, and agree that we learn it."""
    page.wait_for_url(f"{issuer}/**")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("any")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()


def set_up(window: Visit, issuer: str) -> Page:
    """What a coordinator does."""
    page = window.go("/n/leeds/settings/")
    page.get_by_role("link", name="Let people sign in with an account of your organisation").click()
    assert page.get_by_label("Redirect address").input_value() == f"{window.base}/n/leeds/sign-in/return/"
    page.get_by_label("People can sign in with it").check()
    page.get_by_label("Words on the button", exact=True).fill("Sign in with Leeds City Council")
    page.get_by_label("Issuer").fill(issuer)
    page.get_by_label("Client ID").fill("alongside")
    page.get_by_label("Client secret").fill("secret of the client")
    return page


def faults(window: Visit, *, script: bool) -> list[str]:
    """What axe finds wrong; it needs the page's own script, so nothing is looked for without."""
    return window.axe() if script else []


@pytest.mark.parametrize("script", [True, False])
def test_sign_in_with_the_organisation(ama: Member, bea: Champion, visit, provider: str, script: bool):
    coordinator = visit(ama, width=360, script=script)
    page = set_up(coordinator, provider + "/wrong")
    page.locator("main").get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("answers with error 404")
    assert page.get_by_label("Client secret").input_value() == "secret of the client", "nothing typed is lost"
    assert faults(coordinator, script=script) == []
    assert not coordinator.is_too_wide()
    page.get_by_label("Issuer").fill(provider)
    page.locator("main").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert page.get_by_label("Client secret").input_value() == "", "never shown again"
    assert faults(coordinator, script=script) == []

    window = visit(None, width=360, script=script, ignore_https_errors=True)
    window.context.route(f"{FONTS}**", lambda route: route.abort())
    page = window.go("/n/leeds/teams/")
    page.get_by_role("link", name="Sign in with your organisation").click()
    assert faults(window, script=script) == []
    page.get_by_role("link", name="Leeds Digital Champions").last.click()
    assert faults(window, script=script) == []
    page.get_by_role("button", name="Sign in with Leeds City Council").click()
    sign_in_there(page, provider, "bea")
    expect(page).to_have_url(f"{window.base}/n/leeds/teams/")
    forgive(window, provider)

    window.go("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in yourself to go on")
    assert faults(window, script=script) == []
    assert not window.is_too_wide()
    window.go("/n/leeds/")
    expect(page.get_by_role("button", name="Log a session").first).to_be_visible()

    page = coordinator.go("/n/leeds/single-sign-on/people/")
    page.get_by_role("link", name="Bea").click()
    assert faults(coordinator, script=script) == []
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Bea is untied")).to_be_visible()
    assert not Identity.objects.exists()
    assert window.go("/n/leeds/").get_by_label("Your e-mail address").is_visible()


def test_a_stranger_reads_whom_to_ask(ama: Member, visit, provider: str):
    coordinator = visit(ama, width=1280)
    page = set_up(coordinator, provider)
    page.locator("main").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    window = visit(None, width=360, ignore_https_errors=True)
    window.context.route(f"{FONTS}**", lambda route: route.abort())
    page = window.go("/n/leeds/sign-in/")
    page.get_by_role("button", name="Sign in with Leeds City Council").click()
    sign_in_there(page, provider, "zed")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    expect(page.get_by_text("You do not belong to Leeds Digital Champions yet.")).to_be_visible()
    assert window.axe() == []
    assert not Identity.objects.exists()
    assert window.go("/n/leeds/").get_by_label("Your e-mail address").is_visible()
    forgive(window, provider)
