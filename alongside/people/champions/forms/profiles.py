"""The parts of a champion's profile, each a small form, and the form that adds a champion."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.edits.edit_form import EditForm
from alongside.kit.edits.fields import CellField, allowed
from alongside.kit.sheets import cells
from alongside.people.champions import queries, rules
from alongside.people.champions.forms.fields import (
    LanguagesField,
    OrganisationField,
    among,
    choices_of,
    labels_of,
    organisation_of,
    several,
)
from alongside.people.champions.models import Champion
from alongside.people.champions.rules import languages
from alongside.people.networks.models import Group, Network, Team

Offer = list[tuple[str, str]]
Words = dict[str, Callable[[Any], str]]


class AboutForm(EditForm[Champion]):
    """Who they are and how to reach them."""

    district = CellField(
        cells.district_of,
        label=gettext_lazy("District"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "The first half of the postcode where they live or help, such as LS12. Never more of it."
        ),
    )

    email = CellField(
        cells.email,
        label=gettext_lazy("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("For messages from the network. It is not the address they sign in with."),
    )

    phone = CellField(
        cells.phone,
        label=gettext_lazy("Phone number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
        help_text=gettext_lazy("Only those who look after them can see it."),
    )

    class Meta:
        model = Champion
        fields = ("name", "email", "phone", "district")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["district"] = self.instance.district.code if self.instance.district else ""

    def clean_email(self) -> str:
        """The address, when nobody else has it."""
        return own_address(self.cleaned_data["email"], network=self.instance.network, but=self.instance.pk)

    def _post_clean(self) -> None:
        """Nothing: the record is written by an action, and the district is no record yet."""


class HelpingForm(EditForm[Champion]):
    """In what capacity they help, where, why, and for how long."""

    settings = several(Champion.Setting.choices, gettext_lazy("Where to help"))
    motives = several(Champion.Motive.choices, gettext_lazy("Reasons for helping"))
    words: ClassVar[Words] = {"settings": labels_of(Champion.Setting), "motives": labels_of(Champion.Motive)}

    class Meta:
        model = Champion
        fields = ("kind", "sector", "settings", "hours_pledged", "motives", "is_work_objective")
        widgets = {"kind": forms.RadioSelect, "sector": forms.RadioSelect}
        labels = {"sector": gettext_lazy("On whose behalf")}
        help_texts = {"hours_pledged": gettext_lazy("About how many hours a month. An honest guess is enough.")}

    def clean_hours_pledged(self) -> int | None:
        """At most the hours that a month has for one person."""
        hours: int | None = self.cleaned_data["hours_pledged"]
        if hours is not None and hours > 300:
            raise forms.ValidationError(_("Enter the hours of one month, at most 300."))
        return hours


class LanguagesForm(EditForm[Champion]):
    """The languages they can help in, and what they can help with."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages to help in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = LanguagesField(
        label=gettext_lazy("Other languages"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("With commas between them: Vietnamese, Twi."),
    )
    helps_with = several(Champion.Topic.choices, gettext_lazy("Topics to help with"))
    field_order = ("languages", "others", "helps_with")
    words: ClassVar[Words] = {
        "languages": lambda codes: ", ".join(languages.names_of(codes)) or "–",
        "helps_with": labels_of(Champion.Topic),
    }

    class Meta:
        model = Champion
        fields = ("languages", "helps_with")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "languages").choices = languages.offered(self.instance.languages)
        own = [(slug, slug.replace("-", " ")) for slug in self.instance.helps_with if slug not in Champion.Topic]
        choices_of(self, "helps_with").choices = [*Champion.Topic.choices, *own]

    def values(self) -> dict[str, Any]:
        """The languages that were ticked and those that were typed, each once, and the topics."""
        data = super().values()
        typed = self.cleaned_data["others"]
        return data | {"languages": [*data["languages"], *(code for code in typed if code not in data["languages"])]}


class BelongingForm(EditForm[Champion]):
    """Which organisation and group they belong to, and since when; the organisation is that of the team when there is one."""

    organisation = OrganisationField(label=gettext_lazy("Organisation"), required=False)

    class Meta:
        model = Champion
        fields = ("organisation", "group", "started_on")
        widgets = {"started_on": forms.DateInput(attrs={"type": "date"})}

    def __init__(self, *args: Any, organisations: Offer, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_organisations(self, organisations, whole=whole, team=self.instance.team)
        groups = Group.objects.filter(network_id=self.instance.network_id)
        group = among(self, "group")
        group.queryset, group.empty_label = groups, _("None")

    def edited(self) -> list[str]:
        """The organisation is not asked for when it is that of the team."""
        return [name for name in super().edited() if name != "organisation" or self.instance.team_id is None]


PARTS: dict[str, type[EditForm[Champion]]] = {
    "about": AboutForm,
    "helping": HelpingForm,
    "languages": LanguagesForm,
}
"""The parts of a profile that a champion may change, by the word in their address."""


class AddForm(forms.Form):
    """A champion who need not have an account; the organisation is asked for when no team is given."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = CellField(
        cells.email,
        label=gettext_lazy("E-mail address"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("When you invite them later, their record waits for them under this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=Champion.Kind.choices,
        initial=Champion.Kind.VOLUNTEER,
        widget=forms.RadioSelect,
    )
    organisation = OrganisationField(label=gettext_lazy("Organisation"), required=False)
    started_on = forms.DateField(label=gettext_lazy("Champion since"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, *args: Any, network: Network, organisations: Offer, whole: bool, team: Team | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.network = network
        offer_organisations(self, organisations, whole=whole, team=team)

    def clean_email(self) -> str:
        """The address, when nobody else has it."""
        return own_address(self.cleaned_data["email"], network=self.network)


def offer_organisations(form: forms.BaseForm, organisations: Offer, *, whole: bool, team: Team | None) -> None:
    """Let a champion be put into one of those organisations; with a team it is the team's, and is not asked for.

    None at all is for those alone who look after the whole network.
    """
    if team:
        del form.fields["organisation"]
        return
    field = organisation_of(form)
    field.offer(organisations, none=_("None") if whole else "")
    field.required = not whole


def own_address(address: str, *, network: Network, but: int | None = None) -> str:
    """The address; an error when a champion of the network, other than the one of that id, has it."""
    return allowed(address, rules.may_have_address(taken=queries.is_taken(address, network=network, but=but)))
