from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory

from alongside.people.accounts import actions
from alongside.people.accounts.actions import allowances
from alongside.people.accounts.models import Allowance
from conftest import NOW


def test_spend_counts_within_the_time_and_for_each_person(db: None):
    moments = [NOW + timedelta(seconds=20 * place) for place in range(12)]
    spent = [allowances.spend("guess at an account", "gwen@example.org", now=moment) for moment in moments]

    assert spent == [True] * 10 + [False] * 2
    assert allowances.spend("guess at an account", "huw@example.org", now=NOW)
    assert allowances.spend("guess at an account", "GWEN@example.org ", now=moments[0] + timedelta(minutes=5))


def test_forget_gives_one_back(db: None):
    for place in range(10):
        allowances.spend("guess at an account", "gwen@example.org", now=NOW + timedelta(seconds=place))

    allowances.forget("guess at an account", "gwen@example.org", at=NOW)

    spent = [allowances.spend("guess at an account", "gwen@example.org", now=NOW + timedelta(minutes=1)) for _ in "ab"]
    assert spent == [True, False]


@pytest.mark.django_db(transaction=True)
def test_spend_is_exact_however_many_ask_at_once():
    """T27: forty at the same moment get the ten there are."""

    def spend(_place: int) -> bool:
        try:
            return allowances.spend("guess at an account", "gwen@example.org", now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        spent = list(pool.map(spend, range(40)))

    assert sum(spent) == 10


def test_guesses_outlive_an_emptied_cache(db: None):
    """T27, T118: whatever happens to the cache, what was counted stays counted."""
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.1")
    assert all(actions.guess(request, email="gwen@example.org") for _ in range(10))

    cache.clear()

    assert actions.guess(request, email="gwen@example.org") is None


def test_allowances_keep_no_address(db: None):
    actions.stamp("gwen@example.org", now=NOW)

    assert "gwen" not in "".join(f"{row.key}{row.done_at}" for row in Allowance.objects.all())


def test_forget_ended_deletes_what_has_served_its_time(gwen):
    actions.stamp("gwen@example.org", now=NOW)
    actions.one_time_link(gwen, now=NOW)
    actions.ask_email_change(gwen, email="gwen@new.example", now=NOW)
    kept = [Allowance.objects.count(), gwen.sign_in_links.count(), gwen.email_changes.count()]
    actions.forget_ended(now=NOW + timedelta(hours=1))
    assert [Allowance.objects.count(), gwen.sign_in_links.count(), gwen.email_changes.count()] == kept == [2, 1, 1]

    actions.forget_ended(now=NOW + timedelta(days=15))

    assert [Allowance.objects.count(), gwen.sign_in_links.count(), gwen.email_changes.count()] == [0, 0, 0]
