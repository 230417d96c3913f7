import ssl
from pathlib import Path

import pytest
from django.utils import timezone

from alongside.kit.mail import outbox, transport
from alongside.kit.mail.models import Letter
from alongside.kit.mail.tests.server import MailServer


def letter(to: str = "bea@example.org") -> Letter:
    draft = outbox.Draft(kind="test", key="one", to=to, subject="Hello", text="Hello")
    return outbox.letter_of(draft, chain=0, now=timezone.now(), due=timezone.now())


@pytest.fixture
def trusted(certificate: Path, monkeypatch) -> None:
    """Our own certificate among those this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def hand_over(server: MailServer, *, scheme: str = "smtp", in_clear: bool = False, user: str = "") -> None:
    way = transport.Server(f"{scheme}://{user}127.0.0.1:{server.port}", in_clear=in_clear)
    way.open()
    way.hand_over(letter())
    way.close()


def test_starttls_encrypts_before_anything_is_said(server: MailServer, tls: ssl.SSLContext, trusted: None):
    server.behaviour.tls = tls

    hand_over(server, user="ama:p%40ss@")

    assert [received.encrypted for received in server.letters] == [True]
    assert server.heard[:4] == ["EHLO", "STARTTLS", "EHLO", "AUTH"]


def test_smtps_is_encrypted_from_the_start(server: MailServer, tls: ssl.SSLContext, trusted: None):
    server.behaviour.tls, server.behaviour.implicit_tls = tls, True

    hand_over(server, scheme="smtps")

    assert [received.encrypted for received in server.letters] == [True]


def test_a_server_without_encryption_gets_nothing_unless_told(server: MailServer):
    """T65: somebody on the way took the word STARTTLS out."""
    with pytest.raises(transport.AwayError, match="offers no encryption"):
        hand_over(server, user="ama:secret@")
    assert server.heard == ["EHLO"]

    hand_over(server, in_clear=True)

    assert len(server.letters) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_that_nobody_vouches_for_is_refused(server: MailServer, tls: ssl.SSLContext, scheme: str):
    """T65."""
    server.behaviour.tls, server.behaviour.implicit_tls = tls, scheme == "smtps"

    with pytest.raises(transport.AwayError, match="certificate"):
        hand_over(server, scheme=scheme, in_clear=True)

    assert server.letters == []


def test_a_wrong_password_harms_no_letter(server: MailServer):
    server.behaviour.login = "535 wrong password"

    with pytest.raises(transport.AwayError, match="wrong password"):
        hand_over(server, in_clear=True, user="ama:wrong@")


@pytest.mark.parametrize(
    ("to", "envelope"), [("sian@môn.example", "sian@xn--mn-8ja.example"), ("bea@example.org", "bea@example.org")]
)
def test_addresses_travel_in_ascii(server: MailServer, to: str, envelope: str):
    way = transport.Server(f"smtp://127.0.0.1:{server.port}", in_clear=True)
    way.open()
    way.hand_over(letter(to))

    assert [received.to for received in server.letters] == [envelope]


def test_an_address_that_cannot_travel_is_refused_for_good(server: MailServer):
    way = transport.Server(f"smtp://127.0.0.1:{server.port}", in_clear=True)
    way.open()

    with pytest.raises(transport.NeverError):
        way.hand_over(letter("siân@example.org"))
