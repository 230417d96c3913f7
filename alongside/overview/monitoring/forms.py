"""What may be asked of the figures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.helping.figures.rules import Period, period_named, run_of


class MonthsForm(forms.Form):
    """Any run of months, as 2026-04."""

    first = forms.CharField(label=_("From month"), max_length=7)
    last = forms.CharField(label=_("To month"), max_length=7)

    def period(self) -> Period | None:
        """The run of months that was asked for; None when these are no months, or the wrong way round."""
        if not self.is_valid():
            return None
        first, last = (period_named(f"m{self.cleaned_data[name].strip()}") for name in ("first", "last"))
        if first is None or last is None or first.first is None or last.last is None or first.first > last.last:
            return None
        return run_of(first.first, last.last)
