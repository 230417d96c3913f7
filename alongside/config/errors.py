"""The pages for what went wrong: not found, not allowed, busy, broken."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.kit.api.base import ROOT
from alongside.kit.api.failures import BROKEN, BUSY, INVALID, failure
from alongside.kit.safety import note_missed
from alongside.people.networks.access import keep_typed

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""What the system says when a disk is full, a quota is used up, or a disk can only be read."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a request that makes no sense."""
    if request.path.startswith(f"/{ROOT}"):
        return failure(INVALID)
    return render(request, "400.html", status=400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that came from elsewhere, or was open for too long; a form that can keep what was typed comes back."""
    match = request.resolver_match
    if match and keep_typed(request, match.func):
        return redirect(request.get_full_path())
    return render(
        request,
        "403.html",
        {"message": _("This form was open for too long. Go back, load the page again and send it once more.")},
        status=403,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for something this person may not do."""
    return render(request, "403.html", {"message": ""}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an address that leads nowhere, or that is not this person's to see: the same in both cases."""
    note_missed(request)
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours; a busy database or a full disk is 503 with a time to try again."""
    is_busy = passes(sys.exception())
    if request.path.startswith(f"/{ROOT}"):
        return failure(BUSY if is_busy else BROKEN)
    if is_busy:
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "10"
        return response
    return render(request, "500.html", status=500)


def passes(fault: BaseException | None) -> bool:
    """Whether it goes by itself, or when somebody makes room: a database that is busy or away, a disk that takes nothing."""
    if isinstance(fault, OSError):
        return fault.errno in NO_ROOM
    return isinstance(fault, (OperationalError, InterfaceError))
