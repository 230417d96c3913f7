"""Phones that send what they kept: several at once, in any order, over lines that break, until the server says that it has it."""

import contextlib
import http.client
import json
import random
import socket
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from alongside.helping.phones import rules as sealing
from tests.reliability.writers import TOKEN

PARCEL, OFFER = "/n/leeds/log/phone/parcel/", "/n/leeds/log/phone/offer/"
CUT = 0.15
"""How often a line breaks before the answer."""


@dataclass
class Answers:
    """What was said of each entry: the states, and the sessions that were named."""

    states: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sessions: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    parcels: list[int] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def note(self, told: Sequence[dict[str, object]]) -> set[str]:
        """Remember what a parcel's answer says; the entries that the phone need not keep any more."""
        for one in told:
            self.states[one["id"]].add(one["state"])
            if "session" in one:
                self.sessions[one["id"]].add(one["session"])
        return {one["id"] for one in told if one["state"] != "stuck"}


@dataclass
class Phone:
    """One phone with what it kept: sealed entries by their id."""

    port: int
    cookie: str
    kept: dict[str, str]
    luck: random.Random

    def send_all(self, answers: Answers, *, until: float) -> None:
        """Send parcel after parcel in any order, again and again, until nothing is left."""
        while self.kept and time.monotonic() < until:
            ids = self.luck.sample(sorted(self.kept), min(len(self.kept), self.luck.randint(1, sealing.MOST_ENTRIES)))
            body = json.dumps({"entries": [{"id": one, "sealed": self.kept[one]} for one in ids]}).encode()
            told = self.send(body, answers)
            for done in answers.note(told):
                self.kept.pop(done, None)
            time.sleep(0.01 if told else 0.15)

    def send(self, body: bytes, answers: Answers) -> Sequence[dict[str, object]]:
        """What the server says of each entry; nothing when the line broke or the server did not take the parcel."""
        status, said = 0, b""
        with contextlib.suppress(OSError, http.client.HTTPException):
            if self.luck.random() < CUT:
                answers.cut.append(self.cut(body))
            else:
                status, said = post(self.port, self.cookie, PARCEL, body)
        answers.parcels.append(status)
        return json.loads(said)["entries"] if status == 200 else []

    def cut(self, body: bytes) -> str:
        """Send a parcel, or half of it, and hang up without waiting for the answer; which of the two."""
        how = self.luck.choice(["half", "whole"])
        head = "".join(f"{name}: {value}\r\n" for name, value in headers(self.cookie).items())
        start = f"POST {PARCEL} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{head}Content-Length: {len(body)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(start.encode() + (body if how == "whole" else body[: len(body) // 2]))
            time.sleep(self.luck.uniform(0, 0.3))
        return how


def headers(cookie: str) -> dict[str, str]:
    """What a phone of somebody who is signed in sends along."""
    cookies = f"__Host-session={cookie}; __Host-csrf={TOKEN}"
    return {"Content-Type": "application/json", "Cookie": cookies, "X-CSRFToken": TOKEN, "Accept": "application/json"}


def post(port: int, cookie: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
    """Status and body of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", path, body=body, headers=headers(cookie))
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def public_key(port: int, cookie: str) -> str:
    """The key that the phones of this champion seal with."""
    status, said = post(port, cookie, OFFER)
    assert status == 200, said
    return str(json.loads(said)["key"])


def entry(key: str, *, minutes: int) -> str:
    """An entry as the form on the phone writes it; its note is its key, so that a second one is found under any key."""
    return f"key={key}&happened_on=2026-11-02&other_length={minutes}&note={key}&note_is_fine=on&new_codes=Heron{key[0]}"


@dataclass
class Kept:
    """What one champion kept: the ids, each sealed as it was, and those that were edited afterwards sealed anew."""

    first: dict[str, str]
    edited: dict[str, str]


def kept_by(port: int, cookie: str, *, count: int, luck: random.Random) -> Kept:
    """That many entries, one in ten of them edited after it was kept."""
    public = public_key(port, cookie)
    ids = [str(uuid.UUID(int=luck.getrandbits(128), version=4)) for _ in range(count)]

    def sealed(one: str, minutes: int) -> str:
        return sealing.sealed_for(public, entry(one, minutes=minutes), entry_key=one)

    return Kept({one: sealed(one, 30) for one in ids}, {one: sealed(one, 45) for one in ids[: count // 10]})


def phones_of(port: int, cookie: str, kept: Kept, *, count: int, luck: random.Random) -> list[Phone]:
    """The champion's phones: every one has everything to send, and the last one what was edited."""
    phones = [Phone(port, cookie, dict(kept.first), random.Random(luck.random())) for _ in range(count)]
    phones[-1].kept.update(kept.edited)
    return phones


def send(phones: Sequence[Phone], *, seconds: float) -> tuple[Answers, list[threading.Thread]]:
    """All phones send at once, each in a thread of its own; what they are told, and the threads."""
    answers, until = Answers(), time.monotonic() + seconds
    threads = [threading.Thread(target=one.send_all, args=[answers], kwargs={"until": until}) for one in phones]
    for thread in threads:
        thread.start()
    return answers, threads
