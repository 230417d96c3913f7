"""Who may ask: whoever carries a token with the scope that the operation needs. Cookies count for nothing here."""

from collections.abc import Callable, Set
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from alongside.kit.api.failures import Denied

Opener = Callable[[HttpRequest, str], Set[str] | None]
"""Gives the scopes of a secret and puts whoever carries it on the request; None when it opens nothing."""


@lru_cache(maxsize=1)
def opener() -> Opener:
    """The function that the setting API_OPENER names: tokens are kept above this floor."""
    found: Opener = import_string(settings.API_OPENER)
    return found


class Bearer(HttpBearer):
    """Lets through who carries a token with that scope; any token when the scope is empty."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> bool:
        """Whether the token is in use; denied when it is not for this."""
        scopes = opener()(request, token)
        if scopes is None:
            return False
        if self.scope and self.scope not in scopes:
            raise Denied(_("This token is not for that. It needs the scope %(scope)s.") % {"scope": self.scope})
        return True


class Nobody(Bearer):
    """Lets nobody through: what an operation gets that forgot to say who may ask."""

    def authenticate(self, request: HttpRequest, token: str) -> bool:
        """No."""
        return False
