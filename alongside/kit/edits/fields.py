"""What people type in a form: read as a cell of a spreadsheet is read, with the same remedies, and held against a rule."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from alongside.kit.sheets import cells
from alongside.kit.verdict import Verdict

Value = TypeVar("Value")


def allowed(value: Value, verdict: Verdict) -> Value:
    """The value when the verdict on it is yes; its reason as the error beside the field when it is no."""
    if not verdict:
        raise ValidationError(verdict.reason)
    return value


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
