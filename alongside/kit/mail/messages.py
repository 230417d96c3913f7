"""A letter as it travels."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from django.conf import settings

from alongside.kit.mail.models import Letter

POLICY = SMTP.clone(cte_type="7bit")
"""Lines that every mail server takes."""


def message_of(letter: Letter) -> EmailMessage:
    """The letter with its headers, in text and, where it has one, in HTML. It keeps its id however often it is tried."""
    message = EmailMessage(policy=POLICY)
    message["From"] = sender()
    message["To"] = travelling(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = letter.queued_at
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def sender() -> Address:
    """Who our mail is from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Address(name, addr_spec=travelling(address))


def travelling(address: str) -> str:
    """The address as mail servers take it: a domain such as môn.example in its ASCII form; `UnicodeError` when it has none."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}".encode("ascii").decode()
