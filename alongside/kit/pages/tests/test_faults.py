import pytest
from django import forms
from django.http import QueryDict

from alongside.kit.pages import faults


class Visit(forms.Form):
    name = forms.CharField(label="Name", max_length=10)
    people = forms.IntegerField(label="People", min_value=1, max_value=40)
    on = forms.DateField(label="Day")
    site = forms.URLField(label="Website", assume_scheme="https")
    email = forms.EmailField(label="Address")
    how = forms.ChoiceField(label="How", choices=[("face", "Face to face")])
    topics = forms.MultipleChoiceField(label="Topics", choices=[("nhs", "NHS App")])
    agree = forms.BooleanField(label="I agree")
    own = forms.CharField(label="Own", max_length=3, error_messages={"max_length": "Three letters, please."})


SAID = [
    ("name", "", "Fill in “Name”"),
    ("name", "x" * 12, "Shorten “Name” to 10 letters and signs: it has 12"),
    ("people", "-5", "Enter 1 or more for “People”"),
    ("people", "41", "Enter 40 or less for “People”"),
    ("people", "many", "Enter a whole number for “People”, such as 25"),
    ("on", "31/31/2026", "Enter a real date for “Day”, such as 2026-03-27"),
    ("site", "not a page", "Enter a web address such as https://example.org"),
    ("email", "gwen@", "Enter an e-mail address such as name@example.org"),
    ("how", "", "Choose an answer to “How”"),
    ("how", "dance", "Choose one of the answers to “How”"),
    ("topics", "tea", "Choose one of the answers to “Topics”"),
    ("agree", "", "Tick “I agree” to go on"),
    ("own", "four", "Three letters, please."),
]


@pytest.mark.parametrize(("name", "typed", "said"), SAID)
def test_in_words_names_the_field_and_says_what_to_do(name: str, typed: str, said: str):
    form = Visit(QueryDict(mutable=False) if not typed else QueryDict(f"{name}={typed}"))

    assert faults.in_words(form[name]) == [said]
