"""What is mailed to people about their accounts, in the language they chose."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.kit.mail import letters, outbox
from alongside.kit.mail.letters import Words
from alongside.people.accounts.models import Account, EmailChange

Post = Callable[..., None]


def at(name: str, **kwargs: object) -> str:
    """The full address of a page, from the settings and never from what a browser says (T20)."""
    return str(settings.BASE_URL + reverse(name, kwargs=kwargs or None))


def send(words: Words, *, to: str, kind: str, now: datetime, post: Post = outbox.post) -> None:
    """Queue one letter to one address."""
    post(letters.draft(words, kind=kind, key=f"{kind}:{uuid.uuid4()}", to=to), now=now)


def sign_in_code(email: str, code: str, *, language: str, now: datetime, post: Post = outbox.post) -> None:
    """The code that signs somebody in."""
    with translation.override(language):
        words = Words(
            _("%(code)s is your code for Alongside") % {"code": code},
            [_("Type this code on the page where you asked for it.")],
            code=code,
            after=[
                _("It works once, for ten minutes."),
                _("Nobody from your network will ever ask you for it. If you did not ask for a code, do nothing."),
            ],
        )
        send(words, to=email, kind="code", now=now, post=post)


def pretend_code(email: str, code: str, *, language: str, now: datetime) -> None:
    """The same work as for a code that is sent, and nothing is sent: so that time does not tell whom we have written to (T28)."""
    sign_in_code(email, code, language=language, now=now, post=outbox.feign)


def confirm_address(change: EmailChange, *, secret: str, now: datetime) -> None:
    """To the new address: a link that makes it the account's own."""
    with translation.override(change.account.language):
        words = Words(
            _("Confirm your new e-mail address"),
            [_("You asked to use this address for Alongside."), _("Open the page below and press the button.")],
            label=_("Confirm this address"),
            address=at("accounts:email_confirm", secret=secret),
            after=[_("The link works once, for 24 hours. If you did not ask for this, do nothing.")],
        )
        send(words, to=change.new, kind="new-address", now=now)


def address_changed(change: EmailChange, *, secret: str, now: datetime) -> None:
    """To the old address: what happened, and a link that takes it back."""
    with translation.override(change.account.language):
        words = Words(
            _("Your e-mail address was changed"),
            [
                _("You now sign in to Alongside with another address. This one is no longer used."),
                _("If you did not do this, take it back at once. It also signs out every device."),
            ],
            label=_("Take it back"),
            address=at("accounts:email_undo", secret=secret),
            after=[_("This works for 72 hours.")],
        )
        send(words, to=change.old, kind="address-changed", now=now)


def notice(account: Account, what: letters.Text, *, now: datetime) -> None:
    """That something changed in how the person signs in; `what` is the whole sentence, in their language."""
    with translation.override(account.language):
        words = Words(
            _("A change in how you sign in"),
            [what, _("If this was you, there is nothing to do.")],
            label=_("Look at your account"),
            address=at("accounts:account_show"),
            after=[_("If it was not you, open your account, remove what you do not know, and sign out everywhere.")],
        )
        send(words, to=account.email, kind="account-notice", now=now)
