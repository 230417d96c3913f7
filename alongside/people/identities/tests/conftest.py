"""What tests of identities ask for: a provider that lies, and the network set up with it."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from alongside.kit.edits import versions
from alongside.kit.fetching.tests import liar as lying
from alongside.kit.fetching.tests.liar import CLIENT, SECRET, Liar
from alongside.people.identities import actions, queries
from alongside.people.identities.models import Provider
from alongside.people.networks.models import Member
from conftest import NOW

FIELDS = ("is_on", "words", "words_cy", "issuer", "client_id")


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A key and a certificate of this machine."""
    return lying.certificate(tmp_path_factory.mktemp("certified"))


@pytest.fixture
def trusting(certified: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """This machine trusts that certificate, and its operator allows private addresses."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certified[1]))
    settings.FETCH_PRIVATE = True


@pytest.fixture
def another(certified: tuple[Path, Path], trusting: None) -> Iterator[Callable[[], Liar]]:
    """Starts a provider: `another()`."""
    started: list[Liar] = []

    def begun() -> Liar:
        started.append(Liar(*certified))
        return started[-1]

    yield begun
    for one in started:
        one.stop()


@pytest.fixture
def liar(another: Callable[[], Liar]) -> Liar:
    """A provider."""
    return another()


@pytest.fixture
def leeds_sso(ama: Member, liar: Liar) -> Provider:
    """Leeds, with the provider's sign-in switched on."""
    return set_up(ama, issuer=liar.issuer)


def set_up(by: Member, *, secret: str = SECRET, **told: Any) -> Provider:
    """The network of that coordinator with a provider; what is not told stays as it is."""
    row = queries.provider_of(by.network)
    kept = {name: getattr(row, name) for name in FIELDS}
    first = {} if row.pk else {"is_on": True, "words": "Sign in with Leeds City Council", "client_id": CLIENT}
    edit = versions.Edit(kept | first | told, versions.version_of(row, FIELDS))
    return actions.set_up(by.network, edit, secret=secret, by=by, now=NOW)


def begin(client: Client, network: str = "leeds", **posted: str) -> dict[str, str]:
    """Press the button; what the provider is told by the address that the page leads to."""
    page = client.post(f"/n/{network}/sign-in/", posted)
    assert page.status_code == 200, page.content.decode()[-1500:]
    leads_to = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    assert leads_to
    return dict(parse_qsl(urlsplit(html.unescape(leads_to[1])).query))


def come_back(client: Client, sent: dict[str, str], *, network: str = "leeds", **returned: str) -> Any:
    """Come back from the provider."""
    answer = {"code": "code", "state": sent["state"]} | returned
    return client.get(f"/n/{network}/sign-in/return/", answer)


def who(client: Client) -> str | None:
    """The id of the account that is signed in."""
    found: str | None = client.session.get("_auth_user_id")
    return found
