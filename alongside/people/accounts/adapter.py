"""How allauth behaves here: who may come in, what is mailed, how tries are counted, where people land."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows import login as flows
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStage
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from alongside.kit.sealing import boxes
from alongside.people.accounts import actions, mails, passwords, queries
from alongside.people.accounts.models import Account
from alongside.people.accounts.sessions import DRAFT, VOUCHED

TOLD: Mapping[str, str | Promise] = {
    "account/messages/logged_out.txt": _("You are signed out."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app is no longer asked for."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes. Keep them somewhere safe."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is saved."),
    "mfa/messages/webauthn_removed.txt": _("Your passkey is removed."),
}
"""What a person reads after a change, by the name of allauth's own text; the others say nothing."""

NOTICES: Mapping[str, str | Promise] = {
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
    "mfa/email/recovery_codes_generated": _(
        "New recovery codes were made for your account. The old ones no longer work."
    ),
    "mfa/email/webauthn_added": _("A new passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
}
"""What is mailed after a change in how somebody signs in."""


VOUCHED_LASTS = timedelta(hours=12)
"""After so long somebody for whom a network's own sign-in vouched comes in again by it: people leave organisations."""
SENT_CODE = "sent_code"
"""Where the session keeps the code that was mailed."""


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come by invitation, and mails name our own address."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is wrong. Check both and try again."),
        "incorrect_code": _("This code is wrong. Check the newest mail and type its six numbers."),
        "too_many_login_attempts": _("There were too many tries. Wait five minutes and try again."),
        "rate_limited": _("There were too many tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Whether a stranger may make an account: no."""
        return False

    def get_login_stages(self) -> list[str]:
        """What stands between the first proof and being signed in."""
        return [f"{stage.__module__}.{stage.__name__}" for stage in (CodeStage, SecondStep, VouchedStage)]

    def is_ajax(self, request: HttpRequest) -> bool:
        """Whether a program asks: only the script that begins a sign-in with a passkey does."""
        return request.method == "GET" and request.headers.get("Accept") == "application/json"

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be sent there after signing in: paths of ours only (T32)."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_reauthentication_required(self, **_details: object) -> bool:
        """Whether allauth itself asks again who somebody is: no, `access.confirmed_lately` does, for every account."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        _message_context: object = None,
        extra_tags: str = "",
        message: str | None = None,
        **_details: object,
    ) -> None:
        """Say what happened, in our own words."""
        text = message or TOLD.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, _context: dict[str, Any]) -> None:
        """Queue a code for whatever address was typed; the worker sends it only where an account is (`jobs.has_account`).

        To allauth every address is one without an account, because nobody is looked up before the code is right: what is
        done, kept and answered is then the same for all, and no time tells who has an account (T17). A code that may not be
        mailed now is kept as one that nobody can type, with as much work (T28).
        """
        if template_prefix != "account/email/unknown_account":
            raise LookupError(f"{template_prefix} is a mail that Alongside does not send.")
        now, code = timezone.now(), self.generate_login_code()
        may_go = actions.ask(self.request) and actions.stamp(email, now=now)
        self.request.session[SENT_CODE] = code if may_go else ""
        compose = mails.sign_in_code if may_go else mails.pretend_code
        compose(email, code, language=translation.get_language() or "en", now=now)

    def send_notification_mail(self, template_prefix: str, user: Account, **_details: object) -> None:
        """Tell the person by mail that how they sign in has changed."""
        mails.notice(user, NOTICES[template_prefix], now=timezone.now())

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Count a try at a password, or refuse it after ten wrong ones."""
        self.guess = actions.guess(request, email=credentials.get("email", ""))
        if self.guess is None:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: str) -> Account | None:
        """Whose address and password these are, in the same steps for every address; a right password is no guess."""
        self.pre_authenticate(request, **credentials)
        account = queries.any_account_at(credentials["email"]) or Account(password=passwords.NONE)
        if not passwords.is_right(credentials["password"], account=account):
            return None
        if self.guess:
            self.guess.give_back()
        return account

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in; the session remembers who vouched for the person, and then lasts a working day, else nothing of the kind."""
        super().login(request, user)
        request.session.pop(VOUCHED, None)
        if voucher := getattr(request, VOUCHED, None):
            request.session[VOUCHED] = voucher
        # A moment: a number of seconds would begin anew with every change of the session.
        request.session.set_expiry(timezone.now() + VOUCHED_LASTS if voucher else None)

    def post_login(self, request: HttpRequest, user: Account, **details: object) -> HttpResponse:
        """Where the person goes, in the language that they chose."""
        response: HttpResponse = super().post_login(request, user, **details)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            remember_language(response, user.language)
        return response

    def respond_user_inactive(self, request: HttpRequest, _user: AbstractBaseUser) -> HttpResponse:
        """Back to the first page of signing in, with the reason; only who knows the password comes this far."""
        messages.error(request, _("This account is closed."))
        return HttpResponseRedirect(reverse("account_request_login_code"))


class CodeStage(LoginByCodeStage):
    """Waiting for the mailed code. Whoever goes back to the first page may begin again."""

    def is_resumable(self, _request: HttpRequest) -> bool:
        """Whether the first page leads straight back to the code: no."""
        return False


class SecondStep(AuthenticateStage):
    """Waiting for the second step. Whoever goes back to the first page may begin again."""

    def is_resumable(self, _request: HttpRequest) -> bool:
        """Whether the first page leads straight back to the second step: no."""
        return False


class VouchedStage(LoginStage):
    """The last of the stages, at which nobody waits: hands over what came with this sign-in, and with no other one."""

    key = "vouched"

    def handle(self) -> tuple[None, bool]:
        """On to being signed in, with who vouched for the person on the request."""
        setattr(self.request, VOUCHED, self.login.state.get(VOUCHED))
        return None, True


def sign_in_vouched(
    request: HttpRequest, account: Account, *, voucher: Mapping[str, object], there: str
) -> HttpResponse:
    """The account signed in on the word of somebody else, after its second step where it has one.

    Nothing else is kept of the session but a form that its author was filling in.
    """
    draft = request.session.get(DRAFT)
    request.session.flush()
    if draft is not None:
        request.session[DRAFT] = draft
    login = Login(user=account, redirect_url=there, email_verification="none")
    login.state[VOUCHED] = dict(voucher)
    answer: HttpResponse = flows.perform_login(request, login)
    return answer


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step in our words, with our own QR code."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is wrong or was used before. Wait for the next one and type it."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        """The secret of an app, or the seed of recovery codes, as the database keeps it."""
        return boxes.sealed(text, purpose="second step")

    def decrypt(self, encrypted_text: str) -> str:
        """What the database keeps, readable; refused when the installation's secret key has changed."""
        return boxes.opened(encrypted_text, purpose="second step")

    def build_totp_svg(self, url: str) -> str:
        """The QR code that an authenticator app scans: a whole picture with a quiet white edge."""
        inline: str = segno.make(url, error="m").svg_inline(scale=5, border=4, light="white")
        return inline.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whose passkey it is: this host's, by our name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Alongside"}

    def generate_authenticator_name(self, _user: AbstractBaseUser, _type: object) -> str:
        """The name of a new passkey until its owner gives it another."""
        return str(_("My device"))


def remember_language(response: HttpResponse, language: str) -> None:
    """The language, kept in this browser for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
