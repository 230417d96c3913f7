"""`make run` as a person at a terminal meets it: real processes, a real port."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.installation import database_of_its_own

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Run:
    """One `make run`."""

    def __init__(self, data: Path, port: int, *, database: str = "") -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
        self.data, self.started, self.said = data, time.monotonic(), ""
        self.process = subprocess.Popen(
            [sys.executable, "tools/run.py"],
            cwd=ROOT,
            env={**kept, "ALONGSIDE_DATA": str(data), "ALONGSIDE_PORT": str(port), "ALONGSIDE_DATABASE": database},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def until(self, words: str) -> float:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return time.monotonic() - self.started
        raise AssertionError(self.said)

    def family(self) -> list[str]:
        """What runs with our data folder in its environment, as ps would show it."""
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                if str(self.data).encode() in (place / "environ").read_bytes():
                    found.append((place / "cmdline").read_text().replace("\0", " "))
            except OSError:
                continue
        return [words for words in found if words]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def database() -> Iterator[str]:
    """A database of its own on PostgreSQL; empty for SQLite."""
    with database_of_its_own(os.environ.get("ALONGSIDE_DATABASE", "")) as address:
        yield address


@pytest.fixture
def run(tmp_path: Path, port: int, database: str) -> Iterator[Run]:
    started = Run(tmp_path, port, database=database)
    yield started
    if started.process.poll() is None:
        started.process.send_signal(signal.SIGTERM)
    started.process.communicate(timeout=40)


def wait_until_gone(run: Run) -> list[str]:
    deadline = time.monotonic() + 20
    while (left := run.family()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def test_run_prints_links_that_open_and_starts_fast_again(run: Run, tmp_path: Path, port: int, database: str):
    run.until("Eve, coordinator of Cardiff")
    links = re.findall(r"(http://\S+/demo/\w+/) +(\w+), (\w+)", run.said)
    assert [(name, role) for _link, name, role in links] == [
        ("Ama", "coordinator"),
        ("Cai", "motivator"),
        ("Bea", "champion"),
        ("Eve", "coordinator"),
    ]
    for link, name, _role in links:
        with urllib.request.urlopen(link, timeout=10) as page:
            assert f"Sign in as {name}" in page.read().decode()

    run.process.send_signal(signal.SIGINT)
    assert run.process.wait(40) == 0
    assert wait_until_gone(run) == []

    again = Run(tmp_path, port, database=database)
    again.until("Eve, coordinator of Cardiff")
    again.process.send_signal(signal.SIGTERM)
    again.process.communicate(timeout=40)
    for slow in ("database ready", "demo network ready"):
        assert slow in run.said
        assert slow not in again.said, "what took long is not done twice"


def test_run_leaves_nothing_behind_when_it_is_killed(run: Run):
    run.until("Eve, coordinator of Cardiff")
    assert any("granian" in words for words in run.family())
    assert any("worker" in words for words in run.family())

    run.process.kill()

    assert wait_until_gone(run) == []


def test_run_names_a_busy_port(tmp_path: Path, port: int):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()

        said, _ = Run(tmp_path, port).process.communicate(timeout=30)

    assert said == (
        f"Port {port} is in use. Stop what uses it, or choose another: make run ALONGSIDE_PORT={port + 1}\n"
    )
