"""T17: an address with an account costs as much work as one without, or a good clock would tell them apart.

Calls of functions and questions to the database are counted, which a busy machine does not change; `test_timing.py` takes
the time, by hand.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from alongside.kit.tests.effort import Effort, apart, effort_of
from alongside.people.accounts import actions, forms, queries
from alongside.people.accounts.models import Account

ASK, CONFIRM, PASSWORD = "/account/login/code/", "/account/login/code/confirm/", "/account/login/password/"
LONG = "three words together 47"
CLOSE = 12
"""So many calls of the ten thousand and more that each of these costs take a few millionths of a second."""
CLOSE_BESIDE_A_HASH = 60
"""A row that is found or not: a thousandth of the time that a password's hash takes, and a hundredth of what that varies by."""
Try = Callable[[str, str], Effort]


def posted(path: str, typed: dict[str, str], *, ip: str, after: str = "") -> Effort:
    """What it costs to answer that form; before it a code was asked for, when `after` says for which address."""
    client = Client(REMOTE_ADDR=ip)
    if after:
        client.post(ASK, {"email": after})
    return effort_of(lambda: client.post(path, typed))


def ask(email: str, ip: str) -> Effort:
    return posted(ASK, {"email": email}, ip=ip)


def look(email: str, ip: str) -> Effort:
    client = Client(REMOTE_ADDR=ip)
    client.post(ASK, {"email": email})
    return effort_of(lambda: client.get(CONFIRM))


def guess_code(email: str, ip: str) -> Effort:
    return posted(CONFIRM, {"code": "000000x"}, ip=ip, after=email)


def guess_password(email: str, ip: str) -> Effort:
    return posted(PASSWORD, {"login": email, "password": LONG}, ip=ip)


def join(email: str, ip: str) -> Effort:
    return posted("/account/join/", {"email": email, "password1": LONG}, ip=ip)


def address_of(kind: str, name: str) -> str:
    """The address of somebody of that kind."""
    email = f"{name}@example.org"
    if kind == "unknown":
        return email
    made = actions.open_account(email, name="Gwen", now=timezone.now())
    if kind == "with a password":
        actions.choose_password(made, password="another three words 47", now=timezone.now())
    Account.objects.filter(pk=made.pk).update(is_active=kind != "closed")
    return email


def efforts(attempt: Try, *kinds: str) -> list[Effort]:
    """What the attempt costs for each kind of address, after it was tried once, so that what is kept from then on is there."""
    for place in range(2):
        attempt(f"warm{place}@example.org", f"10.1.0.{place}")
    return [attempt(address_of(kind, f"name{place}"), f"10.2.0.{place}") for place, kind in enumerate(kinds)]


@pytest.mark.parametrize("kind", ["known", "with a password", "closed"])
@pytest.mark.parametrize("attempt", [ask, look, guess_code, guess_password, join], ids=lambda one: one.__name__)
def test_work_does_not_tell_who_has_an_account(db: None, attempt: Try, kind: str):
    ours, theirs = efforts(attempt, kind, "unknown")

    assert sum(ours.calls.values()) > 2_000
    assert ours.asked == theirs.asked
    close = CLOSE_BESIDE_A_HASH if attempt is guess_password else CLOSE
    assert apart(ours, theirs) <= close, (ours.calls - theirs.calls, theirs.calls - ours.calls)


def test_work_would_tell_if_the_account_were_looked_up(db: None, monkeypatch: pytest.MonkeyPatch):
    """A row that is found for the one and not for the other shows, and so does a question that is asked for one alone."""
    plain = forms.AddressForm.clean_email

    def looking(form: forms.AddressForm) -> str:
        queries.account_at(form.cleaned_data["email"])
        return plain(form)

    def looking_again(form: forms.AddressForm) -> str:
        if queries.account_at(form.cleaned_data["email"]):
            queries.account_at("")
        return plain(form)

    monkeypatch.setattr(forms.AddressForm, "clean_email", looking)
    ours, theirs = efforts(ask, "known", "unknown")
    assert ours.asked == theirs.asked
    assert apart(ours, theirs) > CLOSE

    Account.objects.all().delete()
    monkeypatch.setattr(forms.AddressForm, "clean_email", looking_again)
    ours, theirs = efforts(ask, "known", "unknown")
    assert len(ours.asked) == len(theirs.asked) + 1


def test_work_does_not_tell_that_a_mail_is_held_back(db: None):
    """T28: nor whether we have written to somebody within the hour, or ever."""
    efforts(ask)
    tries = [ask("often@example.org", f"10.3.0.{place}") for place in range(4)]

    assert [any("feign" in call for call in one.calls) for one in tries] == [False, False, False, True]
    for later in tries[1:]:
        assert tries[0].asked == later.asked
        assert apart(tries[0], later) <= 3 * CLOSE, (tries[0].calls - later.calls, later.calls - tries[0].calls)


def test_work_does_not_tell_that_somebody_guessed(db: None):
    """Nor whether somebody has tried to get in at that address lately."""
    efforts(guess_code)
    first, second = (guess_code("tried@example.org", f"10.3.0.{place}") for place in range(2))

    assert first.asked == second.asked
    assert apart(first, second) <= CLOSE
