"""What may be handed in: a file that a phone wrote."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.helping.phones import rules

MOST_BYTES = rules.MOST_IN_A_FILE * rules.MOST_SEALED


class FileForm(forms.Form):
    """A file that a phone wrote: the parcel that it could not send."""

    file = forms.FileField(
        label=_("The file from the phone"), error_messages={"required": _("Choose the file that the phone saved.")}
    )

    def clean_file(self) -> list[Any]:
        """The entries in the file."""
        try:
            return rules.entries_in(self.cleaned_data["file"].read(MOST_BYTES))[: rules.MOST_IN_A_FILE]
        except ValueError as error:
            raise forms.ValidationError(
                gettext("This is no file of sessions from a phone. Choose another one.")
            ) from error
