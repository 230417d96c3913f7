"""Django's way to send mail, led into the outbox, so that mail of libraries waits its turn as well."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from alongside.kit.mail import outbox


class OutboxBackend(BaseEmailBackend):
    """Queues what Django and its apps send; one letter for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages; how many there were."""
        drafts = [draft_of(message, to=to) for message in email_messages for to in message.recipients()]
        outbox.post_all(drafts, now=timezone.now())
        return len(email_messages)


def draft_of(message: EmailMessage, *, to: str) -> outbox.Draft:
    """One recipient's letter, with its HTML part when it has one; an error when it has an attachment, which letters cannot."""
    if message.attachments:
        raise ValueError("Letters carry no attachments.")
    parts = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    html = next((str(part[0]) for part in parts if part[1] == "text/html"), "")
    return outbox.Draft(
        kind="account",
        key=f"account:{uuid.uuid4()}",
        to=to,
        subject=str(message.subject),
        text=str(message.body),
        html=html,
    )
