"""What may be typed about a champion's people."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alongside.helping.sessions.forms.logging import Choice, IdField


class JoinForm(forms.Form):
    """Which other code is the same person."""

    other = IdField(label=_("Choose the other code"))

    def __init__(self, data: QueryDict | None, *, others: Iterable[Choice]) -> None:
        super().__init__(data)
        cast("forms.ChoiceField", self.fields["other"]).choices = list(others)
