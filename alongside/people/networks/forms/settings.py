"""What may be typed about a network itself: a small form for each part of its settings."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.edits.edit_form import EditForm
from alongside.kit.edits.fields import allowed
from alongside.people.networks import rules
from alongside.people.networks.models import Network

COLOUR = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")


class NameForm(EditForm[Network]):
    """The name in both languages."""

    class Meta:
        model = Network
        fields = ("name", "name_cy")
        help_texts = {"name_cy": gettext_lazy("Shown on Welsh pages. Left empty, they show the English name.")}


class IntroductionForm(EditForm[Network]):
    """What the network says about itself, in both languages."""

    class Meta:
        model = Network
        fields = ("introduction", "introduction_cy")
        help_texts = {
            "introduction": gettext_lazy("Two or three sentences for somebody who has never heard of the network.")
        }


class BrandForm(EditForm[Network]):
    """The colour, which must be dark enough to be read."""

    brand = forms.CharField(
        label=gettext_lazy("Brand colour"),
        max_length=9,
        help_text=gettext_lazy("Six signs after a #, such as #134e5e. Your design guide has it, often called “hex”."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )

    class Meta:
        model = Network
        fields = ("brand",)

    def clean_brand(self) -> str:
        """The colour as #rrggbb, when text in it can be read."""
        found = COLOUR.fullmatch(str(self.cleaned_data["brand"]).strip().lower())
        if not found:
            raise ValidationError(_("Enter a colour as # and six signs from 0 to 9 and a to f, such as #134e5e."))
        signs = found[1]
        colour = "#" + (signs if len(signs) == 6 else "".join(sign * 2 for sign in signs))
        return allowed(colour, rules.may_be_brand(colour))


class LanguagesForm(EditForm[Network]):
    """The languages in which the network's pages can be read."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the pages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("With two, everybody can switch at the top of each page."),
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )

    class Meta:
        model = Network
        fields = ("languages",)


class QuietForm(EditForm[Network]):
    """After how many days without a session a champion counts as gone quiet."""

    class Meta:
        model = Network
        fields = ("quiet_after",)
        help_texts = {
            "quiet_after": gettext_lazy(
                "From 7 to 365. Most networks choose 14, 30 or 60. Champions on a pause never count."
            )
        }


class ContactsForm(EditForm[Network]):
    """Whether champions may keep one way to reach a learner who agrees: what for, and for how long."""

    class Meta:
        model = Network
        fields = ("keeps_contacts", "contacts_for", "contacts_for_cy", "contacts_days")
        labels = {
            "keeps_contacts": gettext_lazy("Champions may keep one phone number or e-mail address, with permission"),
            "contacts_days": gettext_lazy("Days after the last session until it is deleted"),
        }
        help_texts = {
            "keeps_contacts": gettext_lazy("Switched off, nobody sees what was kept, and it is deleted in the night."),
            "contacts_for": gettext_lazy(
                "Learners are asked in these words. For example: to arrange when we meet next. "
                "Who said yes before said it to the words of that day, and their champion still reads those."
            ),
            "contacts_for_cy": gettext_lazy("Left empty, Welsh pages show the English words."),
            "contacts_days": gettext_lazy(
                "From 1 to 365; 30 is enough for most networks. Fewer days hold for everybody at once, "
                "more days for those who are asked from now on."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Every word of it; without a purpose nothing can be asked for."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("keeps_contacts") and not data.get("contacts_for"):
            self.add_error("contacts_for", _("Say what it is for: learners are asked in these words."))
        return data


class PublicForm(EditForm[Network]):
    """Whether strangers can see the network, and how they find help."""

    class Meta:
        model = Network
        fields = ("is_public", "finding_help", "finding_help_cy")
        help_texts = {
            "is_public": gettext_lazy("Switched off, nobody who is not a member can see that the network exists."),
            "finding_help": gettext_lazy("Where to go, whom to ring, when. Shown on the public page."),
        }


PARTS: dict[str, type[EditForm[Network]]] = {
    "name": NameForm,
    "introduction": IntroductionForm,
    "colour": BrandForm,
    "languages": LanguagesForm,
    "quiet": QuietForm,
    "contacts": ContactsForm,
    "public": PublicForm,
}
"""The parts of the settings, by the word in their address."""
