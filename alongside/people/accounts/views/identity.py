"""Proving again who one is, before something is changed that a thief would change."""

import secrets
from datetime import timedelta

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from alongside.people.accounts import actions, mails, queries
from alongside.people.accounts.access import Request, signed_in
from alongside.people.accounts.forms import IdentityForm, one_time_code, password

LASTS = timedelta(minutes=10)
KEPT = "identity"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def identity_confirm(request: Request) -> HttpResponse:
    """The strongest proof that the account has: a code from the app, else the password, else a code by mail."""
    kinds = {step.type for step in queries.second_steps_of(request.user)}
    way = "app" if kinds else "password" if request.user.has_usable_password() else "mail"
    if way == "mail" and request.POST.get("send"):
        send_code(request)
        return redirect(request.get_full_path())
    sent = {"email": request.user.email, "code": KEPT in request.session}
    form = form_for(request, way=way)
    if form.is_valid():
        request.session.pop(KEPT, None)
        record_authentication(request, request.user, method=way, reauthenticated=True)
        return redirect(get_next_redirect_url(request) or "accounts:account_show")
    context = {
        "form": form,
        "way": way,
        "sent": sent,
        "passkeys": "webauthn" in kinds,
        "next": get_next_redirect_url(request),
    }
    return render(request, "accounts/identity_confirm.html", context)


def form_for(request: Request, *, way: str) -> IdentityForm:
    """The form that asks for that proof, with what was typed when it was."""
    account = request.user
    form = IdentityForm(request.POST if "proof" in request.POST else None)
    form.account = account
    if way == "app":
        form.fields["proof"] = one_time_code(_("Code from your app"), _("Or one of your recovery codes."))
        form.is_right = lambda code: actions.spend_code(account, code) is not None
    elif way == "password":
        form.fields["proof"] = password(_("Password"), is_new=False)
        form.is_right = account.check_password
    else:
        form.fields["proof"] = one_time_code(_("Code"))
        form.is_right = lambda code: is_sent(request, code)
    return form


def send_code(request: Request) -> None:
    """Mail a code, if a mail may go to the address, and remember its hash in this session."""
    code = f"{secrets.randbelow(1_000_000):06}"
    if actions.stamp(request.user.email, now=request.now):
        mails.sign_in_code(request.user.email, code, language=request.user.language, now=request.now)
    request.session[KEPT] = {"hash": queries.hash_of(code), "until": (request.now + LASTS).timestamp()}


def is_sent(request: Request, code: str) -> bool:
    """Whether it is the code that was mailed from this session: for ten minutes, and three tries however many are made at once."""
    kept = request.session.get(KEPT)
    if not kept or kept["until"] < request.now.timestamp():
        return False
    if not actions.try_proof(kept["hash"], now=request.now):
        return False
    return secrets.compare_digest(kept["hash"], queries.hash_of(code.strip()))
