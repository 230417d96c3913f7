from datetime import timedelta

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import RequestFactory

from alongside.people.accounts import actions
from conftest import NOW


def guesses(email: str, *, ip: str = "10.0.0.1", times: int = 1) -> list[bool]:
    request = RequestFactory().post("/", REMOTE_ADDR=ip)
    return [actions.guess(request, email=email) is not None for _ in range(times)]


def test_guess_counts_for_the_account_and_for_the_client(db: None):
    """T26: ten in five minutes at one account from everywhere, and ten from one client at everybody."""
    assert guesses("gwen@example.org", times=6) == [True] * 6
    assert guesses("GWEN@example.org ", ip="10.0.0.2", times=6) == [True] * 4 + [False] * 2
    assert guesses("huw@example.org", times=6) == [True] * 4 + [False] * 2
    assert guesses("huw@example.org", ip="10.0.0.3") == [True]


def test_guess_that_was_right_is_given_back(db: None):
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.1")
    for _ in range(20):
        guess = actions.guess(request, email="gwen@example.org")
        assert guess
        guess.give_back()


def test_stamp_lets_three_mails_an_hour_and_ten_a_day_go(db: None):
    """T28."""
    sent = [actions.stamp("gwen@example.org", now=NOW + timedelta(minutes=10 * place)) for place in range(6 * 23)]

    assert sent[:7] == [True] * 3 + [False] * 3 + [True]
    assert sum(sent) == 10


def test_guesses_outlive_an_emptied_cache(db: None):
    """T27, T118: whatever happens to the cache, what was counted stays counted."""
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.1")
    assert all(actions.guess(request, email="gwen@example.org") for _ in range(10))

    cache.clear()

    assert actions.guess(request, email="gwen@example.org") is None


def test_forget_ended_deletes_what_has_served_its_time(gwen):
    actions.one_time_link(gwen, now=NOW)
    actions.ask_email_change(gwen, email="gwen@new.example", now=NOW)
    kept = [gwen.sign_in_links.count(), gwen.email_changes.count()]
    actions.forget_ended(now=NOW + timedelta(hours=1))
    assert [gwen.sign_in_links.count(), gwen.email_changes.count()] == kept == [1, 1]

    actions.forget_ended(now=NOW + timedelta(days=15))

    assert [gwen.sign_in_links.count(), gwen.email_changes.count()] == [0, 0]


def test_forget_ended_deletes_sessions_that_have_ended(db: None):
    for key, hours in (("ended", -1), ("lives", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + timedelta(hours=hours))

    actions.forget_ended(now=NOW)

    assert list(Session.objects.values_list("session_key", flat=True)) == ["lives"]
