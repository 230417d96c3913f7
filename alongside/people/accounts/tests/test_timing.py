"""T17: how long an answer takes does not tell who has an account."""

import math
import os
import time
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone

from alongside.people.accounts import actions, mails

ASK, CONFIRM, PASSWORD = "/account/login/code/", "/account/login/code/confirm/", "/account/login/password/"
MANY = 200
pytestmark = pytest.mark.skipif(
    os.environ.get("ALONGSIDE_TIMING") != "yes",
    reason="times are told apart on a quiet machine only: set ALONGSIDE_TIMING=yes",
)
Try = Callable[[str, str], float]


def chance(ours: list[float], theirs: list[float]) -> float:
    """The two-sided p of the Mann-Whitney test, by its normal approximation: how likely chance alone parts the two so far."""
    ranked = sorted([(value, 0) for value in ours] + [(value, 1) for value in theirs])
    ranks = sum(place for place, (_, whose) in enumerate(ranked, start=1) if whose == 0)
    u = ranks - len(ours) * (len(ours) + 1) / 2
    spread = math.sqrt(len(ours) * len(theirs) * (len(ours) + len(theirs) + 1) / 12)
    return math.erfc(abs(u - len(ours) * len(theirs) / 2) / spread / math.sqrt(2))


def timed(client: Client, path: str, typed: dict[str, str]) -> float:
    started = time.perf_counter()
    client.post(path, typed)
    return time.perf_counter() - started


def ask(email: str, ip: str) -> float:
    return timed(Client(REMOTE_ADDR=ip), ASK, {"email": email})


def guess_code(email: str, ip: str) -> float:
    client = Client(REMOTE_ADDR=ip)
    client.post(ASK, {"email": email})
    return timed(client, CONFIRM, {"code": "000000"})


def guess_password(email: str, ip: str) -> float:
    return timed(Client(REMOTE_ADDR=ip), PASSWORD, {"login": email, "password": "three words together 47"})


def addresses(label: str) -> Iterator[str]:
    for place in range(MANY):
        actions.open_account(f"known{label}{place}@example.org", name="Gwen", now=timezone.now())
        yield f"known{label}{place}@example.org"


def apart(attempt: Try, label: str) -> float:
    """How far known and unknown addresses stand apart; asked in turns, so that a slow moment hits both."""
    known = list(addresses(label))
    attempt("warm@example.org", "10.1.0.1")
    ours, theirs = [], []
    for place, email in enumerate(known):
        pair = [(ours, email), (theirs, email.replace("known", "nobody"))]
        for times, one in pair if place % 2 else reversed(pair):
            times.append(attempt(one, f"10.0.{place // 250}.{place % 250}"))
    return chance(ours, theirs)


def test_chance_tells_apart_what_differs():
    same, later = [i / 100 for i in range(MANY)], [i / 100 + 0.5 for i in range(MANY)]

    assert chance(same, list(same)) > 0.9
    assert chance(same, later) < 0.001


@pytest.mark.parametrize("attempt", [ask, guess_code, guess_password], ids=lambda one: one.__name__)
def test_times_do_not_tell_who_has_an_account(db: None, attempt: Try):
    """Measured again when they seem to stand apart, so that chance fails one run in ten thousand."""
    assert apart(attempt, "a") > 0.01 or apart(attempt, "b") > 0.01


def test_times_would_tell_if_the_work_were_not_done(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mails, "pretend_code", lambda *_args, **_options: None)

    assert apart(ask, "a") < 0.01
