"""Whether something is allowed, and why not: a verdict that pages ask and actions insist on.

Words: *verdict* (yes, or no with a reason written for the person), *refused* (a no that stopped an action).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

CONFLICT = 409


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with the sentence that the person reads. True in a condition when it is yes."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason


YES = Verdict()


def no(reason: str) -> Verdict:
    """A verdict of no; the reason says what to do instead where there is something."""
    return Verdict(str(reason))


class Refused(Exception):
    """An action did not happen; `reason` is a sentence for the person who asked, `page` the template that shows it."""

    page = "kit/refused.html"

    def __init__(self, reason: str) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)

    def shown(self) -> dict[str, object]:
        """What the page about it shows."""
        return {"reason": self.reason}


def insist(verdict: Verdict) -> None:
    """Go on when the verdict is yes; raise `Refused` with its reason when it is no."""
    if not verdict:
        raise Refused(verdict.reason)


class RefusedMiddleware:
    """Turns a refusal raised anywhere below a page into an answer that says why, with status 409."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the layers below."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal: JSON for a program, a page for a person; nothing for other errors."""
        if not isinstance(exception, Refused):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": {"code": "refused", "message": exception.reason}}, status=CONFLICT)
        return render(request, exception.page, exception.shown(), status=CONFLICT)
