import re

import pytest
from django.utils import timezone, translation

from alongside.kit.mail.models import Letter
from alongside.people.accounts import actions, mails
from alongside.people.accounts.models import Account


@pytest.fixture
def huw(db: None) -> Account:
    """Huw reads Welsh."""
    return actions.open_account("huw@example.org", name="Huw", language="cy", now=timezone.now())


def test_sign_in_code_is_in_the_language_of_the_page(huw: Account):
    mails.sign_in_code("huw@example.org", "123456", language="cy", now=timezone.now())

    letter = Letter.objects.get()
    assert letter.subject == "123456 yw eich cod ar gyfer Alongside"
    assert "Teipiwch y cod hwn" in letter.text
    assert '<html lang="cy">' in letter.html


def test_address_changed_and_confirm_address_are_in_the_language_of_the_account(huw: Account, settings):
    """T20, T31: and their links begin with our own address, whatever language the browser asks for."""
    settings.BASE_URL = "https://champions.example.org"
    with translation.override("en"):
        actions.ask_email_change(huw, email="huw@new.example", now=timezone.now())
        actions.confirm_email_change(huw.email_changes.get(), now=timezone.now())

    letters = list(Letter.objects.order_by("pk"))
    assert [(letter.to, letter.subject) for letter in letters] == [
        ("huw@new.example", "Cadarnhewch eich cyfeiriad e-bost newydd"),
        ("huw@example.org", "Cafodd eich cyfeiriad e-bost ei newid"),
    ]
    for letter in letters:
        assert set(re.findall(r"https?://[^/\s\"<]+", letter.text + letter.html)) == {"https://champions.example.org"}


def test_notice_is_in_the_language_of_the_account(huw: Account):
    with translation.override("en"):
        actions.choose_password(huw, password="tair gair gyda'i gilydd", now=timezone.now())

    assert "Cafodd cyfrinair eich cyfrif ei osod." in Letter.objects.get().text


def test_mails_hold_no_address_of_anybody_else(huw: Account):
    """T99: one letter, one reader."""
    actions.ask_email_change(huw, email="huw@new.example", now=timezone.now())

    letter = Letter.objects.get()
    assert letter.to == "huw@new.example"
    assert "huw@example.org" not in letter.text + letter.html
