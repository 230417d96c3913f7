"""How a letter is laid out: plain words first, and the same in simple HTML that reads well on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from alongside.kit.mail.outbox import Draft

Text = str | Promise


@dataclass(frozen=True)
class Words:
    """What a letter says, in order: who writes, paragraphs, a code in large type or a button, and what stands after it."""

    subject: Text
    paragraphs: Sequence[Text]
    sender: Text = "Alongside"
    code: str = ""
    label: Text = ""
    address: str = ""
    after: Sequence[Text] = ()


def draft(words: Words, *, kind: str, key: str, to: str) -> Draft:
    """The letter in the language that is active now."""
    context = {"words": words, "language": translation.get_language() or "en"}
    return Draft(
        kind=kind,
        key=key,
        to=to,
        subject=str(words.subject),
        text=render_to_string("mail/letter.txt", context, using="jinja2").strip() + "\n",
        html=render_to_string("mail/letter.html", context, using="jinja2"),
    )
