"""Moving to another e-mail address."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.people.accounts import actions, queries, rules
from alongside.people.accounts.access import Request, Visit, confirmed_lately, public, signed_in
from alongside.people.accounts.forms import EmailForm
from alongside.people.accounts.views.links import quiet


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@confirmed_lately
def email_edit(request: Request) -> HttpResponse:
    """Ask for another address; a mail goes there."""
    form = EmailForm(request.POST or None)
    form.account = request.user
    if not form.is_valid():
        return render(request, "accounts/email_edit.html", {"form": form, "account": request.user})
    email = form.cleaned_data["email"]
    actions.ask_email_change(request.user, email=email, now=request.now)
    messages.info(
        request,
        _("We have written to %(email)s. Open the link in that mail to confirm the address.") % {"email": email},
    )
    return redirect("accounts:account_show")


@require_http_methods(["GET", "HEAD", "POST"])
@public
def email_confirm(request: Visit, secret: str) -> HttpResponse:
    """A button that makes the new address the account's own."""
    change = queries.change_of(secret)
    if change is None:
        raise Http404
    if request.method == "POST":
        actions.confirm_email_change(change, now=request.now)
        messages.success(request, _("Your new address is confirmed. Use it to sign in."))
        return redirect("accounts:account_show")
    other = queries.any_account_at(change.new)
    verdict = rules.may_confirm(change, account=change.account, other=other, now=request.now)
    return quiet(render(request, "accounts/email_confirm.html", {"change": change, "verdict": verdict}))


@require_http_methods(["GET", "HEAD", "POST"])
@public
def email_undo(request: Visit, secret: str) -> HttpResponse:
    """A button that takes the old address back and signs out every device."""
    change = queries.undoing_of(secret)
    if change is None:
        raise Http404
    if request.method == "POST":
        actions.undo_email_change(change, now=request.now)
        messages.success(request, _("Your old address is back, and every device is signed out. Sign in again."))
        return redirect("account_request_login_code")
    other = queries.any_account_at(change.old)
    verdict = rules.may_undo(change, account=change.account, other=other, now=request.now)
    return quiet(render(request, "accounts/email_undo.html", {"change": change, "verdict": verdict}))
