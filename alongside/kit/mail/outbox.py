"""Queueing letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import make_msgid, parseaddr

from django.conf import settings

from alongside.kit.mail.models import Letter
from alongside.kit.verdict import Refused

BATCH = 500


@dataclass(frozen=True)
class Draft:
    """A letter to be. `key` says what it is about, so that the same letter is never queued twice."""

    kind: str
    key: str
    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def post(draft: Draft, *, now: datetime, chain: int = 0, due: datetime | None = None) -> None:
    """Queue one letter in the caller's transaction; a letter with that key already queued or sent stays as it is."""
    post_all([draft], now=now, chain=chain, due=due)


def post_all(drafts: Iterable[Draft], *, now: datetime, chain: int = 0, due: datetime | None = None) -> None:
    """Queue many letters at once, each to one person."""
    letters = [letter_of(draft, chain=chain, now=now, due=due or now) for draft in drafts]
    Letter.objects.bulk_create(letters, batch_size=BATCH, ignore_conflicts=True)


def feign(draft: Draft, *, now: datetime) -> None:
    """Do all that queueing the letter would do, and send it to nobody: its row names nobody, says nothing, and goes in a day."""
    letter = letter_of(draft, chain=0, now=now, due=now)
    lay_aside(letter, now=now)
    Letter.objects.bulk_create([letter], ignore_conflicts=True)


def lay_aside(letter: Letter, *, now: datetime) -> None:
    """Make the row one of a letter to nobody, in as much room as before; the caller saves it."""
    letter.state, letter.done_at = Letter.State.FEIGNED, now
    letter.to, letter.subject, letter.headers, letter.problem = "", "", {}, ""
    letter.text, letter.html = " " * len(letter.text), " " * len(letter.html)


def sender_domain() -> str:
    """The domain that our mail comes from; receivers expect it in the letter's id."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def letter_of(draft: Draft, *, chain: int, now: datetime, due: datetime) -> Letter:
    """The row of a draft; refused when a line break hides in a header (T40)."""
    heads = [draft.to, draft.subject, *draft.headers.keys(), *draft.headers.values()]
    if any(sign in head for head in heads for sign in "\r\n\0"):
        raise Refused("A mail's subject and address stand on one line.")
    return Letter(
        chain=chain,
        kind=draft.kind,
        key=draft.key,
        message_id=make_msgid(domain=sender_domain()),
        to=draft.to,
        subject=draft.subject[:200],
        text=draft.text,
        html=draft.html,
        headers=dict(draft.headers),
        queued_at=now,
        due_at=due,
    )
