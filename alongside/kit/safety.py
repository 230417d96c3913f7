"""What every answer carries, what no request may hold, and what may go from a request into a question to the database."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)
NUL = "\x00"
MOST_DIGITS = 18


def is_id(text: str) -> bool:
    """Whether the text is a whole number that a row could have: digits of ASCII, few enough for the database."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def searchable(words: str) -> str:
    """Words as they are searched for: one blank between two, no sign that a database refuses, 80 signs at most."""
    return " ".join(words.replace(NUL, " ").split())[:80]


def note_missed(request: HttpRequest) -> None:
    """Write down who was told that there is nothing at an address of ours: the same line whether it never was or is not theirs.

    An address that holds a secret is not written down.
    """
    member, user, match = getattr(request, "member", None), getattr(request, "user", None), request.resolver_match
    account = member.account_id if member else getattr(user, "pk", None)
    if account and match and "secret" not in match.kwargs:
        logger.info("Account %s asked for %s and was told that there is nothing.", account, request.path)


class HostCookie(CookieStorage):
    """A cookie that no neighbouring host can set or see."""

    cookie_name = "__Host-messages"


class Messages(FallbackStorage):
    """Where messages such as "Saved" wait for the next page: in such a cookie, or in the session when they are long."""

    storage_classes = (HostCookie, SessionStorage)


class CarryMiddleware:
    """Puts on every answer, also on files and faults, that no page of another origin may embed it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the layers below, with the header on it."""
        response = self.get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class NulMiddleware:
    """Refuses the sign NUL in addresses and cookies: nobody types it, and PostgreSQL knows no text that holds it.

    Forms say so themselves, beside the field.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the layers below."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Sequence[Any], kwargs: dict[str, Any]
    ) -> None:
        """Nothing; `SuspiciousOperation`, which is answered with 400, when there is a NUL in what was sent."""
        asked = [text for name, several in request.GET.lists() for text in (name, *several)]
        told = [*request.COOKIES.values(), *map(str, kwargs.values()), *asked]
        if any(NUL in text for text in told):
            raise SuspiciousOperation("A NUL in what was sent.")
