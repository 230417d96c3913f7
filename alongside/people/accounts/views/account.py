"""My account: who I am, how I sign in, where I belong."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.people.accounts import actions, adapter, queries
from alongside.people.accounts.access import Request, confirmed_lately, signed_in
from alongside.people.accounts.forms import DetailsForm, NewPasswordForm


@require_safe
@signed_in
def account_show(request: Request) -> HttpResponse:
    """Everything about the account on one page, each with the way to change it."""
    steps = queries.second_steps_of(request.user)
    return render(
        request,
        "accounts/account_show.html",
        {
            "account": request.user,
            "kinds": {step.type for step in steps},
            "passkeys": sum(step.type == "webauthn" for step in steps),
            "places": request.places,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account_edit(request: Request) -> HttpResponse:
    """Name and language."""
    account = request.user
    form = DetailsForm(request.POST or None, initial={"name": account.name, "language": account.language})
    if not form.is_valid():
        return render(request, "accounts/account_edit.html", {"form": form})
    actions.change_details(account, **form.cleaned_data, now=request.now)
    messages.success(request, _("Saved"))
    answer = redirect("accounts:account_show")
    adapter.remember_language(answer, form.cleaned_data["language"])
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@confirmed_lately
def password_edit(request: Request) -> HttpResponse:
    """A password, for people who want one."""
    form = NewPasswordForm(request.POST or None)
    form.account = request.user
    if not form.is_valid():
        return render(request, "accounts/password_edit.html", {"form": form})
    actions.choose_password(request.user, password=form.cleaned_data["password"], now=request.now)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Your password is set. Every other device is signed out."))
    return redirect("accounts:account_show")
