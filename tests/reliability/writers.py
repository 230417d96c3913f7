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
        body = {
            "happened_on": "2026-11-02",
            "key": key,
            "length": "30",
            "note": key,
            "new_codes": f"Heron{luck.randrange(5)}",
        }
        status = post(port, cookie, body)
        if status == 0 and luck.random() < 0.5:
            time.sleep(0.2)
            status = post(port, cookie, body)
        {302: told.ok, 0: told.unknown}.get(status, told.refused if status < 500 else told.unknown).add(key)
        time.sleep(0.02 if status else 0.1)


def post(port: int, cookie: str, body: dict[str, str]) -> int:
    """The status of one post of the log form; 0 when no answer came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"__Host-session={cookie}; __Host-csrf={TOKEN}",
    }
    try:
        connection.request(
            "POST", "/n/leeds/log/", body=urlencode({**body, "csrfmiddlewaretoken": TOKEN}), headers=headers
        )
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
