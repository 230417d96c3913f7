"""The second step of signing in, around the pages that the library brings."""

from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from alongside.people.accounts import actions
from alongside.people.accounts.access import View
from alongside.people.accounts.models import Account


def spending_first_code(view: View) -> View:
    """The library's page on which an app is set up; the code that proves the app is spent with it."""

    @wraps(view)
    def spending(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method != "POST" or not isinstance(request.user, Account):
            return view(request, *args, **kwargs)
        with actions.first_code_spent(request.user, request.POST.get("code", "")):
            return view(request, *args, **kwargs)

    return spending
