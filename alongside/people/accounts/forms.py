"""What may be typed while signing in and in one's account."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from alongside.kit.edits.fields import allowed
from alongside.kit.sealing import boxes
from alongside.people.accounts import actions, queries, rules
from alongside.people.accounts.adapter import SENT_CODE
from alongside.people.accounts.models import Account
from alongside.people.accounts.passwords import LONGEST

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def email_field(label: "StrOrPromise") -> forms.EmailField:
    """The field for an e-mail address as a person types it."""
    return forms.EmailField(
        label=label,
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address such as name@example.org"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def one_time_code(label: "StrOrPromise", help_text: "StrOrPromise" = "") -> forms.CharField:
    """The field for a code: wide enough for six numbers, with a keyboard of numbers on a phone."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=32,
        error_messages={"required": _("Type the code")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def password(label: "StrOrPromise", *, is_new: bool, help_text: "StrOrPromise" = "") -> forms.CharField:
    """The field for a password; anything may be pasted into it."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        strip=False,
        error_messages={
            "required": _("Type a password"),
            "max_length": _("Use at most 1,024 letters, numbers and signs."),
        },
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if is_new else "current-password"}),
    )


class AddressForm(account.RequestLoginCodeForm):
    """Where to send a code. Nobody is looked up here, and every address is answered alike (T17, T28)."""

    email = email_field(_("Your e-mail address"))

    def clean_email(self) -> str:
        """The address in small letters; to allauth it is one without an account, and `AccountAdapter.send_mail` does the rest."""
        self._user = None
        email: str = self.cleaned_data["email"].lower()
        return email


class CodeForm(account.ConfirmLoginCodeForm):
    """The mailed code."""

    code = one_time_code(_("Code"))

    def clean_code(self) -> str:
        """The code when it is right; a wrong one counts as a guess at the account. Only then is the account looked up (T17)."""
        stage = vars(context.request)["_login_stage"]
        guess = actions.guess(context.request, email=stage.login.email)
        if guess is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        self.expected_code = context.request.session.get(SENT_CODE, "")
        code: str = super().clean_code()
        account = queries.account_at(stage.login.email)
        if account is None:  # closed since, or a code for nobody was guessed
            raise get_adapter().validation_error("incorrect_code")
        guess.give_back()
        del context.request.session[SENT_CODE]
        stage.state["user_id"] = str(account.pk)  # from here allauth knows whom it signs in
        return code


class PasswordForm(account.LoginForm):
    """Signing in with a password."""

    password = password(_("Password"), is_new=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields: dict[str, forms.Field] = {
            "login": email_field(_("Your e-mail address")),
            "password": self.fields["password"],
        }


class SecondStepForm(mfa.AuthenticateForm):
    """A code from the authenticator app, or a recovery code."""

    code = one_time_code(_("Code from your app"), _("Or one of your recovery codes."))

    def clean_code(self) -> str:
        """The code when it is right and was never used; a wrong one counts as a guess at the account."""
        guess = actions.guess(context.request, email=self.user.email)
        if guess is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = self.cleaned_data["code"]
        self.authenticator = actions.spend_code(self.user, code)
        if self.authenticator is None:
            raise forms.ValidationError(
                _("This code is wrong or was used before. Wait for the next one and type it."), code="incorrect_code"
            )
        guess.give_back()
        return code


class NewAuthenticatorForm(ActivateTOTPForm):
    """The first code of a new authenticator app."""

    code = one_time_code(_("Code from your app"), _("Six numbers. They change every half minute."))

    def __init__(self, *args: object, **kwargs: object) -> None:
        """The form, with its secret sealed in the session, which the database keeps."""
        super().__init__(*args, **kwargs)
        if boxes.is_sealed(self.secret):
            self.secret: str = decrypt(self.secret)
        else:
            context.request.session[SECRET_SESSION_KEY] = encrypt(self.secret)

    def clean_code(self) -> str:
        """The code when it is right; a wrong one counts as a guess at the account."""
        guess = actions.guess(context.request, email=self.user.email)
        if guess is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        guess.give_back()
        return code


class NewPasskeyForm(webauthn.AddWebAuthnForm):
    """A new passkey and what to call it."""

    name = forms.CharField(label=_("What to call this device"), max_length=60, required=False)
    passwordless = forms.BooleanField(widget=forms.HiddenInput, required=False, initial=True)


class PasskeyNameForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("What to call this device"), max_length=60)


class NewPasswordForm(forms.Form):
    """A password of one's own; the view says whose, in `account`."""

    account: Account

    password = password(
        _("New password"),
        is_new=True,
        help_text=_("At least 12 letters, numbers or signs. Three words together are good."),
    )

    def clean_password(self) -> str:
        """The password when it is long enough, not too common and not the person's own name."""
        typed: str = self.cleaned_data["password"]
        password_validation.validate_password(typed, self.account)
        return typed


class DetailsForm(forms.Form):
    """Name and language."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Enter your name")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and mails"), choices=[("en", "English"), ("cy", "Cymraeg")], widget=forms.RadioSelect
    )

    def clean_name(self) -> str:
        """A name that is no web address."""
        return allowed(str(self.cleaned_data["name"]), rules.may_be_named(self.cleaned_data["name"]))


class EmailForm(forms.Form):
    """Another address; the view says whose, in `account`."""

    account: Account

    email = email_field(_("New e-mail address"))

    def clean_email(self) -> str:
        """An address that is not the one they have."""
        email = str(self.cleaned_data["email"]).lower()
        return allowed(email, rules.may_move_to(self.account, email))


class IdentityForm(forms.Form):
    """Proof that the person at the keyboard owns the account: the view sets the field `proof`, and what tells if it is right."""

    account: Account
    is_right: Callable[[str], bool]

    def clean_proof(self) -> str:
        """What was typed when it is right; a wrong one counts as a guess at the account."""
        guess = actions.guess(context.request, email=self.account.email)
        if guess is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        typed: str = self.cleaned_data["proof"]
        if not self.is_right(typed):
            raise forms.ValidationError(_("This is wrong, or was used before. Try again."), code="wrong")
        guess.give_back()
        return typed
