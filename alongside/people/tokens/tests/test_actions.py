import sqlite3
from contextlib import closing, contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connection

from alongside.kit.history.models import Deed
from alongside.kit.verdict import Refused
from alongside.people.accounts.queries import hash_of
from alongside.people.networks.models import Role
from alongside.people.tokens import actions, queries, rules
from alongside.people.tokens.models import Token
from conftest import NOW, join

SCOPES = ["read:figures"]


def made(member, *, name="Dashboard", days=30):
    return actions.make(member, name=name, scopes=SCOPES, days=days, now=NOW)


def test_make_gives_a_secret_of_which_only_the_hash_is_kept(ama):
    token, secret = made(ama)

    kept = Token.objects.values().get()
    assert len(secret) - len(actions.MARK) == 43
    assert secret not in str(kept)
    assert kept["secret_hash"] == hash_of(secret)
    assert queries.token_of(secret, now=NOW) == token
    assert secret not in str(Deed.objects.get(verb="made token").changes)


def test_make_gives_another_secret_each_time(ama):
    assert made(ama)[1] != made(ama)[1]


def test_make_refuses_a_member_who_has_many(ama):
    for _n in range(rules.MOST_TOKENS):
        made(ama)

    with pytest.raises(Refused, match="Revoke one"):
        made(ama)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_make_refuses_what_lasts_too_long(ama, days):
    with pytest.raises(Refused, match="a year at most"):
        made(ama, days=days)


def test_token_of_ends_with_its_time(ama):
    token, secret = made(ama, days=30)

    assert queries.token_of(secret, now=NOW + timedelta(days=30, seconds=-1)) == token
    assert queries.token_of(secret, now=NOW + timedelta(days=30)) is None


def test_token_of_ends_when_its_member_leaves(ama):
    _token, secret = made(ama)
    ama.left_at = NOW
    ama.save()

    assert queries.token_of(secret, now=NOW) is None


def test_token_of_ends_when_the_account_is_closed(ama):
    _token, secret = made(ama)
    ama.account.is_active = False
    ama.account.save()

    assert queries.token_of(secret, now=NOW) is None


def test_revoke_ends_a_token_at_once_and_once(ama):
    token, secret = made(ama)

    actions.revoke(token, by=ama, now=NOW)
    actions.revoke(token, by=ama, now=NOW + timedelta(days=1))

    token.refresh_from_db()
    assert queries.token_of(secret, now=NOW) is None
    assert (token.revoked_at, token.revoked_by) == (NOW, ama)
    assert Deed.objects.filter(verb="revoked token").count() == 1


def test_revoke_by_a_coordinator_ends_anybodys(ama, bea):
    token, secret = made(bea.member)

    actions.revoke(token, by=ama, now=NOW)

    assert queries.token_of(secret, now=NOW) is None


def test_revoke_refuses_everybody_else(network, bea, cai, eve):
    token, secret = made(bea.member)
    other = join(network, "Fay", Role.Kind.CHAMPION)

    for member in (cai, eve, other):
        with pytest.raises(Refused, match="Only who made this token"):
            actions.revoke(token, by=member, now=NOW)

    assert queries.token_of(secret, now=NOW) == token


def test_note_used_keeps_the_day(ama):
    token, _secret = made(ama)

    actions.note_used(token, today=NOW.date())

    token.refresh_from_db()
    assert token.last_used_on == NOW.date()


def test_note_used_writes_once_a_day(ama, django_assert_num_queries):
    token, secret = made(ama)
    actions.note_used(token, today=NOW.date())
    later = queries.token_of(secret, now=NOW)

    with django_assert_num_queries(0):
        actions.note_used(later, today=NOW.date())


@contextmanager
def held(token):
    """Somebody else is at the token, and nobody waits for them for long."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        impatient, patient = "PRAGMA busy_timeout = 50", "PRAGMA busy_timeout = 20000"
    else:
        other = psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": psycopg.Cursor})
        other.execute("SELECT 1 FROM tokens_token WHERE id = %s FOR UPDATE", [token.pk])
        impatient, patient = "SET lock_timeout = '50ms'", "RESET lock_timeout"
    with closing(other), connection.cursor() as cursor:
        cursor.execute(impatient)
        yield
        cursor.execute(patient)


@pytest.mark.django_db(transaction=True)
def test_note_used_never_fails_a_read(ama):
    token, _secret = made(ama)

    with held(token):
        with pytest.raises(OperationalError):
            Token.objects.filter(pk=token.pk).update(name="Held")
        actions.note_used(token, today=NOW.date())

    token.refresh_from_db()
    assert token.last_used_on is None
    actions.note_used(token, today=NOW.date())
    token.refresh_from_db()
    assert token.last_used_on == NOW.date()
