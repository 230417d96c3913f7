"""Who may open a page that stands outside any network: anybody, or anybody with an account.

Every view declares its rule; `people.networks.access` adds the rules inside a network, and keeps them all.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from alongside.kit.pages.context import Link
from alongside.people.accounts.models import Account
from alongside.people.accounts.sessions import VOUCHED

View = Callable[..., HttpResponseBase]
PUBLIC, SIGNED_IN = "public", "signed in"
LATELY = 15 * 60


class Visit(HttpRequest):
    """A request as public views get it."""

    now: datetime


class Request(Visit):
    """A request as views of signed-in people get it; `places` are the networks they belong to."""

    user: Account
    places: Sequence[Link]


def public(view: View) -> View:
    """Anybody may open the page."""
    return declare(view, rule=PUBLIC)


def signed_in(view: View) -> View:
    """Anybody with an account may open the page."""
    return declare(view, rule=SIGNED_IN)


def declare(view: View, *, rule: str, kinds: Sequence[str] = ()) -> View:
    """The view with its rule written on it."""
    vars(view).update(rule=rule, kinds=frozenset(kinds))
    return view


def confirmed_lately(view: View) -> View:
    """Only who signed in or proved who they are in the last quarter of an hour may open the page; others prove it first.

    Somebody for whom a network's own sign-in vouched signs in themselves first.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if VOUCHED in request.session:
            return redirect_to_login(request.get_full_path(), reverse("accounts:own_sign_in"))
        records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
        if records and time.time() - records[-1]["at"] < LATELY:
            return view(request, *args, **kwargs)
        return redirect_to_login(request.get_full_path(), reverse("accounts:identity_confirm"))

    return guarded
