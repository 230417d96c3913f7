"""What may be typed by somebody who accepts an invitation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit.edits.fields import allowed
from alongside.people.accounts import rules as accounts


class WelcomeForm(forms.Form):
    """Who somebody is that opens an account by an invitation."""

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
        return allowed(str(self.cleaned_data["name"]), accounts.may_be_named(self.cleaned_data["name"]))
