"""One page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from alongside.people.networks.models import Member


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """A page of about 21 KB for somebody who is signed in: session row, user row, one query on an index, one template."""
    members = list(Member.objects.filter(account=request.user.pk))
    return render(request, "bare.html", {"members": members, "rows": ROWS})


ROWS = [
    {"name": f"Champion {n}", "place": "Armley Library", "ago": n, "people": n * 3, "sessions": n * 7}
    for n in range(56)
]
urlpatterns = [path("bare/", bare)]
