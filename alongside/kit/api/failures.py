"""Errors in one shape: `{"error": {"code", "message", "fields"?}}`, whatever went wrong.

`code` is for programs and stays as it is; `message` and what stands beside a field are sentences in the language asked for.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from alongside.kit.safety import note_missed
from alongside.kit.verdict import Refused

INVALID, UNKNOWN, DENIED, MISSING = 400, 401, 403, 404
NOT_ALLOWED, CONFLICT, TOO_BIG, TOO_MANY, BROKEN, BUSY = 405, 409, 413, 429, 500, 503
RETRY_AFTER = "10"
CODES = {
    INVALID: "invalid",
    UNKNOWN: "no_token",
    DENIED: "not_allowed",
    MISSING: "not_found",
    NOT_ALLOWED: "no_such_method",
    CONFLICT: "refused",
    TOO_BIG: "too_big",
    TOO_MANY: "too_many",
    BUSY: "busy",
    BROKEN: "broken",
}


class Invalid(Exception):
    """Some of what was sent cannot be used; `fields` tells, by the name of each, what to do about it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(str(fields))
        self.fields = dict(fields)


class Denied(Exception):
    """The token, or the member who made it, may not ask for this; the reason is a sentence."""


def failure(status: int, *, message: str = "", code: str = "", fields: Mapping[str, str] | None = None) -> HttpResponse:
    """The answer that is an error: its code and its sentence are the usual ones of the status unless given."""
    told: dict[str, Any] = {"code": code or CODES[status], "message": message or sentence(status)}
    if fields:
        told["fields"] = dict(fields)
    response = JsonResponse({"error": told}, status=status)
    if status == UNKNOWN:
        response["WWW-Authenticate"] = "Bearer"
    if status == BUSY:
        response["Retry-After"] = RETRY_AFTER
    return response


def sentence(status: int) -> str:
    """What to tell about a status when there is nothing more to say."""
    return {
        INVALID: _("Some of what was sent cannot be used. Put it right and send it again."),
        UNKNOWN: _("Send a token that is in use, in the header Authorization: Bearer …"),
        DENIED: _("This token is not for that."),
        MISSING: _("There is nothing here, or it is not yours to see."),
        NOT_ALLOWED: _("This address does not know that method."),
        CONFLICT: _("This was not done."),
        TOO_BIG: _("This is too big. Send less at once."),
        TOO_MANY: _("Too many requests. Wait a little."),
        BUSY: _("The database is busy. Try again in a few seconds."),
        BROKEN: _("Something broke on our side. It was noted."),
    }[status]


def invalid(_request: HttpRequest, exc: Any) -> HttpResponse:
    """The answer to what was sent in a wrong shape; an address that no row could have leads nowhere."""
    if all(error["loc"][0] == "path" for error in exc.errors):
        return failure(MISSING)
    return failure(INVALID, fields={field_of(error["loc"]): said_of(error) for error in exc.errors})


def field_of(place: Sequence[str | int]) -> str:
    """The name of a field as its sender wrote it: `practices.0.task`; `body` for the whole of it."""
    inner = place[2:] if place[0] == "body" else place[1:]
    return ".".join(map(str, inner)) or str(place[0])


def said_of(error: Mapping[str, Any]) -> str:
    """What is wrong with one field, in a sentence."""
    limits = error.get("ctx", {})
    told = {
        "missing": _("This is needed."),
        "extra_forbidden": _("There is no such field."),
        "greater_than_equal": _("This is at least %(ge)s."),
        "less_than_equal": _("This is at most %(le)s."),
        "string_too_long": _("This has %(max_length)s letters at most."),
        "string_too_short": _("This has %(min_length)s letters at least."),
        "too_long": _("This has %(max_length)s entries at most."),
        "literal_error": _("Choose one of: %(expected)s."),
        "enum": _("Choose one of: %(expected)s."),
    }
    return str(told.get(error["type"], _("This cannot be read.")) % limits)


def broken_off(_request: HttpRequest, exc: HttpError) -> HttpResponse:
    """The answer to what ninja itself refuses: no token, no JSON, too many."""
    if exc.status_code == INVALID:
        return failure(INVALID, fields={"body": _("This is no JSON.")})
    response = failure(exc.status_code)
    if isinstance(exc, Throttled) and exc.wait:
        response["Retry-After"] = str(math.ceil(exc.wait))
    return response


def unfit(_request: HttpRequest, exc: Any) -> HttpResponse:
    """The answer to `Invalid`."""
    return failure(INVALID, fields=exc.fields)


def refused(_request: HttpRequest, exc: Any) -> HttpResponse:
    """The answer to a rule that says no."""
    return failure(CONFLICT, message=exc.reason)


def denied(_request: HttpRequest, exc: Any) -> HttpResponse:
    """The answer to what this token is not for."""
    return failure(DENIED, message=str(exc))


def missing(request: HttpRequest, _exc: Any) -> HttpResponse:
    """The answer about what never was, or is not theirs to see; it is written down who asked."""
    note_missed(request)
    return failure(MISSING)


def always(status: int) -> Callable[[HttpRequest, Any], HttpResponse]:
    """A handler that answers with that status and its usual sentence."""
    return lambda _request, _exc: failure(status)


def unexpected(_request: HttpRequest, exc: Any) -> HttpResponse:
    """A fault of ours goes on to Django, which notes it."""
    raise exc


def handle(api: NinjaAPI) -> None:
    """Give every error of the API the one shape."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Exception: unexpected,
        ValidationError: invalid,
        HttpError: broken_off,
        Invalid: unfit,
        Refused: refused,
        Denied: denied,
        Http404: missing,
        RequestDataTooBig: always(TOO_BIG),
        UnreadablePostError: always(INVALID),
        OperationalError: always(BUSY),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
