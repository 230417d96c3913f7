"""People who write while the server dies, and remember what they were told."""

import http.client
import random
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = "a" * 32


@dataclass
class Told:
    """What the server said of each key: saved, refused, or nothing at all."""

    ok: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Answer:
    """What came back: nothing with status 0."""

    status: int
    body: str = ""
    again: str = ""


def write(port: int, cookies: Sequence[str], *, told: Told, done: threading.Event) -> None:
    """Log sessions as fast as the server takes them, one thread a cookie, until it is done."""
    threads = [threading.Thread(target=keep_writing, args=(port, cookie, told, done)) for cookie in cookies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def keep_writing(port: int, cookie: str, told: Told, done: threading.Event) -> None:
    """One champion who logs session after session, some of them again when no answer came."""
    luck = random.Random(cookie)
    while not done.is_set():
        key = str(uuid.uuid4())
        body = session(key, code=f"Heron{luck.randrange(5)}")
        status = post(port, cookie, body)
        if status == 0 and luck.random() < 0.5:
            time.sleep(0.2)
            status = post(port, cookie, body)
        {302: told.ok, 0: told.unknown}.get(status, told.refused if status < 500 else told.unknown).add(key)
        time.sleep(0.02 if status else 0.1)


def session(key: str, *, code: str = "Heron") -> dict[str, str]:
    """What the log form sends; the note is the key, so that a second session is found under any key."""
    told = {"happened_on": "2026-11-02", "key": key, "length": "30", "note": key, "note_is_fine": "on"}
    return told | {"new_codes": code}


def post(port: int, cookie: str, body: dict[str, str]) -> int:
    """The status of one post of the log form; 0 when no answer came."""
    return ask(port, cookie, "/n/leeds/log/", body).status


def ask(port: int, cookie: str, path: str, body: dict[str, str] | None = None) -> Answer:
    """The answer to one member: to a post when there is a body. `again` is what it says of trying again."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"__Host-session={cookie}; __Host-csrf={TOKEN}",
    }
    sent = urlencode({**body, "csrfmiddlewaretoken": TOKEN}) if body is not None else None
    try:
        connection.request("GET" if sent is None else "POST", path, body=sent, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read().decode(errors="replace"), answer.headers.get("Retry-After", ""))
    except (OSError, http.client.HTTPException):
        return Answer(0)
    finally:
        connection.close()
