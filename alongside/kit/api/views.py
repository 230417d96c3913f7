"""What answers at the addresses of the API."""

from collections.abc import Mapping, Set
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from alongside.kit.api.base import Api
from alongside.kit.api.failures import MISSING, NOT_ALLOWED, failure

PUBLIC, BEARERS = "public", "bearers"


def ruled(view: Any, *, rule: str) -> Any:
    """The view with its rule of access written on it, as `people.networks.access` reads it."""
    view.rule = rule
    return view


def guarded(view: Any, *, known: Mapping[str, Set[str]]) -> Any:
    """An operation's view that says by its rule that tokens guard it, and refuses other methods in the one shape."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: object) -> HttpResponse:
        response: HttpResponse = view(request, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            told = failure(NOT_ALLOWED)
            told["Allow"] = ", ".join(sorted(known))
            return told
        return response

    vars(answered)["known"] = known
    return ruled(answered, rule=BEARERS)


def description_of(api: Api) -> Any:
    """The view that tells programs what the API can do."""

    @require_safe
    def api_description(request: HttpRequest) -> HttpResponse:
        return JsonResponse(api.described)

    return ruled(api_description, rule=PUBLIC)


@csrf_exempt
def api_elsewhere(request: HttpRequest) -> HttpResponse:
    """The answer at every address that is none."""
    return failure(MISSING)


ruled(api_elsewhere, rule=PUBLIC)
