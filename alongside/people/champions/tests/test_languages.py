import pytest
from django.utils import translation

from alongside.people.champions.rules import languages


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Polish", "pl"),
        ("polski", "pl"),
        ("Pwyleg", "pl"),
        (" cymraeg ", "cy"),
        ("Welsh", "cy"),
        ("British  sign language", "bfi"),
        ("BSL", "bfi"),
        ("Bangla", "bn"),
        ("Bengali", "bn"),
        ("Farsi", "fa"),
        ("Dari", "fa-AF"),
        ("Українська", "uk"),
        ("Vietnamese", "vi"),
        ("Elvish", None),
        ("", None),
    ],
)
def test_code_of(typed, code):
    assert languages.code_of(typed) == code


def test_offered_begins_with_english_welsh_and_sign_language():
    codes = [code for code, _name in languages.offered(["vi"])]

    assert codes[:3] == ["en", "cy", "bfi"]
    assert "vi" in codes
    assert len(codes) == len(set(codes))


def test_every_offered_language_has_its_name_in_english_and_welsh():
    for locale in ("en", "cy"):
        with translation.override(locale):
            assert [code for code, name in languages.offered() if name == code] == []


def test_names_follow_the_page():
    assert languages.names_of(["ur", "cy", "xx"]) == ["Urdu", "Welsh", "xx"]
    with translation.override("cy"):
        assert languages.names_of(["ur", "cy"]) == ["Cymraeg", "Wrdw"]
