"""Fields of a form: the right component with its label, hint, error, and what was typed."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.utils import translation

from alongside.kit.pages import fields
from alongside.kit.pages.tests.test_components import Tree


class Welcome(forms.Form):
    email = forms.EmailField(label="Your e-mail address", help_text="Only your coordinator sees it")
    name = forms.CharField(required=False, max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    note = forms.CharField(required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    topics = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("safe", "Staying safe"), ("nhs", "NHS App")]
    )
    how = forms.ChoiceField(widget=forms.RadioSelect, choices=[("face", "Face to face"), ("other", "Another way")])
    kind = forms.ChoiceField(choices=[("", "Choose one"), ("Staff", [("w", "Workplace")])])
    agree = forms.BooleanField(label="I agree")
    born = fields.DayField(label="Date of birth")
    on = forms.DateField(widget=forms.DateInput)
    people = forms.IntegerField(required=False, min_value=0)
    secret = forms.CharField(required=False, widget=forms.PasswordInput)
    sheet = forms.FileField(required=False)
    came_from = forms.CharField(required=False, widget=forms.HiddenInput)


def drawn(source: str, **context: Any) -> str:
    imports = '{% from "kit/components.html" import chips, error_summary_of, field, hidden %}'
    return str(engines["jinja2"].from_string(imports + source).render(context))


def typed(text: str) -> Welcome:
    return Welcome(QueryDict(text))


def elements(html: str, tag: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def walk(nodes: list[Any]) -> None:
        for node in nodes:
            if isinstance(node, list):
                found.extend([node[1]] if node[0] == tag else [])
                walk(node[2])

    walk(Tree(html).root)
    return found


def test_box_has_its_label_hint_type_and_autocomplete():
    html = drawn("{{ field(form.email) }}", form=Welcome())

    assert elements(html, "label") == [{"class": "govuk-label", "for": "id_email"}]
    assert "Your e-mail address" in html
    assert elements(html, "input") == [
        {
            "class": "govuk-input",
            "id": "id_email",
            "name": "email",
            "type": "email",
            "spellcheck": "false",
            "autocomplete": "email",
            "autocapitalize": "none",
            "aria-describedby": "id_email-hint",
        }
    ]


def test_what_was_typed_comes_back_with_the_error():
    html = drawn("{{ field(form.email) }}", form=typed("email=bea%40"))

    (box,) = elements(html, "input")
    assert (box["value"], box["aria-describedby"]) == ("bea@", "id_email-hint id_email-error")
    assert "Enter an e-mail address such as name@example.org" in html


def test_markup_that_was_typed_stays_text():
    html = drawn(
        "{{ field(form.name) }}{{ field(form.note) }}", form=typed("name=%22%3E%3Cb%3E&note=%3C/textarea%3E%3Cb%3E")
    )

    assert elements(html, "b") == []
    assert elements(html, "input")[0]["value"] == '"><b>'


def test_optional_is_said_and_can_be_left_out():
    assert "Name (optional)" in drawn("{{ field(form.name) }}", form=Welcome())
    assert "optional" not in drawn("{{ field(form.name, optional=False) }}", form=Welcome())


def test_long_text_is_counted_and_never_cut():
    html = drawn("{{ field(form.note) }}", form=Welcome())

    (area,) = elements(html, "textarea")
    assert (area["rows"], "maxlength" in area) == ("3", False)
    assert "You can enter up to 200 characters" in html


@pytest.mark.parametrize(("macro", "part"), [("field", "govuk-checkboxes__input"), ("chips", "chip__input")])
def test_choices_keep_what_was_chosen(macro, part):
    html = drawn(f"{{{{ {macro}(form.topics) }}}}", form=typed("topics=nhs"))

    assert elements(html, "input") == [
        {"class": part, "id": "id_topics", "name": "topics", "type": "checkbox", "value": "safe"},
        {"class": part, "id": "id_topics-2", "name": "topics", "type": "checkbox", "value": "nhs", "checked": ""},
    ]
    assert [label["for"] for label in elements(html, "label")] == ["id_topics", "id_topics-2"]


def test_a_choice_can_open_more_and_have_a_hint():
    source = (
        '{{ field(form.how, hints={"face": "In one room"}, conditionals={"other": field(form.name)}, inline=True) }}'
    )

    html = drawn(source, form=Welcome())

    assert "In one room" in html
    assert elements(html, "input")[1]["data-aria-controls"] == "conditional-id_how-2"


def test_chips_of_a_radio_field_are_radios_and_may_be_dashed():
    html = drawn('{{ chips(form.how, dashed=("other",)) }}', form=Welcome(initial={"how": "face"}))

    assert [(box["type"], "checked" in box) for box in elements(html, "input")] == [("radio", True), ("radio", False)]
    assert [div["class"] for div in elements(html, "div") if div["class"].startswith("chip")] == [
        "chips",
        "chip",
        "chip chip--add",
    ]


def test_grouped_choices_stand_in_one_list():
    html = drawn("{{ field(form.kind) }}", form=typed("kind=w"))

    assert elements(html, "option") == [{"value": ""}, {"value": "w", "selected": ""}]


def test_a_single_box_to_tick_has_its_label_beside_it():
    html = drawn("{{ field(form.agree) }}", form=typed("agree=on"))

    assert [(box["id"], "checked" in box) for box in elements(html, "input")] == [("id_agree", True)]
    assert elements(html, "fieldset") == []


def test_day_in_three_boxes_keeps_each_part():
    html = drawn("{{ field(form.born) }}", form=typed("born_day=31&born_month=2&born_year=2020"))

    assert [(box["id"], box["name"], box["value"]) for box in elements(html, "input")] == [
        ("id_born", "born_day", "31"),
        ("id_born_month", "born_month", "2"),
        ("id_born_year", "born_year", "2020"),
    ]
    assert "Enter a real date" in html


def test_day_in_three_boxes_is_a_date():
    form = typed("born_day=7&born_month=3&born_year=1978")
    form.full_clean()

    assert form.cleaned_data["born"] == date(1978, 3, 7)
    assert 'value="1978"' in drawn("{{ field(form.born) }}", form=Welcome(initial={"born": date(1978, 3, 7)}))


def test_day_picked_in_a_calendar_is_written_year_first():
    (box,) = elements(drawn("{{ field(form.on) }}", form=Welcome(initial={"on": date(2026, 11, 19)})), "input")

    assert (box["type"], box["value"]) == ("date", "2026-11-19")


def test_number_is_a_text_box_that_shows_digits():
    (box,) = elements(drawn("{{ field(form.people, width=3) }}", form=typed("people=3-4")), "input")

    assert (box["type"], box["inputmode"], box["value"]) == ("text", "numeric", "3-4")
    assert "govuk-input--width-3" in box["class"]


def test_password_never_comes_back():
    (box,) = elements(drawn("{{ field(form.secret) }}", form=typed("secret=hunter2")), "input")

    assert (box["type"], "value" in box) == ("password", False)


def test_hidden_fields_are_hidden():
    html = drawn("{{ hidden(form) }}{{ field(form.sheet) }}", form=Welcome(initial={"came_from": "nudge"}))

    assert [(box["type"], box["name"]) for box in elements(html, "input")] == [
        ("hidden", "came_from"),
        ("file", "sheet"),
    ]
    assert elements(html, "input")[0]["value"] == "nudge"


def test_summary_leads_to_each_field_and_says_what_to_do():
    html = drawn("{{ error_summary_of(form) }}", form=typed("email=bea%40example.org&on=2026-11-19"))

    assert [link["href"] for link in elements(html, "a")] == [
        "#id_topics",
        "#id_how",
        "#id_kind",
        "#id_agree",
        "#id_born",
    ]
    assert "Choose an answer to “How”" in html
    assert "Tick “I agree” to go on" in html
    assert "Enter a date" in html


def test_summary_is_empty_without_errors():
    assert drawn("{{ error_summary_of(form) }}", form=Welcome()).strip() == ""


def test_a_whole_form_draws_itself_with_our_components():
    html = str(Welcome())

    assert len(elements(html, "textarea")) == 1
    assert [box["id"] for box in elements(html, "input") if box["type"] == "checkbox"] == [
        "id_topics",
        "id_topics-2",
        "id_agree",
    ]


def test_fields_speak_welsh():
    with translation.override("cy"):
        html = drawn("{{ field(form.name) }}{{ error_summary_of(form) }}", form=typed("name=Bea"))

    assert "(dewisol)" in html
    assert "Mae problem" in html
