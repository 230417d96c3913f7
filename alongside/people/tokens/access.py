"""How a secret opens the API: who carries it, in which network, and for what."""

from collections.abc import Set
from datetime import timedelta
from typing import cast

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.errors import Throttled

from alongside.kit.limits import actions as limits
from alongside.kit.limits.actions import Limit
from alongside.people.networks.access import Request
from alongside.people.tokens import actions, queries
from alongside.people.tokens.models import Token

REQUESTS = Limit(600, timedelta(minutes=1))


class Carried(Request):
    """A request as operations of the API get it: the member, the network and the time of every request, and the token."""

    token: Token


def opened(request: HttpRequest, secret: str) -> Set[str] | None:
    """The scopes of the token with that secret, which is put on the request with its member; None when it opens nothing.

    A network in the address that is not the token's own does not exist for it. A token that asks too often is told to wait.
    """
    asked = cast("Carried", request)
    token = queries.token_of(secret, now=asked.now)
    if token is None:
        return None
    wanted = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
    if wanted not in (None, token.member.network.slug):
        raise Http404
    if not limits.allow(f"token:{token.pk}", REQUESTS, now=asked.now):
        raise Throttled(wait=int(REQUESTS.per.total_seconds()))
    actions.note_used(token, today=timezone.localtime(asked.now).date())
    asked.token, asked.member, asked.network = token, token.member, token.member.network
    return frozenset(token.scopes)
