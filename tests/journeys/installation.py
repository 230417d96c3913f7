"""An installation of its own for tests that need real processes: its data folder, its database, its commands."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests import migrated

ROOT = Path(__file__).resolve().parent.parent.parent
ALONGSIDE = str(Path(sys.executable).parent / "alongside")
SET_UP = "import django; django.setup()\nimport json\n"


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """One installation; `variables` are further settings. On PostgreSQL it has a database of its own."""

    def __init__(self, data: Path, **variables: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
        self.data, self.port = data, free_port()
        self.children: list[subprocess.Popen[str]] = []
        self.database = own_database(os.environ.get("ALONGSIDE_DATABASE", ""), name=f"alongside_{self.port}")
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
            "ALONGSIDE_DATA": str(data),
            "ALONGSIDE_PORT": str(self.port),
            "ALONGSIDE_DATABASE": self.database,
            **variables,
        }

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """One of our commands, to its end."""
        command = [ALONGSIDE, *words]
        run = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, cwd=ROOT)
        assert not check or run.returncode == 0, run.stderr + run.stdout
        return run

    def migrate(self) -> "Installation":
        """With the tables in the database."""
        migrated.put(self.data, database=self.database)
        return self

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """One of our commands, going on until it is stopped."""
        child = subprocess.Popen([ALONGSIDE, *words], env=self.environment, cwd=ROOT, text=True)
        self.children.append(child)
        return child

    def ask(self, code: str) -> Any:
        """What Python code gives that ends in an expression, with Django set up."""
        *before, last = code.strip().splitlines()
        script = SET_UP + "\n".join([*before, f"print(json.dumps({last}, default=str))"])
        command = [sys.executable, "-c", script]
        run = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, cwd=ROOT)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])

    def end(self) -> None:
        """Stop what was started, and drop the database."""
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        for child in self.children:
            child.wait(60)
        if self.database:
            psql(os.environ["ALONGSIDE_DATABASE"], f'DROP DATABASE IF EXISTS "{Path(self.database).name}" WITH (FORCE)')


def own_database(address: str, *, name: str) -> str:
    """The address of a new database on the same PostgreSQL; empty for SQLite."""
    if not address:
        return ""
    psql(address, f'CREATE DATABASE "{name}"')
    return urllib.parse.urlsplit(address)._replace(path=f"/{name}").geturl()


def psql(address: str, statement: str) -> None:
    """Run one statement outside of a transaction."""
    script = f"import psycopg; psycopg.connect({address!r}, autocommit=True).execute({statement!r})"
    subprocess.run([sys.executable, "-c", script], check=True)


def wait_for(ready: Callable[[], bool], *, seconds: float = 30.0) -> None:
    """Return when it is so; fail when it takes too long."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)
