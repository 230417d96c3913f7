"""The doors of the demo: one click to be one of the cast."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from alongside.overview.demo import queries, rules
from alongside.people.networks.access import public


@require_http_methods(["GET", "POST"])
@public
def door(request: HttpRequest, name: str) -> HttpResponse:
    """A button that signs in as one of the cast; the page does not exist but in a demo on this machine."""
    if not rules.is_open(is_demo=settings.IS_DEMO, is_local=settings.IS_LOCAL):
        raise Http404
    member = get_object_or_404(queries.cast(), name__iexact=name)
    if request.method == "POST":
        record_authentication(request, member.account, method="demo")  # no mail goes out here to prove it by
        answer: HttpResponse = perform_login(request, member.account, email_verification="none")
        return answer
    return render(request, "demo/door.html", {"person": member, "roles": list(member.roles.all())})
