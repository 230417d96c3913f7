"""What may be typed when files come in and go out."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.sheets import columns
from alongside.kit.sheets.columns import Field
from alongside.kit.sheets.reading import Limits, SheetProblem, open_sheet
from alongside.overview.exchange.models import Kind
from alongside.overview.exchange.rules.exports import FORMATS, WHAT
from alongside.overview.exchange.rules.kinds import RECIPES

LIMITS = Limits()


class FileForm(forms.Form):
    """A file, and what it is about."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is the file about?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the file is about")},
    )
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("CSV or Excel (.xlsx), up to 20 MB and 100,000 rows."),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "empty": gettext_lazy("This file is empty. Check that you chose the right one."),
        },
    )

    def clean_file(self) -> File[bytes]:
        """The file when it is a table that can be read; else why not, and what to do."""
        file: File[bytes] = self.cleaned_data["file"]
        recipe = RECIPES.get(self.cleaned_data.get("kind", ""))
        wanted = recipe.fields() if recipe else ()
        if file.size and file.size > LIMITS.bytes:
            raise forms.ValidationError(_("This file is larger than 20 MB. Split it, for example by year."))
        with tempfile.NamedTemporaryFile() as copy:
            for chunk in file.chunks():
                copy.write(chunk)
            copy.flush()
            try:
                open_sheet(Path(copy.name), name=file.name or "", known=columns.known(wanted), is_strange=True)
            except SheetProblem as problem:
                raise forms.ValidationError(problem.message) from None
        file.seek(0)
        return file


class ColumnsForm(forms.Form):
    """For each heading of a file, the field that it gives."""

    def __init__(
        self, *args: Any, fields: Sequence[Field], headings: Sequence[str], chosen: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wanted, self.headings = fields, headings
        choices = [("", _("Leave this column out")), *((field.name, field.label) for field in fields)]
        for place, heading in enumerate(headings):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=_("What is “%(heading)s”?") % {"heading": heading},
                choices=choices,
                required=False,
                initial=chosen.get(heading, ""),
            )

    def clean(self) -> dict[str, Any]:
        """The choices when no field is given twice."""
        data = super().clean() or {}
        labels = {field.name: field.label for field in self.wanted}
        given: dict[str, str] = {}
        for place, heading in enumerate(self.headings):
            name = data.get(f"column-{place}", "")
            if name and name in given:
                told = {"label": labels[name], "heading": given[name]}
                self.add_error(
                    f"column-{place}",
                    _("“%(heading)s” is “%(label)s” already. Choose something else, or leave one of them out.") % told,
                )
            elif name:
                given[name] = heading
        return data

    def mapping(self) -> dict[str, str]:
        """The field of each heading; an empty one for headings that are left out."""
        return {heading: self.cleaned_data[f"column-{place}"] for place, heading in enumerate(self.headings)}


class StartForm(forms.Form):
    """Whether rows with problems are left out."""

    skips = forms.BooleanField(label=gettext_lazy("Leave out the rows with problems"), required=False)


class ExportForm(forms.Form):
    """What to take out, and in which format."""

    what = forms.ChoiceField(
        label=gettext_lazy("What do you want to take out?"),
        choices=WHAT,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what to take out")},
    )
    format = forms.ChoiceField(
        label=gettext_lazy("As what kind of file?"),
        choices=FORMATS,
        initial="csv",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a kind of file")},
    )
