"""Where letters go: to a mail server, or into a folder while there is none."""

import re
import smtplib
import ssl
import sys
import urllib.parse
from email.errors import MessageError
from pathlib import Path
from typing import Protocol

from django.conf import settings

from alongside.kit.mail.messages import message_of, sender, travelling
from alongside.kit.mail.models import Letter

TIMEOUT = 30.0
"""Seconds without an answer after which a connection counts as broken."""
TEMPORARY, PERMANENT = 400, 500

Reply = tuple[int, bytes]


class AwayError(Exception):
    """The mail server cannot be used now; no letter was handed over."""


class LaterError(Exception):
    """The server did not take this letter now, and may later."""


class NeverError(Exception):
    """The server will not take this letter."""


class UnclearError(Exception):
    """The connection broke while the letter was handed over: nobody knows whether it went."""


class Transport(Protocol):
    """A way for letters to leave."""

    def open(self) -> None:
        """Get ready; `AwayError` when that fails."""

    def hand_over(self, letter: Letter) -> None:
        """Return when the letter is taken; `LaterError`, `NeverError` or `UnclearError` otherwise."""

    def close(self) -> None:
        """Leave; never fails."""


def chosen() -> Transport:
    """The transport that the settings ask for."""
    if settings.MAIL_ADDRESS:
        return Server(settings.MAIL_ADDRESS, in_clear=settings.MAIL_IN_CLEAR)
    return Folder(settings.DATA / "mail")


class Folder:
    """Keeps each letter as a file that mail programs open, and says so on the console."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self) -> None:
        """Make the folder."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def hand_over(self, letter: Letter) -> None:
        """Write the file; the same letter always has the same name."""
        file = self.path / f"{letter.queued_at:%Y%m%d-%H%M%S}-{letter.pk}.eml"
        file.write_bytes(message_of(letter).as_bytes())
        sys.stdout.write(f"  mail for {letter.to}: {letter.subject} ({file})\n")
        sys.stdout.flush()

    def close(self) -> None:
        """Nothing to leave."""


class Server:
    """A mail server at `smtp://user:password@host:587`, or `smtps://` where the connection is encrypted from the start."""

    def __init__(self, address: str, *, in_clear: bool) -> None:
        self.parts = urllib.parse.urlsplit(address)
        self.in_clear = in_clear
        self.smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connect, encrypt and sign in, unless that is done; `AwayError` says what went wrong."""
        if self.smtp is not None:
            return
        try:
            self.smtp = self.connect()
        except (OSError, smtplib.SMTPException) as error:
            raise AwayError(str(error)) from error

    def connect(self) -> smtplib.SMTP:
        """A connection that may be used; never in clear unless the operator said so."""
        host, port = self.parts.hostname or "localhost", self.parts.port
        context = ssl.create_default_context()
        if self.parts.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT, context=context)
        else:
            smtp = smtplib.SMTP(host, port or 587, timeout=TIMEOUT)
            self.encrypt(smtp, context)
        if self.parts.username:
            smtp.login(urllib.parse.unquote(self.parts.username), urllib.parse.unquote(self.parts.password or ""))
        return smtp

    def encrypt(self, smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
        """STARTTLS; where the server does not offer it, go on only when the operator allows mail in clear (T65)."""
        smtp.ehlo()
        if smtp.has_extn("starttls"):
            smtp.starttls(context=context)
            smtp.ehlo()
        elif not self.in_clear:
            smtp.close()
            raise smtplib.SMTPException(
                "The mail server offers no encryption. Use smtps://, or set ALONGSIDE_MAIL_IN_CLEAR=yes."
            )

    def hand_over(self, letter: Letter) -> None:
        """Hand the letter over; what an error means depends on how far we came."""
        try:
            body = message_of(letter).as_bytes()
            recipient = travelling(letter.to)
        except (ValueError, MessageError) as error:
            raise NeverError(str(error)) from error
        try:
            self.introduce(recipient)
        except OSError as error:
            self.close()
            raise LaterError(str(error)) from error
        try:
            judge(self.deliver(body))
        except OSError as error:
            self.close()
            raise UnclearError(str(error)) from error

    def introduce(self, recipient: str) -> None:
        """Say from whom and to whom, up to the server's word that the letter may follow."""
        smtp = self.connected()
        steps = (("mail", f"FROM:<{sender().addr_spec}>"), ("rcpt", f"TO:<{recipient}>"), ("data", ""))
        try:
            for command, words in steps:
                judge(smtp.docmd(command, words))
        except (LaterError, NeverError):
            smtp.rset()
            raise

    def deliver(self, body: bytes) -> Reply:
        """Send the letter itself (RFC 5321, 4.5.2: a line's first dot is doubled, a dot alone ends it); the server's answer."""
        smtp = self.connected()
        smtp.send(re.sub(rb"(?m)^\.", b"..", body).removesuffix(b"\r\n") + b"\r\n.\r\n")
        return smtp.getreply()

    def connected(self) -> smtplib.SMTP:
        """The open connection."""
        if self.smtp is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        return self.smtp

    def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        smtp, self.smtp = self.smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except OSError:
            smtp.close()


def judge(reply: Reply) -> None:
    """Return when the server agrees; `NeverError` or `LaterError` with its words when it does not (RFC 5321, 4.2.1)."""
    code, words = reply
    said = f"{code} {words.decode(errors='replace')}"
    if code >= PERMANENT:
        raise NeverError(said)
    if code >= TEMPORARY or code < 0:
        raise LaterError(said)
