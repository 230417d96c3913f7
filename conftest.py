"""What every test can ask for: the standing cast, built by calling actions, and a real browser."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.rules import LogEntry
from alongside.people.accounts.models import Account
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Member, Network, Role
from alongside.people.tokens import actions as tokens
from alongside.people.tokens.models import Scope

NOW = datetime(2026, 11, 19, 10, 30, tzinfo=UTC)
TODAY = NOW.date()


def join(network: Network, name: str, *kinds: Role.Kind) -> Member:
    """A member of the network with those roles."""
    account, _ = Account.objects.get_or_create(email=f"{name.lower()}@example.org", defaults={"name": name})
    member = networks.admit(account, network=network, name=name, now=NOW)
    for kind in kinds:
        networks.give_role(member, kind=kind, now=NOW)
    return member


LONGEST = "tests/journeys/test_every_page.py"
"""Takes minutes, in which others can run beside it: at the end it would run alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test first."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """No test leaves its language to the next one: a page that was asked for in Welsh stays active in its thread."""
    yield
    translation.deactivate()


@pytest.fixture
def network(db: None) -> Network:
    """Leeds, where the cast belongs."""
    made = networks.found("leeds", name="Leeds Digital Champions", now=NOW)
    sessions.offer_defaults(made)
    return made


@pytest.fixture
def other_network(db: None) -> Network:
    """Cardiff, where Eve belongs."""
    made = networks.found("cardiff", name="Cardiff", now=NOW)
    sessions.offer_defaults(made)
    return made


@pytest.fixture
def ama(network: Network) -> Member:
    """Ama coordinates."""
    return join(network, "Ama", Role.Kind.COORDINATOR)


@pytest.fixture
def bea(network: Network) -> Champion:
    """Bea is a champion."""
    member = join(network, "Bea", Role.Kind.CHAMPION)
    return champions.enrol(network, name="Bea", member=member, started_on=NOW.date(), now=NOW)


@pytest.fixture
def cai(network: Network) -> Member:
    """Cai is a motivator."""
    return join(network, "Cai", Role.Kind.MOTIVATOR)


@pytest.fixture
def eve(other_network: Network) -> Member:
    """Eve coordinates another network and must see nothing of this one."""
    return join(other_network, "Eve", Role.Kind.COORDINATOR)


@pytest.fixture
def log() -> Callable[..., Session]:
    """Logs a session: `log(bea, "Heron", "Teapot", ago=3, minutes=45)` names those who came by their nicknames."""

    def logged(champion: Champion, *codes: str, on: date = TODAY, ago: int = 0, **details: Any) -> Session:
        given = {"minutes": 45} | details
        known = {code: uuid.uuid4() for code in codes}
        entry = LogEntry(key=uuid.uuid4(), happened_on=on - timedelta(days=ago), new_codes=known, **given)
        return sessions.log(champion, entry, by=None, now=NOW).session

    return logged


@pytest.fixture
def enrol(network: Network) -> Callable[..., Champion]:
    """Makes a champion of Leeds: `enrol("Ced", since=200, team=armley)`, since so many days."""

    def enrolled(name: str, *, since: int = 0, **details: Any) -> Champion:
        return champions.enrol(
            network, name=name, started_on=NOW.date() - timedelta(days=since), now=NOW, details=details
        )

    return enrolled


@pytest.fixture
def sign_in(client: Client) -> Callable[[Member | Champion], Client]:
    """Signs a member or a champion in: `sign_in(bea)` gives a client."""

    def signed_in(person: Member | Champion) -> Client:
        member = person.member if isinstance(person, Champion) else person
        assert member
        enter(client, member)
        return client

    return signed_in


def enter(client: Client, member: Member) -> None:
    """Sign the member in at this moment, with what a sign-in remembers of itself."""
    client.force_login(member.account)
    session = client.session
    record_authentication(SimpleNamespace(session=session), member.account, "code")
    session.save()


@pytest.fixture
def bearer(db: None) -> Callable[..., Client]:
    """A program that carries a token: `bearer(ama, "read:figures")` gives a client; all scopes when none is named."""

    def carrying(person: Member | Champion, *scopes: str, days: int = 30) -> Client:
        member = person.member if isinstance(person, Champion) else person
        assert member
        wanted = scopes or Scope.values
        _token, secret = tokens.make(member, name="A program", scopes=wanted, days=days, now=timezone.now())
        return Client(headers={"Authorization": f"Bearer {secret}"})

    return carrying


MADE_BY_MIGRATING = {"django_content_type", "auth_permission"}
"""Tables whose rows stand there from the beginning; no test changes them."""


def emptied(_style: Any, tables: list[str], **_options: bool) -> list[str]:
    """The statements that empty those tables after a test that really commits.

    Django truncates on PostgreSQL, which makes new files for each table and index: a second, where deleting a test's few rows
    takes milliseconds. All foreign keys are checked at the end of the transaction, so that no order is needed.
    """
    return [f"DELETE FROM {connection.ops.quote_name(table)};" for table in tables if table not in MADE_BY_MIGRATING]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, quickly emptied, and without the guard of the history, which would forbid that."""
    connection.ops.sql_flush = emptied
    statements = ["DROP TRIGGER deed_stays_UPDATE", "DROP TRIGGER deed_stays_DELETE"]
    if connection.vendor == "postgresql":
        statements = ["DROP TRIGGER IF EXISTS deed_stays ON history_deed", "DROP FUNCTION IF EXISTS deed_stays()"]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Stops the clock for pages at NOW; `clock(moment)` sets it to another moment."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_to(NOW)
    return set_to


