"""What may be typed about a token."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.people.tokens.models import Scope

LASTS = (("30", _("30 days")), ("90", _("90 days")), ("365", _("A year")))


class TokenForm(forms.Form):
    """A token to be made."""

    name = forms.CharField(
        label=_("Name"), help_text=_("Which program will use it, such as “Council dashboard”."), max_length=60
    )
    scopes = forms.MultipleChoiceField(
        label=_("What is it for?"),
        help_text=_("Choose as little as will do. It never reaches more than you can see and do yourself."),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    lasts = forms.ChoiceField(label=_("How long does it last?"), choices=LASTS, initial="90", widget=forms.RadioSelect)
