"""A form that edits a record and knows which version of it the person saw."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db import models

from alongside.kit.edits import versions

M = TypeVar("M", bound=models.Model)


class EditForm(forms.ModelForm[M]):
    """Edits the fields of its Meta; draw it with `hidden(form)`. It writes nothing: hand `edit()` to an action."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    words: ClassVar[dict[str, Callable[[Any], str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = versions.version_of(self.instance, self.edited()) if self.instance.pk else ""

    def edited(self) -> list[str]:
        """The names of the record's fields that this form changes."""
        return [str(name) for name in self._meta.fields or ()]

    def values(self) -> dict[str, Any]:
        """What the valid form would put in the record's fields; a new line is one sign, however the browser sent it."""
        data = {name: self.cleaned_data[name] for name in self.edited()}
        return {name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in data.items()}

    def edit(self) -> versions.Edit:
        """What the valid form would change, and the version that the person saw."""
        return versions.Edit(self.values(), self.cleaned_data["version"], self.words)
