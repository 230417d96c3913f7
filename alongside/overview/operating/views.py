"""Whether the installation is well, for a program that watches it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from alongside.overview.operating.queries import health as checkup
from alongside.people.networks.access import public

UNWELL = 503


@require_safe
@public
def health(request: HttpRequest) -> HttpResponse:
    """Whether pages can be answered; why not stands in `alongside health`, which strangers cannot ask."""
    answers = checkup.database_answers()
    return JsonResponse({"status": "ok" if answers else "unwell"}, status=200 if answers else UNWELL)
