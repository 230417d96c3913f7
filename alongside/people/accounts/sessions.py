"""How a request finds who is signed in: Django's sessions and allauth's accounts, asked for in queries that are written once."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from alongside.kit.prepared import Prepared, Slot
from alongside.people.accounts.models import Account

SESSION = Prepared(lambda: Session.objects.filter(session_key=Slot("key"), expire_date__gt=Slot("now")))
VOUCHED = "vouched"
"""Where the session keeps who vouched for whoever is signed in, and for which network; nothing when they signed in themselves."""
DRAFT = "draft"
"""Where the session keeps the number of what was typed when the last sign-in ended; only who typed it gets it back."""
ACCOUNT = Prepared(lambda: Account.objects.filter(pk=Slot("account")))


class SessionStore(db.SessionStore):
    """Django's sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        """The row of the cookie's session; None, and the key is given up, when it has ended or never was."""
        found = next(iter(SESSION(key=self.session_key or "", now=timezone.now())), None)
        if found is None:
            self._session_key = None
        return found


class Backend(AuthenticationBackend):
    """Allauth's ways of signing in."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account that a session names; None when it may not sign in any more."""
        found = next(iter(ACCOUNT(account=user_id)), None)
        return found if found and self.user_can_authenticate(found) else None
