"""Where an account is signed in."""

from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.people.accounts import queries
from alongside.people.accounts.access import Request, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def device_list(request: Request) -> HttpResponse:
    """The browsers where the account is signed in, and a button that signs out all but this one."""
    if request.method == "POST":
        end_other_sessions(request, request.user)
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("accounts:device_list")
    devices = queries.devices_of(request.user, here=request.session.session_key)
    return render(request, "accounts/device_list.html", {"devices": devices})
