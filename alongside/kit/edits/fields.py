"""A field of a form that reads what people type as a cell of a spreadsheet is read, with the same remedies."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.kit.sheets import cells


class CellField(forms.CharField):
    """One line, understood by a reader of `kit.sheets.cells`: `CellField(cells.postcode, label=..., required=False)`."""

    def __init__(self, read: Callable[[str], str], **options: Any) -> None:
        super().__init__(**options)
        self.read = read

    def clean(self, value: Any) -> Any:
        """What the reader makes of the text, nothing of an empty one; its remedy is the error."""
        text = super().clean(value)
        try:
            return self.read(text) if text else ""
        except cells.CellProblem as problem:
            raise ValidationError(problem.message) from None
