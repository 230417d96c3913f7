"""What may be chosen about the places where champions help, their pauses and their groups."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.kit.safety import is_id
from alongside.people.champions.forms.fields import OrganisationField, among, organisation_of
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Team


class PlaceForm(forms.Form):
    """A button beside a team: what is done with it."""

    MAIN, ADD, LEAVE, NO_MAIN = "main", "add", "leave", "no-main"
    step = forms.ChoiceField(choices=[(step, step) for step in (MAIN, ADD, LEAVE, NO_MAIN)])
    team = forms.ModelChoiceField(Team.objects.none())

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "team").queryset = teams


class PauseForm(forms.Form):
    """Until when a champion is away."""

    until = forms.DateField(label=_("Away until"), widget=forms.DateInput(attrs={"type": "date"}))


class LeaveForm(forms.Form):
    """On which day a champion stops."""

    left_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))


class MoveForm(forms.Form):
    """To which organisation a team moves."""

    organisation = OrganisationField()

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation_of(self).offer(organisations, none="")


class RowsField(forms.ModelMultipleChoiceField[Any]):
    """Rows by their ids; a number that no row could have is no choice, and never reaches the database."""

    def clean(self, value: Any) -> Any:
        """The rows; refused like any other id that is not offered."""
        for one in value or ():
            if not is_id(str(one)):
                raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": one})
        return super().clean(value)


class JoinForm(forms.Form):
    """The champions who join a group."""

    champions = RowsField(
        Champion.objects.none(),
        label=_("Who joins?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one champion.")},
    )

    def __init__(self, *args: Any, found: QuerySet[Champion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "champions").queryset = found


class MotivatorForm(forms.Form):
    """The member who looks after a group, or no longer does."""

    member = forms.ModelChoiceField(Member.objects.none(), error_messages={"required": _("Choose a person.")})

    def __init__(self, *args: Any, found: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "member").queryset = found
