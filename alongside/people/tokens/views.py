"""The pages of tokens: those in use, making one, ending one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.people.accounts.access import confirmed_lately
from alongside.people.networks.access import Request, address, members_only
from alongside.people.networks.rules import is_coordinator
from alongside.people.tokens import actions, queries
from alongside.people.tokens.forms import TokenForm


@require_safe
@members_only
def token_list(request: Request) -> HttpResponse:
    """The tokens in use: the member's own, and for a coordinator everybody's."""
    tokens = queries.open_tokens(request.member, now=request.now)
    shown = {"tokens": tokens, "is_coordinator": is_coordinator(request.member)}
    return render(request, "tokens/token_list.html", shown)


@require_http_methods(["GET", "POST"])
@members_only
@confirmed_lately
def token_make(request: Request) -> HttpResponse:
    """The form for a new token, then its secret: the answer to the form is the only page that ever shows it."""
    form = TokenForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "tokens/token_make.html", {"form": form})
    told = form.cleaned_data
    token, secret = actions.make(
        request.member, name=told["name"], scopes=told["scopes"], days=int(told["lasts"]), now=request.now
    )
    return render(request, "tokens/token_made.html", {"token": token, "secret": secret})


@require_POST
@members_only
def token_revoke(request: Request, token_id: int) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(queries.tokens_seen_by(request.member), pk=token_id)
    actions.revoke(token, by=request.member, now=request.now)
    messages.success(request, _("Revoked. “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect(address(request, "tokens:token_list"))
