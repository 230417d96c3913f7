"""What may be typed about people: roles and how far they reach, and who is invited."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.edits.fields import allowed
from alongside.people.accounts import rules as accounts
from alongside.people.networks import queries, rules
from alongside.people.networks.models import Network, Role

REACHES = [
    ("whole", gettext_lazy("The whole network")),
    ("organisation", gettext_lazy("One organisation and its parts")),
    ("team", gettext_lazy("One team or place")),
    ("group", gettext_lazy("One group of champions")),
]


class RoleForm(forms.Form):
    """A role and how far it reaches; the view says in which network, in `network`."""

    network: Network
    kind = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[("", gettext_lazy("Choose a role")), *Role.Kind.choices],
        error_messages={"required": gettext_lazy("Choose a role")},
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("How far does it reach?"), choices=REACHES, initial="whole", widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=gettext_lazy("Name of the organisation, team or group"),
        help_text=gettext_lazy("How its name begins is enough. Leave it empty for the whole network."),
        max_length=340,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What was typed, with the organisation, team or group itself as `bound`; None for the whole network."""
        typed = super().clean() or {}
        reach, words = typed.get("reach", "whole"), typed.get("place", "")
        typed["bound"] = None
        if reach != "whole":
            found = queries.reached(self.network, reach=reach, words=words) if words else []
            if len(found) == 1:
                typed["bound"] = found[0]
            else:
                self.add_error("place", why_not_one([queries.place_in_words(one) for one in found], words=words))
        elif words:
            self.add_error("place", _("Say above what this is: an organisation, a team or a group."))
        return typed


class InvitationForm(RoleForm):
    """Who is invited, and as what."""

    name = forms.CharField(
        label=gettext_lazy("Their name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter their name")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Enter their e-mail address"),
            "invalid": gettext_lazy("Enter an e-mail address such as name@example.org"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("name", "email", "kind", "reach", "place")
    coverage: rules.Oversight

    def keep_within(self, coverage: rules.Oversight) -> None:
        """Offer no more than what the inviting coordinator coordinates, parts of organisations included."""
        self.coverage = coverage
        if not coverage.whole:
            reach = cast("forms.ChoiceField", self.fields["reach"])
            reach.choices, reach.initial = REACHES[1:], REACHES[1][0]
            self.fields["place"].help_text = _("How its name begins is enough.")

    def clean(self) -> dict[str, Any]:
        """What was typed, when the role would reach no further than who invites."""
        typed = super().clean()
        verdict = rules.may_invite_into(self.coverage, typed["bound"])
        if not verdict and not self.errors:
            self.add_error("place", verdict.reason)
        return typed

    def clean_name(self) -> str:
        """A name that is no web address."""
        return allowed(str(self.cleaned_data["name"]), accounts.may_be_named(self.cleaned_data["name"]))


def why_not_one(found: list[str], *, words: str) -> str:
    """What to do when the words name none or several."""
    if not words:
        return _("Enter its name.")
    if not found:
        return _("Nothing here begins with “%(words)s”. Check the name.") % {"words": words}
    return _("Several begin with “%(words)s”: %(names)s. Type more of the name.") % {
        "words": words,
        "names": ", ".join(found),
    }
