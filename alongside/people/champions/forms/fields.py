"""Fields that several forms about champions have."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy

from alongside.people.champions.rules import languages
from alongside.people.networks.models import Organisation


def several(choices: Sequence[tuple[str, Any]], label: Any) -> forms.MultipleChoiceField:
    """A question with several answers, none needed."""
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


def labels_of(kind: type[models.TextChoices]) -> Callable[[Iterable[str]], str]:
    """What writes values of that kind in words; a value that it does not know stays as it is, nothing is a dash."""

    def written(values: Iterable[str]) -> str:
        known = dict(kind.choices)
        return ", ".join(str(known.get(value, value)) for value in values) or "–"

    return written


class LanguagesField(forms.CharField):
    """Languages by their names, with commas between; gives their codes."""

    def clean(self, value: Any) -> Any:
        """The codes; an error names the first that nobody knows."""
        text = super().clean(value)
        found = []
        for name in filter(None, (part.strip() for part in text.replace(";", ",").replace("\n", ",").split(","))):
            code = languages.code_of(name)
            if code is None:
                raise ValidationError(languages.unknown(name))
            found.append(code)
        return list(dict.fromkeys(found))


class OrganisationField(forms.ModelChoiceField[Organisation]):
    """An organisation out of those that the form offers."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Organisation"))
        super().__init__(Organisation.objects.none(), **options)

    def offer(self, organisations: Sequence[tuple[str, str]], *, none: str) -> None:
        """Offer these, and the empty choice in those words when it has any."""
        self.queryset = Organisation.objects.filter(pk__in=[key for key, _name in organisations])
        self.choices = [*([("", none)] if none else []), *organisations]


def organisation_of(form: forms.BaseForm) -> OrganisationField:
    """The field of the form that asks for an organisation."""
    return cast("OrganisationField", form.fields["organisation"])


def among(form: forms.BaseForm, name: str) -> forms.ModelChoiceField[Any]:
    """A field of the form that chooses among rows, to narrow those it offers."""
    return cast("forms.ModelChoiceField[Any]", form.fields[name])


def choices_of(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field of the form that chooses among values, to say which it offers."""
    return cast("forms.ChoiceField", form.fields[name])
