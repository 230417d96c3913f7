"""What may be typed on the register of a drop-in."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.helping.learners import rules as learner_rules
from alongside.helping.sessions import rules
from alongside.helping.sessions.forms.logging import (
    LENGTHS,
    UNSURE,
    Choice,
    DayForm,
    IdField,
    IdsField,
    codes_in,
    unique,
)
from alongside.kit.safety import is_id


class OpenForm(DayForm):
    """Where and when a drop-in was, and how long it lasted; who led it is asked of members who are no champions."""

    team = IdField(label=_("Where?"), error_messages={"required": _("Choose the place.")})
    place_words = forms.CharField(label=_("Find another place"), max_length=80, required=False)
    length = forms.ChoiceField(
        label=_("How long did it last?"), choices=(*LENGTHS, UNSURE), required=False, widget=forms.RadioSelect
    )
    champion = IdField(label=_("Which champion led it?"), required=False)
    champion_words = forms.CharField(label=_("Find another champion"), max_length=80, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        initial: Mapping[str, Any],
        places: Iterable[Choice],
        leaders: Iterable[Choice] | None = None,
        today: date | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.today = today
        cast("forms.ChoiceField", self.fields["team"]).choices = unique(places)
        if leaders is None:
            del self.fields["champion"], self.fields["champion_words"]
        else:
            cast("forms.ChoiceField", self.fields["champion"]).choices = unique(leaders)


class RegisterForm(forms.Form):
    """Who came to a drop-in: `known-ID` is a topic or `here`; `code-N` with `topic-N` is somebody new.

    Names that were not offered are not read.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    champion = IdField(
        label=_("Who sat beside them?"), error_messages={"required": _("Choose who sat beside them.")}, required=False
    )
    codes = forms.CharField(
        label=_("Their nicknames or card codes"),
        help_text=_("With commas between, such as 1041, 1042, Heron. Not their real names."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
    )
    headcount = forms.IntegerField(
        label=_("How many more came? Just a number"), min_value=0, max_value=rules.MOST_PEOPLE, required=False
    )
    champions = IdsField(label=_("Which other champions were there?"), required=False)
    champion_words = forms.CharField(label=_("Find another champion"), max_length=80, required=False)
    numbers = range(1, 11)
    here = ("here", _("Here"))
    near = 1  # chips that are shown at once for each person

    def __init__(
        self,
        data: QueryDict | None,
        *,
        helpers: Sequence[Choice],
        topics: Sequence[Choice],
        known: Sequence[Any],
        own: int | None = None,
        is_finished: bool = True,
    ) -> None:
        """`own` is the champion who fills it in, if they are one; a form that is not finished is not judged yet."""
        super().__init__(data, initial={"champion": own})
        cast("forms.ChoiceField", self.fields["champion"]).choices = helpers
        cast("forms.ChoiceField", self.fields["champions"]).choices = helpers
        self.fields["champion"].required = own is None
        self.own = own
        self.known, self.choices, self.is_finished = known, (self.here, *topics), is_finished
        self.far = {str(value) for value, _name in self.choices[self.near :]}

    @property
    def errors(self) -> ErrorDict:
        """What is wrong; nothing while somebody is still searching."""
        return super().errors if self.is_finished else ErrorDict()

    def chosen(self, name: str) -> str:
        """What was sent under that name."""
        return str(self.data.get(name, ""))

    @property
    def has_single(self) -> bool:
        """Whether anything was written down one by one."""
        return any(self.chosen(f"code-{number}") or self.chosen(f"topic-{number}") for number in self.numbers)

    def wrong(self, number: int) -> str:
        """What is wrong with a code; nothing while nothing was sent."""
        code = self.chosen(f"code-{number}")
        if not self.is_finished or not self.is_bound:
            return ""
        if not code.strip():
            return gettext("Write down a code for this topic.") if self.chosen(f"topic-{number}") else ""
        if rules.dangers_in(code):
            return rules.not_a_code()
        return learner_rules.is_code(code).reason

    def clean_codes(self) -> list[str]:
        """The codes written down at once, each once."""
        return list(codes_in(self.cleaned_data["codes"]).values())

    def clean(self) -> dict[str, Any]:
        """Every code can be one."""
        for number in self.numbers:
            if self.wrong(number):
                self.add_error(None, gettext("Person %(n)s: %(why)s") % {"n": number, "why": self.wrong(number)})
        return self.cleaned_data

    def arrivals(self) -> list[tuple[int | None, str, int | None]]:
        """Who came, as the action takes them: the id of a learner or a code, and the topic."""
        again = [(one.pk, "", self.topic(f"known-{one.pk}")) for one in self.known if self.chosen(f"known-{one.pk}")]
        numbers = [number for number in self.numbers if self.chosen(f"code-{number}").strip()]
        alone = [(None, self.chosen(f"code-{number}"), self.topic(f"topic-{number}")) for number in numbers]
        return [*again, *alone, *[(None, code, None) for code in self.cleaned_data["codes"]]]

    def topic(self, name: str) -> int | None:
        """The topic sent under that name."""
        sent = self.chosen(name)
        return int(sent) if is_id(sent) else None
