"""What may be typed about organisations and teams."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.edits import versions
from alongside.kit.edits.edit_form import EditForm
from alongside.kit.edits.fields import CellField
from alongside.kit.sheets import cells
from alongside.people.networks.models import Organisation, Team
from alongside.people.networks.rules import hours

Choices = Sequence[tuple[str, str]]


def website_field() -> forms.URLField:
    """The address of a web page, with or without https:// before it."""
    return forms.URLField(label=gettext_lazy("Website"), max_length=300, required=False, assume_scheme="https")


class OrganisationForm(EditForm[Organisation]):
    """An organisation and where it stands in the tree; `parents` are the places it may be put."""

    website = website_field()

    class Meta:
        model = Organisation
        fields = ("name", "parent", "code", "website")
        labels = {"parent": gettext_lazy("A part of")}
        help_texts = {
            "parent": gettext_lazy("A department of a council, for example. Leave it empty for a partner of its own."),
            "code": gettext_lazy("As another system calls it, if it does."),
        }

    def __init__(self, *args: Any, parents: Choices, top: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["parent"])
        network_id = self.instance.network_id
        field.queryset = Organisation.objects.filter(network_id=network_id, pk__in=[key for key, _name in parents])
        field.choices = [*([("", _("None: it stands by itself"))] if top else []), *parents]
        field.required = not top

    def clean_name(self) -> str:
        """The name, when no other organisation of the network has it."""
        others = Organisation.objects.filter(network_id=self.instance.network_id).exclude(pk=self.instance.pk)
        return unused(
            self.cleaned_data["name"], rows=others, reason=_("There is an organisation of that name already.")
        )


def unused(name: str, *, rows: QuerySet[Any], reason: str) -> str:
    """The name, when none of the other rows has it."""
    if rows.filter(name=name).exists():
        raise ValidationError(reason)
    return name


class TeamForm(EditForm[Team]):
    """A team: what it is and where. The district is that of the postcode unless another is typed."""

    postcode = CellField(cells.postcode, label=gettext_lazy("Postcode"), max_length=60, required=False)
    district = CellField(
        cells.district_of,
        label=gettext_lazy("District"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("The first half of the postcode. Left empty, it is taken from the postcode."),
    )
    website = website_field()

    class Meta:
        model = Team
        fields = ("name", "kind", "address", "postcode", "district", "email", "website", "needs_champion")
        help_texts = {
            "kind": gettext_lazy("Library, hub, café, ward, estate: as people say it."),
            "needs_champion": gettext_lazy("Then it is listed as a gap while nobody is active there."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["district"] = self.instance.district.code if self.instance.district else ""

    def clean(self) -> dict[str, Any]:
        """The district of the postcode, where no other was typed."""
        data = self.cleaned_data
        if not data.get("district") and data.get("postcode"):
            data["district"] = cells.district_of(data["postcode"])
        return data

    def _post_clean(self) -> None:
        """Nothing: the record is written by an action, and the district is no record yet."""


class HoursForm(forms.Form):
    """A week of opening hours, a line for each day, as one would write it on the door."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = versions.version_of(team, ["hours"])
        unstaffed = team.hours.get(hours.UNSTAFFED) or {}
        for number, day in enumerate(hours.DAYS):
            self.fields[day] = day_field(number, team.hours.get(day) or ())
        for number, day in enumerate(hours.DAYS):
            self.fields[f"{hours.UNSTAFFED}_{day}"] = day_field(number, unstaffed.get(day) or ())

    words: ClassVar[dict[str, Callable[[Any], str]]] = {"hours": hours.in_words}

    def clean(self) -> dict[str, Any]:
        """Each line as spans of time, or as words where there are no figures."""
        data: dict[str, Any] = self.cleaned_data
        for name in [*data]:
            if name != "version":
                try:
                    data[name] = spans_of(data[name])
                except cells.CellProblem as problem:
                    self.add_error(name, problem.message)
        return data

    def edit(self) -> versions.Edit:
        """The week as it is kept, and the version that the person saw."""
        data = self.cleaned_data
        staffed: dict[str, Any] = {day: data[day] for day in hours.DAYS if data[day]}
        alone = {day: data[name] for day in hours.DAYS if data[name := f"{hours.UNSTAFFED}_{day}"]}
        week = {**staffed, **({hours.UNSTAFFED: alone} if alone else {})}
        return versions.Edit({"hours": week}, data["version"], self.words)

    def staffed(self) -> list[forms.BoundField]:
        """The lines for the hours with staff."""
        return [self[day] for day in hours.DAYS]

    def has_unstaffed(self) -> bool:
        """Whether any hours without staff are known or typed, so that their part of the form stands open."""
        return any(line.value() for line in self.unstaffed())

    def unstaffed(self) -> list[forms.BoundField]:
        """The lines for the hours without staff."""
        return [self[f"{hours.UNSTAFFED}_{day}"] for day in hours.DAYS]


def day_field(number: int, spans: Sequence[str]) -> forms.CharField:
    """The line of one day, with what is known of it."""
    box = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(
        label=hours.day_name(number), initial=hours.typed(spans), max_length=200, required=False, widget=box
    )


def spans_of(text: str) -> list[str]:
    """What a line says: spans such as 10:00-13:00, the words themselves where there are no figures, nothing for closed."""
    if not text.strip():
        return []
    found = cells.opening_hours(text)
    if found.is_closed:
        return []
    return [f"{start}-{end}" for start, end in found.spans] or [found.words]


class CloseForm(forms.Form):
    """From which day a team is closed."""

    closed_on = forms.DateField(label=gettext_lazy("Closed from"), widget=forms.DateInput(attrs={"type": "date"}))
