"""T20, T32, T33, T54, T81: requests that no browser of an honest person sends."""

import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.reliability.installation import Installation, database_of_its_own
from tests.security import rows
from tests.security.pages import PAGES, Page
from tests.security.walking import path_of, patterns
from tests.security.world import STRANGER, World

pytestmark = pytest.mark.django_db
THERE = {name for name, _, _ in patterns()}
EVIL = ("https://evil.example/", "//evil.example/", "/\\evil.example/", "https:evil.example", "javascript:alert(1)")
FLOOD = 10_000


def guarded(world: World, person: str) -> Client:
    """A browser of that person which is asked for the token against forged forms, as real ones are."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = world.people[person].cookies
    return client


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "127.0.0.1@evil.example", "a,b", ""]
)
def test_t20_a_host_that_is_not_ours_gets_nothing(world: World, host: str):
    for path in ("/", "/account/login/", "/n/leeds/", "/api/description/", "/health/"):
        answer = world.people["bea"].get(path, headers={"host": host})
        assert answer.status_code == 400, path
        assert "evil" not in answer.content.decode(), path


def test_t20_t81_what_claims_another_host_is_not_heard(world: World):
    claims = {"x-forwarded-host": "evil.example", "x-host": "evil.example", "forwarded": "host=evil.example"}
    for path in ("/", "/account/login/", "/n/leeds/", "/n/leeds/log/"):
        for person in ("bea", STRANGER):
            answer = world.people[person].get(path, headers=claims)
            told = answer.content.decode() + str(answer.items())
            assert "evil" not in told, path


@pytest.mark.parametrize("there", EVIL)
def test_t32_nobody_is_sent_elsewhere(world: World, there: str):
    client = world.people["nia"]
    for path, sent in (
        ("/language/setlang/", {"language": "cy", "next": there}),
        ("/account/logout/", {"next": there}),
    ):
        for where in (path, f"{path}?next={there}"):
            answer = client.post(where, sent, headers={"referer": there})

            assert answer.status_code == 302
            assert answer["Location"].startswith("/"), answer["Location"]
            assert not answer["Location"].startswith(("//", "/\\")), answer["Location"]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name in THERE and "api" not in page.name], ids=lambda page: page.name
)
def test_t33_a_form_from_elsewhere_changes_nothing(world: World, page: Page):
    path, before = path_of(page, network="leeds", side=world.near), rows.digests()

    for person in ("ama", "bea"):
        client = guarded(world, person)
        for sent in ({}, {"csrfmiddlewaretoken": "a" * 64}):
            answer = client.post(path, sent)
            # the log form keeps what was typed and comes back with it
            assert answer.status_code == 403 or (answer.status_code, answer["Location"]) == (302, path)

    assert rows.changed(before, rows.digests()) == []


def test_t33_a_form_of_ours_is_taken(world: World):
    """The same browser with the token that a page of ours gave it."""
    client = guarded(world, "bea")
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32

    answer = client.post("/n/leeds/log/", {"csrfmiddlewaretoken": "a" * 32, "happened_on": "never"})

    assert answer.status_code == 200


def test_t33_the_api_takes_no_form_from_elsewhere(world: World):
    """A page elsewhere can send text/plain with a person's cookies: the API does not look at cookies."""
    client, before = guarded(world, "bea"), rows.digests()

    answer = client.post("/api/networks/leeds/sessions/", '{"happened_on": "2026-11-02"}', content_type="text/plain")

    assert answer.status_code == 401
    assert rows.changed(before, rows.digests()) == []


@pytest.mark.parametrize("way", ["header", "field", "query"])
def test_t33_no_method_is_taken_for_another(world: World, way: str):
    """Looking stays looking, whatever it says that it is."""
    path, before = f"/n/leeds/sessions/{world.near.session.pk}/withdrawal/", rows.digests()
    headers = {"x-http-method-override": "POST"} if way == "header" else {}
    tail = "?_method=POST" if way == "query" else ""

    answer = world.people["bea"].get(path + tail, {"_method": "POST"} if way == "field" else None, headers=headers)

    assert answer.status_code == 405
    assert rows.changed(before, rows.digests()) == []


def parts(count: int, *, is_file: bool, extra: str = "") -> bytes:
    """A multipart body with so many parts."""
    name = 'name="a"; filename="a.csv"' if is_file else 'name="a"'
    return f"--cut\r\nContent-Disposition: form-data; {name}\r\n{extra}\r\nx\r\n".encode() * count + b"--cut--\r\n"


