"""T17: how long an answer takes does not tell who has an account. `test_effort.py` counts the same in every run."""

from collections.abc import Callable
from itertools import count

import pytest
from django.test import Client
from django.utils import timezone

from alongside.kit.tests.clock import MANY, Work, apart, by_hand, chance, is_noise
from alongside.people.accounts import actions, forms, queries

ASK, CONFIRM, PASSWORD = "/account/login/code/", "/account/login/code/confirm/", "/account/login/password/"
pytestmark = by_hand
Try = Callable[[Client, str], Work]


def ask(client: Client, email: str) -> Work:
    return lambda: client.post(ASK, {"email": email})


def guess_code(client: Client, email: str) -> Work:
    client.post(ASK, {"email": email})
    return lambda: client.post(CONFIRM, {"code": "000000x"})


def guess_password(client: Client, email: str) -> Work:
    return lambda: client.post(PASSWORD, {"login": email, "password": "three words together 47"})


def pairs(attempt: Try) -> Callable[[int], tuple[Work, Work]]:
    """The attempt at an address with an account and at one without, each address and each client used once."""
    turns = count()

    def pair(_place: int) -> tuple[Work, Work]:
        turn = next(turns)
        names = (f"huw{turn}@example.org", f"ida{turn}@example.org")
        actions.open_account(names[0], name="Huw", now=timezone.now())
        ours, theirs = (
            attempt(Client(REMOTE_ADDR=f"10.{net}.{turn // 250}.{turn % 250}"), name) for net, name in enumerate(names)
        )
        return ours, theirs

    return pair


def test_chance_tells_apart_what_differs():
    same, later = [i / 100 for i in range(MANY)], [i / 100 + 0.5 for i in range(MANY)]

    assert chance(same, list(same)) > 0.9
    assert chance(same, later) < 0.001


@pytest.mark.parametrize("attempt", [ask, guess_code, guess_password], ids=lambda one: one.__name__)
def test_times_do_not_tell_who_has_an_account(db: None, attempt: Try):
    assert is_noise(pairs(attempt))


def test_times_would_tell_if_somebody_were_looked_up(db: None, monkeypatch: pytest.MonkeyPatch):
    plain = forms.AddressForm.clean_email

    def looking(form: forms.AddressForm) -> str:
        if queries.account_at(form.cleaned_data["email"]):
            queries.account_at("")
        return plain(form)

    monkeypatch.setattr(forms.AddressForm, "clean_email", looking)

    assert apart(pairs(ask)) < 0.01
