"""Whether a letter is still meant for whom it is addressed to, asked in the moment before it goes (T11).

    @asked_again("invitation")
    def is_open(letter: Letter, now: datetime) -> bool:
        ...

A package's `jobs.py` says it for the kinds of letters that it sends; a letter of any other kind always goes.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils.module_loading import autodiscover_modules

from alongside.kit.mail.models import Letter

Question = Callable[[Letter, datetime], bool]
REGISTRY: dict[str, Question] = {}


def asked_again(kind: str) -> Callable[[Question], Question]:
    """Have the function decide about letters of that kind; one that it says no to goes to nobody."""

    def registered(question: Question) -> Question:
        REGISTRY[kind] = question
        return question

    return registered


def is_meant(letter: Letter, *, now: datetime) -> bool:
    """Whether the letter should go to its address now."""
    autodiscover_modules("jobs")
    question = REGISTRY.get(letter.kind)
    return question is None or question(letter, now)
