"""What a provider must be and say."""

import pytest

from alongside.people.identities import rules
from alongside.people.identities.rules import Word

SAID = {"sub": "b-1", "email": "Bea@Example.org ", "email_verified": True, "name": "Bea"}


def test_word_of_takes_an_address_only_when_it_is_verified():
    assert rules.word_of(SAID) == Word("b-1", "bea@example.org", "Bea")
    for told in (False, "true", 1, None):
        assert rules.word_of(SAID | {"email_verified": told}) == Word("b-1", "", "Bea")


def test_word_of_takes_the_word_of_microsoft_for_it():
    entra = {name: value for name, value in SAID.items() if name != "email_verified"}
    for told in (True, 1, "1", "true"):
        assert rules.word_of(entra | {"xms_edov": told}).email == "bea@example.org"
    for told in (False, 0, "0", "false", "yes", None, [True]):
        assert rules.word_of(entra | {"xms_edov": told}).email == ""
    assert rules.word_of(entra | {"email_verified": False, "xms_edov": True}).email == ""


@pytest.mark.parametrize("name", ["see https://evil.example", "a\nb", "x" * 121, None, 7])
def test_word_of_takes_no_name_that_is_none(name):
    assert rules.word_of(SAID | {"name": name}) == Word("b-1", "bea@example.org", "")


def test_word_of_takes_no_sign_for_a_letter():
    """T19: in small letters the sign for kelvin is a k, and another address would be somebody's."""
    assert rules.word_of(SAID | {"email": "Kim@example.org"}).email == "kim@example.org"
    assert rules.word_of(SAID | {"email": "\u212aim@example.org"}).email == ""


@pytest.mark.parametrize("subject", [None, "", 7, "b" * 256, "b\u0000", "bé"])
def test_word_of_refuses_who_is_nobody(subject):
    with pytest.raises(rules.NotLetIn, match="did not say who you are"):
        rules.word_of(SAID | {"sub": subject})


def test_name_for_is_that_of_the_invitation_else_what_the_provider_says_else_the_address():
    assert rules.name_for(Word("b", "bea@example.org", "Bea J"), invited="Bee") == "Bee"
    assert rules.name_for(Word("b", "bea@example.org", "Bea J"), invited="") == "Bea J"
    assert rules.name_for(Word("b", "bea.jones-lee@example.org", ""), invited="") == "Bea Jones Lee"


@pytest.mark.parametrize("issuer", ["https://login.example.org", "https://login.example.org:8443/realms/leeds/"])
def test_may_be_issuer_takes_what_providers_have(issuer):
    assert rules.may_be_issuer(issuer)
