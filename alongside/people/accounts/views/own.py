"""From a session that a network's own sign-in opened to one that the person opens themselves."""

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.people.accounts.access import Request, signed_in
from alongside.people.accounts.sessions import VOUCHED


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_sign_in(request: Request) -> HttpResponse:
    """Says why this page does not open yet, with a button that leads to the person's own way of signing in."""
    there = get_next_redirect_url(request) or reverse("accounts:account_show")
    if VOUCHED not in request.session:
        return redirect(there)
    if request.method == "POST":
        logout(request)
        return redirect_to_login(there, settings.LOGIN_URL)
    return render(request, "accounts/own_sign_in.html", {"there": there, "places": request.places})
