"""The page behind an invitation: for champions and for everybody else who is asked into a network."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.people.accounts import queries as accounts
from alongside.people.accounts.forms import DetailsForm
from alongside.people.accounts.models import Account
from alongside.people.champions import actions
from alongside.people.networks import queries, rules
from alongside.people.networks.access import Asked, address, holders_only, lead_nowhere
from alongside.people.networks.models import Invitation, Role


@require_http_methods(["GET", "HEAD", "POST"])
@holders_only
def invitation_accept(request: Asked, secret: str) -> HttpResponse:
    """Shows what the invitation is; only pressing the button accepts it, so that whatever follows links in mails does not."""
    invitation = queries.invitation_held(request.network, secret=secret)
    if invitation is None:
        lead_nowhere(request)
    account = request.user if isinstance(request.user, Account) else None
    known = accounts.account_at(invitation.email)
    verdict = rules.may_accept(invitation, account=account, known=known, now=request.now)
    form = DetailsForm(
        request.POST or None, initial={"name": invitation.name, "language": translation.get_language() or "en"}
    )
    if request.method == "POST" and (not verdict or account or form.is_valid()):
        typed = form.cleaned_data if form.is_valid() else {"name": invitation.name, "language": "en"}
        member = actions.accept_invitation(invitation, account=account, now=request.now, **typed)
        with translation.override(language_ahead(request, member.account)):
            messages.success(request, greeting(invitation))
        return redirect(address(request, "home:home")) if account else welcome(request, member.account)
    shown = {
        "invitation": invitation,
        "role": queries.role_in_words(invitation),
        "verdict": verdict,
        "account": account,
        "must_sign_in": account is None and known is not None and not rules.why_over(invitation, now=request.now),
        "form": form,
    }
    response = render(request, "champions/invitation_accept.html", shown)
    response["Referrer-Policy"] = "strict-origin"
    return response


def language_ahead(request: Asked, account: Account) -> str:
    """The language of the page that they come to next: a new account begins in its own, unless this browser keeps one."""
    if request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return translation.get_language() or "en"
    return account.language


def greeting(invitation: Invitation) -> str:
    """What whoever came in by the invitation reads once, on their first page; a champion also what to do first."""
    told = {"network": invitation.network, "role": queries.role_in_words(invitation)}
    if invitation.kind == Role.Kind.CHAMPION:
        return (
            _(
                "Welcome. You are a champion of %(network)s now. "
                "Do this first: press “Log a session” when you have helped somebody."
            )
            % told
        )
    return _("Welcome to %(network)s. Your role: %(role)s.") % told


def welcome(request: Asked, account: Account) -> HttpResponse:
    """The new account signed in and led to the network: whoever holds the link reads the mail of its address."""
    record_authentication(request, account, method="link")
    answer: HttpResponse = perform_login(
        request, account, email_verification="none", redirect_url=address(request, "home:home")
    )
    return answer
