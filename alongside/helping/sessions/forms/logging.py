"""What may be typed when a session is logged or corrected.

The names of the fields are a contract: the page, its links with GET parameters, drafts and the offline form all use them.
Ids are checked for their shape here, and for being the champion's own by the action.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.helping.learners import rules as learner_rules
from alongside.helping.sessions import queries, rules
from alongside.helping.sessions.models import Practice, Session
from alongside.kit.edits.fields import allowed
from alongside.kit.safety import is_id
from alongside.kit.verdict import YES
from alongside.learning.skills import queries as skills

LENGTHS = (("15", _("15 min")), ("30", _("30 min")), ("45", _("45 min")), ("60", _("1 h")), ("120", _("2 h")))
UNSURE = ("", _("Not sure"))
TASK = "task-"
CODE_LENGTH = 40
Choice = tuple[Any, Any]


class IdsField(forms.MultipleChoiceField):
    """Ids of rows, as checkboxes; any whole number will do here."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """Whether it is an id at all."""
        return is_id(value)

    def clean(self, value: Any) -> Any:
        """The ids as whole numbers, each once, in the order they came."""
        return tuple(dict.fromkeys(int(one) for one in super().clean(value)))


class IdField(forms.ChoiceField):
    """The id of one row, or nothing, as radios."""

    widget = forms.RadioSelect

    def valid_value(self, value: str) -> bool:
        """Whether it is an id at all."""
        return is_id(value)

    def clean(self, value: Any) -> Any:
        """The id as a whole number, None when nothing was chosen."""
        found = super().clean(value)
        return int(found) if found else None


class DayForm(forms.Form):
    """A form with a date; one that knows what day it is today refuses days that cannot be."""

    happened_on = forms.DateField(label=_("Date"), widget=forms.DateInput(format="%Y-%m-%d"))
    today: date | None = None

    def clean_happened_on(self) -> date:
        """A day on which help can have been given."""
        day: date = self.cleaned_data["happened_on"]
        return allowed(day, rules.may_be_day(day, today=self.today) if self.today else YES)

    @property
    def day(self) -> date | None:
        """The day that the form holds now."""
        value = self["happened_on"].value()
        return value if isinstance(value, date) else parsed_day(str(value))


class LogForm(DayForm):
    """One occasion of help: who, what with, how long; everything is optional but the date."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    author = forms.CharField(widget=forms.HiddenInput, required=False)
    claimed_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    learners = IdsField(label=_("Who did you help?"), required=False)
    new_codes = forms.CharField(
        label=_("Nickname or card code"),
        help_text=_("Not their real name. Put a comma between two people."),
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"}),
    )
    headcount = forms.IntegerField(
        label=_("How many people?"), min_value=0, max_value=rules.MOST_PEOPLE, required=False
    )
    topics = IdsField(label=_("What with?"), required=False)
    length = forms.ChoiceField(
        label=_("How long, about?"), choices=(*LENGTHS, UNSURE), required=False, widget=forms.RadioSelect
    )
    other_length = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=rules.MOST_MINUTES, required=False)
    team = IdField(label=_("Where?"), required=False)
    place_words = forms.CharField(label=_("Find another place"), max_length=80, required=False)
    how = forms.ChoiceField(
        label=_("How did you meet?"),
        choices=(*Session.How.choices, ("", _("Not said"))),
        required=False,
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=_("What do they lack?"),
        choices=Session.Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("No names, no health details, no passwords."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note_is_fine = forms.BooleanField(label=_("It is something else. Save it as it is."), required=False)
    champions = IdsField(label=_("Who else helped?"), required=False)
    champion_words = forms.CharField(label=_("Find another champion"), max_length=80, required=False)
    projects = IdsField(label=_("Does it count towards a project?"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        offer: queries.Offer | None = None,
        also: Mapping[str, Iterable[Choice]] | None = None,
        today: date | None = None,
    ) -> None:
        """A form to be drawn needs an offer; `also` are choices beyond it, by the name of the field."""
        super().__init__(data, initial=dict(initial or {}))
        self.today = today
        self.is_fresh = False  # whether nothing was typed or sent: pages keep what a fresh form draws
        self.dangers: tuple[str, ...] = ()
        self.places: dict[str, str] = {}
        if offer:
            self.offer_choices(offer, also=also or {})

    def offer_choices(self, offer: queries.Offer, *, also: Mapping[str, Iterable[Choice]]) -> None:
        """Hand the choices to the fields, the likeliest first."""
        here = unique(offer.places, also.get("team", ()))
        self.places = {str(pk): name for pk, name in here}
        projects = ((pk, name) for pk, name, first, end in offer.projects if self.is_running(pk, first, end))
        offered: dict[str, Iterable[Choice]] = {
            "learners": unique(also.get("learners", ()), offer.people),
            "topics": unique(offer.topics, also.get("topics", ())),
            "team": (*here, ("", _("Not said"))),
            "champions": unique(offer.colleagues, also.get("champions", ())),
            "projects": unique(projects, also.get("projects", ())),
        }
        for name, choices in offered.items():
            cast("forms.ChoiceField", self.fields[name]).choices = list(choices)

    def is_running(self, project: int, starts_on: date, ends_on: date | None) -> bool:
        """Whether to offer a project: it runs on the day of the form, or was chosen."""
        chosen = {str(pk) for pk in self["projects"].value() or ()}
        day = self.day
        return str(project) in chosen or bool(day and rules.runs_on(day, starts_on=starts_on, ends_on=ends_on))

    @property
    def place_line(self) -> str:
        """The chosen place and way in one line: Place: Armley Library, face to face."""
        team, how = str(self["team"].value() or ""), self["how"].value() or ""
        ways = {value: str(name) for value, name in Session.How.choices}
        told = [words for words in (self.places.get(team, ""), ways.get(how, "").lower()) if words]
        return gettext("Place: %(place)s") % {"place": ", ".join(told)} if told else gettext("Place, and how you met")

    @property
    def practised(self) -> dict[str, str]:
        """The level chosen for each task that one was chosen for, as typed or as before."""
        if not self.is_bound:
            return dict(self.initial.get("practices", ()))
        levels = set(Practice.Level.values)
        return {
            task: level for task in skills.tasks() if (level := str(self.data.get(TASK + task, ""))) and level in levels
        }

    def clean_new_codes(self) -> dict[str, str]:
        """The nicknames typed, each once, by their folded form."""
        return codes_in(self.cleaned_data["new_codes"])

    def clean(self) -> dict[str, Any]:
        """Warn about numbers and secrets in the note, once; projects must run on the day."""
        data: dict[str, Any] = self.cleaned_data
        if (
            data.get("projects")
            and "happened_on" in data
            and not queries.all_run(data["projects"], data["happened_on"])
        ):
            self.add_error("projects", gettext("One of these projects does not run on that day. Choose again."))
        self.dangers = rules.dangers_in(data.get("note") or "")
        if self.dangers and not data.get("note_is_fine"):
            self.add_error("note", rules.warning_of(self.dangers))
        return data

    @property
    def unfinished(self) -> str:
        """Why only a person can finish what a phone sent, though the form is valid; empty when it says all of it."""
        if self.data.get("begun"):
            return gettext("You had begun this on the phone and not saved it. Finish it, then save.")
        if self.cleaned_data["place_words"] or self.cleaned_data["champion_words"]:
            return gettext("You typed where it was, or who else helped. Choose from what was found, then save.")
        return ""

    def entry(self) -> rules.LogEntry:
        """What the valid form says, as an action takes it."""
        data: dict[str, Any] = self.cleaned_data
        return rules.LogEntry(
            key=data["key"],
            happened_on=data["happened_on"],
            minutes=data["other_length"] or (int(data["length"]) if data["length"] else None),
            headcount=data["headcount"] or 0,
            learners=data["learners"],
            new_codes={code: uuid.uuid5(data["key"], folded) for folded, code in data["new_codes"].items()},
            topics=data["topics"],
            team=data["team"],
            how=data["how"],
            practices=tuple(sorted(self.practised.items())),
            needs=tuple(data["needs"]),
            note=data["note"],
            projects=data["projects"],
            champions=data["champions"],
            claimed_at=data["claimed_at"],
        )


def codes_in(typed: str) -> dict[str, str]:
    """The nicknames in a text with commas or on lines of their own, each once, by their folded form."""
    codes = [learner_rules.tidy(code) for line in typed.splitlines() for code in line.split(",")]
    if any(len(code) > CODE_LENGTH for code in codes):
        raise forms.ValidationError(gettext("A nickname has 40 letters at most. Put a comma between two people."))
    found = {learner_rules.folded(code): code for code in reversed(codes) if code}
    if any(rules.dangers_in(code) for code in found.values()):
        raise forms.ValidationError(rules.not_a_code())
    return dict(reversed(found.items()))


def unique(*groups: Iterable[Choice]) -> list[Choice]:
    """The choices of all groups, each once, in order."""
    return list({str(pk): (pk, name) for group in groups for pk, name in group}.values())


def parsed_day(text: str) -> date | None:
    """The day that an ISO date names; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def typed_in(sent: QueryDict) -> dict[str, Any]:
    """What an address or an unfinished form says, as the first values of a form; other names are left alone."""
    several = {name for name, field in LogForm.base_fields.items() if isinstance(field, forms.MultipleChoiceField)}
    found: dict[str, Any] = {
        name: sent.getlist(name) if name in several else sent.get(name, "")
        for name in LogForm.base_fields
        if name in sent
    }
    practices = {name.removeprefix(TASK): sent.get(name, "") for name in sent if name.startswith(TASK)}
    return found | ({"practices": practices} if practices else {})


def prefilled(address: QueryDict) -> dict[str, Any]:
    """What an address may fill in beforehand: everything but what the form keeps to itself."""
    hidden = {name for name, field in LogForm.base_fields.items() if isinstance(field.widget, forms.HiddenInput)}
    return {name: value for name, value in typed_in(address).items() if name not in hidden}


def first_values(offer: queries.Offer, *, today: date) -> dict[str, Any]:
    """What a new form begins with: today, and the place, length, way and projects of last time. Nobody is chosen."""
    last, lengths = offer.last, {value for value, _label in LENGTHS}
    is_usual = str(last.minutes) in lengths
    running = {pk for pk, _name, first, end in offer.projects if rules.runs_on(today, starts_on=first, ends_on=end)}
    return {
        "happened_on": today,
        "length": str(last.minutes) if is_usual else "",
        "other_length": None if is_usual else last.minutes,
        "team": last.team if last.team in {pk for pk, _name in offer.places} else "",
        "how": last.how,
        "projects": [pk for pk in last.projects if pk in running],
    }


def values_of(entry: rules.LogEntry) -> dict[str, Any]:
    """What a form begins with that corrects what was logged."""
    is_usual = str(entry.minutes) in {value for value, _label in LENGTHS}
    told = {name: getattr(entry, name) for name in ("key", "happened_on", "learners", "topics", "how", "needs", "note")}
    return told | {
        "headcount": entry.headcount or None,
        "length": str(entry.minutes) if is_usual else "",
        "other_length": None if is_usual else entry.minutes,
        "team": entry.team or "",
        "practices": dict(entry.practices),
        "champions": entry.champions,
        "projects": entry.projects,
        "claimed_at": entry.claimed_at.isoformat() if entry.claimed_at else None,
    }