FLOODS = {
    "fields": (b"a=1&" * FLOOD, "application/x-www-form-urlencoded"),
    "one long field": (b"a=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, "application/x-www-form-urlencoded"),
    "parts": (parts(FLOOD, is_file=False), "multipart/form-data; boundary=cut"),
    "files": (parts(FLOOD, is_file=True), "multipart/form-data; boundary=cut"),
}
ODD = {
    "no boundary": (parts(1, is_file=False), "multipart/form-data"),
    "long boundary": (parts(1, is_file=False), f"multipart/form-data; boundary={'x' * 5000}"),
    "long header": (parts(1, is_file=False, extra="A" * 100_000 + ": x\r\n"), "multipart/form-data; boundary=cut"),
}
SENT_TO = (("bea", "/n/leeds/log/"), ("ama", "/n/leeds/imports/new/"), (STRANGER, "/account/login/"))


@pytest.mark.parametrize("name", FLOODS)
def test_t54_a_flood_is_turned_away(world: World, name: str):
    (body, kind), before = FLOODS[name], rows.digests()

    answers = {path: world.people[person].post(path, body, content_type=kind).status_code for person, path in SENT_TO}

    assert set(answers.values()) == {400}, answers
    assert rows.changed(before, rows.digests()) == []


@pytest.mark.parametrize("name", ODD)
def test_t54_an_odd_body_breaks_nothing(world: World, name: str):
    (body, kind), before = ODD[name], rows.digests()

    answers = {path: world.people[person].post(path, body, content_type=kind).status_code for person, path in SENT_TO}

    assert set(answers.values()) <= {200, 400}, answers
    assert rows.changed(before, rows.digests()) == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A real server: how it reads a request is its own affair."""
    with database_of_its_own("") as database:
        made = Installation(tmp_path_factory.mktemp("odd") / "data", database=database)
        made.make(champions=1)
        made.start()
        yield made
        made.kill()


def status(server: Installation, *lines: str, body: str = "") -> str:
    """The status that a request of those lines gets."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall("\r\n".join([*lines, "Connection: close", "", body]).encode())
        return line.recv(20).decode().split(" ")[1]


def test_t81_what_is_said_twice_is_said_wrongly(server: Installation):
    host = f"Host: 127.0.0.1:{server.port}"
    get, post = "GET /account/login/ HTTP/1.1", "POST /account/login/ HTTP/1.1"
    assert status(server, get, host) == "200"

    assert status(server, get, host, "Host: evil.example") == "400"
    assert status(server, get, "Host: evil.example", host) == "400"
    assert status(server, get) == "400"
    assert status(server, post, host, "Content-Length: 3", "Content-Length: 5", body="a=bcd") == "400"
    assert (
        status(server, "GET /api/token/ HTTP/1.1", host, "Authorization: Bearer a", "Authorization: Bearer b") == "401"
    )
    assert status(server, get, host, "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https") == "200"


def echoed(tmp_path: Path, application: str, *requests: Sequence[str]) -> list[str]:
    """What our server hears of each request: the address and the scheme."""
    made = Installation(tmp_path / "data", application=f"tests.security.echoing:{application}")
    made.start()
    try:
        return [told(made.port, *lines) for lines in requests]
    finally:
        made.kill()


def told(port: int, *lines: str) -> str:
    """The body of the answer to a request with those headers."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall("\r\n".join(["GET / HTTP/1.1", "Host: a", *lines, "Connection: close", "", ""]).encode())
        return b"".join(iter(lambda: line.recv(4096), b"")).decode().partition("\r\n\r\n")[2]


FORGED = (
    "X-Forwarded-For: 6.6.6.6",
    "X_Forwarded_For: 6.6.6.6",
    "X-Forwarded-Proto: https",
    "X_Forwarded-Proto: https",
)


def test_t81_nobody_claims_another_address(tmp_path: Path):
    """However a client writes and repeats what our proxies write, before it and after it."""
    usual, true = "X-Forwarded-For: 1.1.1.1", "Forwarded: for=1.1.1.1;proto=http"

    assert echoed(tmp_path, "alone", FORGED, ("Forwarded: for=6.6.6.6;proto=https",)) == ['["127.0.0.1", "http"]'] * 2
    assert (
        echoed(tmp_path, "usual", (usual,), (FORGED[0], usual), ("Forwarded: for=6.6.6.6", usual))
        == ['["1.1.1.1", "http"]'] * 3
    )
    assert (
        echoed(tmp_path, "standard", (true, *FORGED), (*FORGED, true), ("Forwarded: for=6.6.6.6", true))
        == ['["1.1.1.1", "http"]'] * 3
    )


def test_t81_underscores_are_why_there_is_another_header(tmp_path: Path):
    """Written with underscores, a claim of a client's own takes the place of what our proxy wrote, if the proxy lets it through."""
    proxys, clients = "X-Forwarded-For: 1.1.1.1", "X_Forwarded_For: 6.6.6.6"

    assert echoed(tmp_path, "usual", (proxys, clients)) == ['["6.6.6.6", "http"]']


def test_t54_a_body_of_unknown_length_is_turned_away_or_read(server: Installation):
    host = f"Host: 127.0.0.1:{server.port}"
    form = "Content-Type: application/x-www-form-urlencoded"
    flood = "a=1&" * 5_000
    chunk = f"{len(flood):x}\r\n{flood}\r\n0\r\n\r\n"

    lines = ["POST /account/login/ HTTP/1.1", host, form, "Transfer-Encoding: chunked"]

    assert status(server, *lines, body=chunk) in {"400", "403", "411", "413"}
    assert status(server, "GET /account/login/ HTTP/1.1", host) == "200"
