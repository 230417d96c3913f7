"""What may be typed about a learner."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alongside.helping.learners import rules
from alongside.helping.learners.models import Consent
from alongside.kit.edits.fields import CellField, allowed

PRIVATE = {"autocomplete": "off", "spellcheck": "false"}


class CodeForm(forms.Form):
    """Another nickname or card code."""

    code = forms.CharField(
        label=_("Nickname or card code"), max_length=rules.CODE_LENGTH, widget=forms.TextInput(attrs=PRIVATE)
    )

    def clean_code(self) -> str:
        """Something that can be a code."""
        return allowed(str(self.cleaned_data["code"]), rules.is_code(self.cleaned_data["code"]))


class AgreedForm(forms.Form):
    """That a learner agreed, and how."""

    is_agreed = forms.BooleanField(
        label=_("They said yes"), error_messages={"required": _("Without a yes, nothing is kept.")}
    )
    way = forms.ChoiceField(label=_("How did they say it?"), choices=Consent.Way.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("In which language did you ask?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class NameForm(AgreedForm):
    """The name of a learner who agreed that it is kept."""

    name = forms.CharField(label=_("Their name"), max_length=80, widget=forms.TextInput(attrs=PRIVATE))


class ContactForm(AgreedForm):
    """One way to reach a learner who agreed that it is kept."""

    contact = CellField(
        rules.way_to_reach,
        label=_("Their phone number or e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs=PRIVATE),
    )
