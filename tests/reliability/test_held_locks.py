"""R-08, T113: somebody else holds the database. People wait a while, then read that they should try again; nothing is half done."""

import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest

from tests.reliability.installation import Installation
from tests.reliability.writers import Answer, ask, session

LOG = "/n/leeds/log/"


@contextmanager
def held(installation: Installation) -> Iterator[Callable[[], None]]:
    """Nobody else can write sessions, until what this gives is called."""
    if installation.database:
        holder = psycopg.connect(installation.database)
        holder.execute("LOCK TABLE helping_sessions_session IN EXCLUSIVE MODE")
    else:
        path = installation.data / "alongside.sqlite3"
        holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        holder.execute("BEGIN EXCLUSIVE")
    with closing(holder):
        yield holder.rollback


@pytest.fixture
def cookie(installation: Installation) -> str:
    """Bea is signed in, and the server runs."""
    [cookie] = installation.make(champions=1)
    installation.start()
    assert ask(installation.port, cookie, LOG).status == 200
    return cookie


def test_r08_a_lock_of_five_seconds_costs_nobody_anything(installation: Installation, cookie: str):
    key = str(uuid.uuid4())
    with held(installation) as let_go:
        timer = threading.Timer(5, let_go)
        timer.start()
        started = time.monotonic()

        answer = ask(installation.port, cookie, LOG, session(key))

        waited = time.monotonic() - started
        timer.join()
    assert (answer.status, waited > 4) == (302, True)
    assert installation.state()["keys"] == [key]


def test_r08_a_lock_that_stays_is_a_503_in_plain_words(installation: Installation, cookie: str):
    key, answers = str(uuid.uuid4()), list[Answer]()
    with held(installation) as let_go:
        post = threading.Thread(
            target=lambda: answers.append(ask(installation.port, cookie, LOG, session(key))), daemon=True
        )
        post.start()
        time.sleep(1)

        read = [ask(installation.port, cookie, path).status for path in (LOG, "/n/leeds/", "/n/leeds/sessions/")]

        assert read == [200, 200, 200], "reads go on"
        assert post.is_alive(), "the write waits"
        post.join(timeout=40)
        let_go()
    [answer] = answers
    assert (answer.status, answer.again) == (503, "10")
    assert "what you sent was not saved" in answer.body
    assert installation.state()["keys"] == [], "no partial effect"
    assert ask(installation.port, cookie, LOG, session(key)).status == 302
    assert installation.state()["keys"] == [key]
