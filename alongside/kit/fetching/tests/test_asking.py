"""What a server is asked, and where: every refusal is shown to be of something that would otherwise answer."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alongside.kit.fetching import asking, connections
from alongside.kit.fetching.tests.liar import DISCOVERY, Liar, certificate
from alongside.kit.verdict import Refused


@pytest.fixture
def liar(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Liar]:
    """A server on this machine, which trusts it."""
    key, cert = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    settings.FETCH_PRIVATE = True
    made = Liar(key, cert)
    yield made
    made.stop()


def test_said_gives_what_the_server_says(liar: Liar):
    assert asking.said(asking.Session().get(liar.issuer + DISCOVERY)) == liar.tells


def test_a_session_asks_no_private_address_unless_the_operator_says_so(liar: Liar, settings: Any):
    settings.FETCH_PRIVATE = False

    with pytest.raises(Refused, match="not on the public internet"):
        asking.Session().get(liar.issuer + DISCOVERY)
    assert liar.asked == []


def test_a_session_connects_to_the_address_that_was_judged(liar: Liar, settings: Any, monkeypatch: pytest.MonkeyPatch):
    """DNS rebinding: a name is public when it is judged, and this machine a moment later; it is asked for once."""
    answers = [[(2, 1, 6, "", ("203.0.113.1", 443))], [(2, 1, 6, "", ("127.0.0.1", 443))]]
    looked, tried = [], []
    real = socket.getaddrinfo

    def rebound(host: str, *rest: Any, **more: Any) -> Any:
        if host != "rebound.example":
            return real(host, *rest, **more)
        looked.append(host)
        return answers[min(len(looked), 2) - 1]

    def connect(address: Any, **_more: Any) -> socket.socket:
        tried.append(address)
        raise OSError("out of reach")

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    monkeypatch.setattr(connections, "create_connection", connect)
    monkeypatch.setattr(connections, "is_public", lambda address: address == "203.0.113.1")
    settings.FETCH_PRIVATE = False

    with pytest.raises(Refused, match=r"rebound\.example does not answer"):
        asking.Session().get("https://rebound.example/")
    assert (looked, tried) == (["rebound.example"], [("203.0.113.1", 443)])


def test_addresses_of_refuses_a_name_with_one_private_address_among_others(
    settings: Any, monkeypatch: pytest.MonkeyPatch
):
    settings.FETCH_PRIVATE = False
    found = [(2, 1, 6, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    assert connections.addresses_of("both.example", 443) == [("93.184.216.34", 443)]

    found.append((2, 1, 6, "", ("10.0.0.1", 443)))
    with pytest.raises(Refused, match="not on the public internet"):
        connections.addresses_of("both.example", 443)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b:1::a00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:7f00:1::", False),
    ],
)
def test_is_public_tells_the_public_internet_from_the_rest(address: str, is_public: bool):
    assert connections.is_public(address) is is_public


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "ftp://localhost/",
        "file:///etc/passwd",
        "https://",
        "//localhost/",
        "https://a@localhost/",
        "https://localhost:x/",
    ],
)
def test_a_session_asks_over_https_alone(url: str):
    with pytest.raises(Refused, match="begins with https://"):
        asking.Session().get(url)


def test_a_session_follows_no_redirect(liar: Liar):
    liar.raw["/there"] = (302, {"Location": liar.issuer + DISCOVERY}, b"")

    with pytest.raises(Refused, match="sends us on"):
        asking.Session().get(liar.issuer + "/there")
    assert liar.asked == ["/there"]


def test_a_session_reads_a_megabyte_at_most(liar: Liar):
    liar.raw["/most"] = (200, {}, b" " * asking.LARGEST)
    liar.raw["/more"] = (200, {}, b" " * (asking.LARGEST + 1))

    assert len(asking.Session().get(liar.issuer + "/most").content) == asking.LARGEST
    with pytest.raises(Refused, match="does not answer"):
        asking.Session().get(liar.issuer + "/more")


def test_a_session_trusts_no_certificate_that_the_machine_does_not(liar: Liar, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SSL_CERT_FILE")

    with pytest.raises(Refused, match="The certificate of localhost"):
        asking.Session().get(liar.issuer + DISCOVERY)


def test_a_session_uses_no_proxy_and_no_password_of_the_machine(
    liar: Liar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    (tmp_path / "netrc").write_text("machine localhost login a password b")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    answer = asking.Session().get(liar.issuer + DISCOVERY)

    assert answer.status_code == 200
    assert "Authorization" not in answer.request.headers


def test_a_session_hangs_up_on_a_server_that_talks_for_ever(settings: Any, monkeypatch: pytest.MonkeyPatch):
    """A sign now and then keeps every single wait short; the whole of it is what must end."""
    settings.FETCH_PRIVATE, settings.FETCH_PATIENCE = True, 1
    is_over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            line, _who = server.accept()
            with line:
                while not is_over.is_set():
                    try:
                        line.sendall(b"\x16")
                    except OSError:
                        return
                    time.sleep(0.1)

        talking = threading.Thread(target=drip, daemon=True)
        talking.start()
        asked = threading.Thread(target=ask, args=(f"https://127.0.0.1:{server.getsockname()[1]}/",), daemon=True)
        asked.start()
        asked.join(30)
        is_alive = asked.is_alive()
        is_over.set()
        talking.join(5)

    assert not is_alive


def ask(url: str) -> None:
    """Ask, and be refused."""
    with pytest.raises(Refused):
        asking.Session().get(url)


def test_a_session_waits_once_however_many_addresses_a_name_has(settings: Any, monkeypatch: pytest.MonkeyPatch):
    """Eight addresses that take what is sent to them and never answer; each try gets what the last one left."""
    clock = [100.0]
    monkeypatch.setattr(connections.time, "monotonic", lambda: clock[0])
    found = [(2, 1, 6, "", (f"93.184.216.{last}", 443)) for last in range(8)]
    waited: list[float] = []

    def look_up(*_args: Any, **_more: Any) -> Any:
        clock[0] += 1
        return found

    def connect(_address: Any, *, timeout: float, **_more: Any) -> socket.socket:
        waited.append(timeout)
        clock[0] += min(timeout, 4)
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(connections, "create_connection", connect)
    settings.FETCH_PATIENCE = 10

    ask("https://slow.example/")
    assert (waited, clock[0]) == ([9, 5, 1], 110)

    waited.clear()
    settings.FETCH_PATIENCE = 100
    ask("https://slow.example/")
    assert len(waited) == connections.MOST_TRIED
