"""What may be typed about projects and groups."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.edits.edit_form import EditForm
from alongside.people.networks.forms.places import Choices, unused
from alongside.people.networks.models import Group, Organisation, Project


class ProjectForm(EditForm[Project]):
    """A project: who pays, when it runs, how far it has come, what it wants to reach."""

    class Meta:
        model = Project
        fields = (
            "name",
            "funder",
            "organisation",
            "phase",
            "starts_on",
            "ends_on",
            "target_champions",
            "target_people",
            "target_sessions",
        )
        widgets = {
            "phase": forms.RadioSelect,
            "starts_on": forms.DateInput(attrs={"type": "date"}),
            "ends_on": forms.DateInput(attrs={"type": "date"}),
        }
        help_texts = {"organisation": gettext_lazy("Leave it empty when it belongs to the whole network.")}

    def __init__(self, *args: Any, organisations: Choices, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        field.queryset = Organisation.objects.filter(pk__in=[key for key, _name in organisations])
        field.choices = [*([("", _("The whole network"))] if whole else []), *organisations]
        field.required = not whole

    def clean_name(self) -> str:
        """The name, when no other project of the network has it."""
        others = Project.objects.filter(network_id=self.instance.network_id).exclude(pk=self.instance.pk)
        return unused(self.cleaned_data["name"], rows=others, reason=_("There is a project of that name already."))

    def clean(self) -> dict[str, Any] | None:
        """A project ends when it has begun."""
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", ValidationError(_("The end must be on the day of the start or later.")))
        return data


class GroupForm(EditForm[Group]):
    """The name of a group."""

    class Meta:
        model = Group
        fields = ("name",)

    def clean_name(self) -> str:
        """The name, when no other group of the network has it."""
        others = Group.objects.filter(network_id=self.instance.network_id).exclude(pk=self.instance.pk)
        return unused(self.cleaned_data["name"], rows=others, reason=_("There is a group of that name already."))
