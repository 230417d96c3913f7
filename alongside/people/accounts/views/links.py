"""The page behind a one-time link."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.people.accounts import actions, queries, rules
from alongside.people.accounts.access import Visit, public


@require_http_methods(["GET", "HEAD", "POST"])
@public
def link_use(request: Visit, secret: str) -> HttpResponse:
    """A button that signs in; only pressing it changes anything, so that whatever follows links in mails spends nothing."""
    link = queries.link_of(secret)
    if request.method == "POST" and link:
        account = actions.use_link(link, now=request.now)
        record_authentication(request, account, method="link")
        answer: HttpResponse = perform_login(request, account, email_verification="none")
        return answer
    verdict = rules.may_use_link(link, now=request.now) if link else None
    return quiet(render(request, "accounts/link_use.html", {"link": link, "verdict": verdict}))


def quiet(response: HttpResponse) -> HttpResponse:
    """The page, telling no other page the address with the secret (T67).

    Not `no-referrer`: browsers then send the form from nowhere, and the guard against forged forms refuses it.
    """
    response["Referrer-Policy"] = "strict-origin"
    return response
