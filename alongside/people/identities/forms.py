"""What may be typed about a provider."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.edits import versions
from alongside.kit.edits.edit_form import EditForm
from alongside.kit.edits.fields import allowed
from alongside.kit.fetching.turns import turn
from alongside.kit.verdict import Refused
from alongside.people.identities import actions, adapter, rules
from alongside.people.identities.models import Provider

LONGEST = 1024


class ProviderForm(EditForm[Provider]):
    """A network's provider. The secret is written and never read: left empty, the one that is kept stays.

    When people are to sign in with it, the server is asked whether they can; the view says at which moment, in `now`.
    """

    now: datetime

    secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Enter the client secret.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    class Meta:
        model = Provider
        fields = ("is_on", "words", "words_cy", "issuer", "client_id")
        help_texts = {
            "is_on": gettext_lazy("Switched off, everybody who came in with it is out at once."),
            "words": gettext_lazy("For example: Sign in with Leeds City Council"),
            "words_cy": gettext_lazy("Left empty, Welsh pages show the English words."),
            "issuer": gettext_lazy("The address of your provider, such as https://login.example.org."),
            "client_id": gettext_lazy("Your provider shows it once Alongside is registered there."),
        }
        error_messages = {
            "words": {"required": gettext_lazy("Say what stands on the button.")},
            "issuer": {"required": gettext_lazy("Enter the address of your provider.")},
            "client_id": {"required": gettext_lazy("Enter the client ID.")},
        }
        widgets = {
            "issuer": forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
            "client_id": forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = versions.version_of(self.instance, self.edited())
        if self.instance.secret:
            self.fields["secret"].required = False
            self.fields["secret"].help_text = _("One is kept. Left empty, it stays; it is never shown again.")

    def clean_issuer(self) -> str:
        """An address that can be an issuer's."""
        issuer = str(self.cleaned_data["issuer"]).strip()
        return allowed(issuer, rules.may_be_issuer(issuer))

    def clean(self) -> dict[str, Any]:
        """All of it; when people are to sign in with it, the server is there and is what it is said to be."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        is_other = bool(actions.OTHERS & set(self.changed_data))
        kept = rules.may_keep_secret(is_other=is_other, is_typed=bool(data.get("secret")))
        if not kept and "secret" not in self.errors:
            self.add_error("secret", kept.reason)
        if data.get("is_on") and not self.errors:
            self.ask(data["issuer"])
        return data

    def ask(self, issuer: str) -> None:
        """Asks the server; what is wrong with its answer stands beside the address."""
        verdict = actions.may_check(self.instance.network, now=self.now)
        if not verdict:
            self.add_error("issuer", verdict.reason)
            return
        try:
            with turn(adapter.asking_for(self.instance)):
                adapter.configuration_of(issuer)
        except Refused as refused:
            self.add_error("issuer", refused.reason)