# --- a real browser

ROOT = Path(__file__).resolve().parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, else Playwright's own; skipped without either, unless CI=true."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        own = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        path = own or playwright.chromium.executable_path
        if not Path(path).exists():
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
                "no browser on this machine: sudo apt install chromium"
            )
        # Django's handler for tests knows no hashed names; WhiteNoise serves what was collected, as it does for people.
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(StaticFilesHandler, "_should_handle", lambda _self, _path: False)
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            yield browser
            browser.close()


class Visit:
    """A browser window in which somebody is signed in; it fails when a page asks another host for anything."""

    def __init__(self, context: BrowserContext, *, base: str) -> None:
        self.context, self.base, self.strangers = context, base, []
        context.on("request", lambda request: self.note(request.url))
        self.page: Page = context.new_page()

    def note(self, url: str) -> None:
        """Remember an address that is not ours."""
        if not url.startswith((self.base, "data:", "blob:")):
            self.strangers.append(url)

    def go(self, path: str) -> Page:
        """The page at that path."""
        self.page.goto(f"{self.base}{path}")
        return self.page

    def settle(self) -> None:
        """Wait until the page that a click led to is there: between two pages a window has no document."""
        for _ in range(200):  # asked from outside, since a page without script cannot wait for itself
            if self.page.evaluate("document.documentElement !== null && document.readyState === 'complete'"):
                return
            self.page.wait_for_timeout(50)

    def axe(self) -> list[str]:
        """What axe finds wrong with the page as it stands: rule and element, a line each."""
        self.settle()
        size = self.page.viewport_size or {"width": 360, "height": 740}
        # as tall as the page: what a bar at the window's foot covers for a moment is no target out of reach
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
        self.page.evaluate(AXE.read_text())
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = self.page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
        self.page.set_viewport_size(size)
        return [f"{v['id']}: {node['target']}" for v in found["violations"] for node in v["nodes"]]

    def is_too_wide(self) -> bool:
        """Whether the page scrolls sideways."""
        self.settle()
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))


@pytest.fixture
def visit(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Visit]]:
    """Opens a window: `visit(bea, width=320, script=False)`; nobody is signed in for `visit(None)`."""
    visits: list[Visit] = []

    def opened(
        person: Member | Champion | None = None,
        *,
        width: int = 360,
        height: int = 740,
        script: bool = True,
        **options: Any,
    ) -> Visit:
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, java_script_enabled=script, locale="en-GB", **options)
        if person is not None:
            context.add_cookies([cookie_of(person, url=live_server.url)])
        visits.append(Visit(context, base=live_server.url))
        return visits[-1]

    yield opened
    strangers = [url for one in visits for url in one.strangers]
    for one in visits:
        one.context.close()
    assert strangers == []


def cookie_of(person: Member | Champion, *, url: str) -> Any:
    """The cookie of a session in which the person is signed in."""
    member = person.member if isinstance(person, Champion) else person
    assert member
    client = Client()
    enter(client, member)
    name = settings.SESSION_COOKIE_NAME
    return {
        "name": name,
        "value": client.cookies[name].value,
        "url": url.replace("http://", "https://"),  # a __Host- cookie is only taken from a secure address
        "secure": True,
        "httpOnly": True,
        "sameSite": "Lax",
    }
