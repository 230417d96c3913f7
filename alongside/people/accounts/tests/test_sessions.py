"""Who is signed in by the cookie of a session: nobody once the session or the account has ended."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from alongside.people.accounts import actions
from alongside.people.accounts.models import Account
from alongside.people.accounts.sessions import Backend, SessionStore


@pytest.fixture
def inside(gwen: Account) -> Client:
    """Gwen's browser, in which she is signed in."""
    return browser_of(gwen)


def browser_of(account: Account) -> Client:
    client = Client()
    client.post(urlsplit(actions.one_time_link(account, now=timezone.now())).path)
    return client


def is_inside(client: Client) -> bool:
    """Whether the pages of an account open; else they lead to signing in."""
    return client.get("/account/").status_code == 200


def key_of(client: Client) -> str:
    return client.cookies["__Host-session"].value


def test_a_session_that_has_ended_signs_nobody_in(inside: Client):
    assert is_inside(inside)

    Session.objects.update(expire_date=timezone.now())

    assert not is_inside(inside)


def test_a_session_that_was_deleted_signs_nobody_in(inside: Client):
    assert is_inside(inside)

    Session.objects.all().delete()

    assert not is_inside(inside)


def test_a_session_that_has_ended_leaves_its_key_to_nobody(inside: Client):
    """A key that somebody kept is not the key of whatever is begun next in that browser."""
    kept = key_of(inside)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    store = SessionStore(kept)

    assert store.load() == {}

    assert store.session_key is None
    store.create()
    assert store.session_key not in {None, kept}


def test_a_made_up_key_signs_nobody_in(db: None):
    client = Client()
    client.cookies["__Host-session"] = "0" * 32

    assert not is_inside(client)


def test_a_closed_account_is_signed_in_nowhere(inside: Client, gwen: Account):
    assert is_inside(inside)
    assert Backend().get_user(gwen.pk) == gwen

    Account.objects.filter(pk=gwen.pk).update(is_active=False)

    assert not is_inside(inside)
    assert Backend().get_user(gwen.pk) is None


def test_a_deleted_account_is_nobody(gwen: Account):
    pk = gwen.pk
    assert Backend().get_user(pk) == gwen

    gwen.delete()

    assert Backend().get_user(pk) is None


def test_signing_out_everywhere_else_ends_the_other_sessions_alone(inside: Client, gwen: Account):
    elsewhere = browser_of(gwen)
    assert (is_inside(inside), is_inside(elsewhere)) == (True, True)

    inside.post("/account/devices/")

    assert (is_inside(inside), is_inside(elsewhere)) == (True, False)
    assert not Session.objects.filter(session_key=key_of(elsewhere)).exists()
