"""A whole installation of its own, with real server processes that can be killed: what the reliability tests work on."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from alongside.overview.operating.management.commands.serve import server
from tests import migrated

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = ROOT / ".venv" / "bin"
PEOPLE = """
import django; django.setup()
from django.test import Client
from django.utils import timezone
from alongside.helping.sessions import actions as sessions
from alongside.people.accounts.models import Account
from alongside.people.champions import actions as champions
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Role
now = timezone.now()
leeds = networks.found("leeds", name="Leeds", now=now)
sessions.offer_defaults(leeds)
for number in range(COUNT):
    account = Account.objects.create(email=f"bea{number}@example.org", name=f"Bea {number}")
    member = networks.admit(account, network=leeds, name=account.name, now=now)
    networks.give_role(member, kind=Role.Kind.CHAMPION, now=now)
    champions.enrol(leeds, name=account.name, member=member, started_on=now.date(), now=now)
    client = Client()
    client.force_login(account)
    print(client.cookies["__Host-session"].value)
"""
STATE = """
import django; django.setup()
import json
from django.db import connection
from alongside.helping.figures.models import Figure
from alongside.helping.sessions.models import Attendance, Held, Session
figure = Figure.objects.filter(scope="network", period="all").first()
told = {"keys": [str(key) for key in Session.objects.values_list("key", flat=True)]}
told["notes"] = list(Session.objects.values_list("note", flat=True))
told["counted"] = figure.sessions if figure else 0
told["contacts"] = [figure.contacts if figure else 0, Attendance.objects.count()]
told["sessions"] = [[str(key), pk] for key, pk in Session.objects.values_list("key", "pk")]
told["held"] = [str(key) for key in Held.objects.values_list("session__key", flat=True)]
with connection.cursor() as cursor:
    if connection.vendor == "sqlite":
        told["integrity"] = cursor.execute("PRAGMA integrity_check").fetchall()
        told["foreign"] = cursor.execute("PRAGMA foreign_key_check").fetchall()
    else:
        told["integrity"], told["foreign"] = [["ok"]], []
print(json.dumps(told))
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@dataclass
class Installation:
    """A data folder, a database and a port; the server is started and killed at will."""

    data: Path
    database: str = ""
    application: str = "alongside.config.wsgi:application"
    port: int = field(default_factory=free_port)
    server: "subprocess.Popen[bytes] | None" = None

    @property
    def environment(self) -> dict[str, str]:
        """What every process of the installation is started with."""
        own = {
            "ALONGSIDE_DATA": str(self.data),
            "ALONGSIDE_PORT": str(self.port),
            "ALONGSIDE_DATABASE": self.database,
            "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        return {**os.environ, **own}

    def run(self, *words: str) -> str:
        """What a command of ours prints."""
        done = subprocess.run(words, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def make(self, *, champions: int) -> list[str]:
        """Tables, a network and champions; gives the cookie of each champion's session."""
        self.data.mkdir(parents=True, exist_ok=True)
        migrated.put(self.data, database=self.database)
        return self.run(sys.executable, "-c", PEOPLE.replace("COUNT", str(champions))).split()

    def state(self) -> dict[str, object]:
        """What the database holds: keys, notes, figures, and what its own check says."""
        found: dict[str, object] = json.loads(self.run(sys.executable, "-c", STATE))
        return found

    def start(self) -> float:
        """Start the server; gives the seconds until it answers."""
        started = time.monotonic()
        command = [*server("127.0.0.1", self.port, processes=2)[:-1], self.application]
        self.server = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL
        )
        while time.monotonic() - started < 30:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as asked:
                asked.sendall(
                    f"GET /worker.js HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n\r\n".encode()
                )
                if asked.recv(12).startswith(b"HTTP/1.1 "):
                    return time.monotonic() - started
            time.sleep(0.05)
        raise AssertionError("the server did not answer within 30 seconds")

    def kill(self) -> None:
        """End the server and all its workers at once, as a power cut would."""
        assert self.server
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(timeout=10)
        self.server = None

    def die_and_rise(self) -> None:
        """Kill the server and start it again."""
        self.kill()
        self.start()


@contextlib.contextmanager
def database_of_its_own(address: str):
    """The address of an empty database beside that one, dropped afterwards; empty for SQLite."""
    if not address:
        yield ""
        return
    psycopg = pytest.importorskip("psycopg")
    name = f"alongside_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    parts = urllib.parse.urlsplit(address)
    try:
        yield parts._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
