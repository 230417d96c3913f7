"""T119: PostgreSQL ends the connections. The next page opens as if nothing had been, and the worker goes on."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.reliability.installation import BIN, ROOT, Installation
from tests.reliability.writers import ask

pytestmark = pytest.mark.skipif(not os.environ.get("ALONGSIDE_DATABASE"), reason="about PostgreSQL")
END = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
SET_UP = "import django; django.setup()\n"
COUNT = "from django_tasks_db.models import DBTaskResult as T\nprint(T.objects.filter(status='SUCCESSFUL').count())"
WORK = "from tests.journeys import chores\nchores.work.enqueue({log!r}, {seconds})"


def end_connections(installation: Installation) -> int:
    """How many connections to the installation's own database there were; they are ended."""
    with psycopg.connect(installation.database, autocommit=True) as connection:
        return connection.execute(END).fetchone()[0]


def test_t119_the_next_page_opens(installation: Installation):
    [bea] = installation.make(champions=1)
    installation.start()
    for _ in range(3):
        assert {ask(installation.port, bea, "/n/leeds/log/").status for _ in range(12)} == {200}

        assert end_connections(installation) > 0

    assert {ask(installation.port, bea, "/n/leeds/log/").status for _ in range(12)} == {200}


@pytest.fixture
def worker(installation: Installation) -> Iterator[subprocess.Popen[bytes]]:
    """The worker runs."""
    installation.make(champions=1)
    made = subprocess.Popen([str(BIN / "alongside"), "worker"], cwd=ROOT, env=installation.environment)
    yield made
    made.kill()
    made.wait()


def test_t119_the_worker_goes_on(installation: Installation, worker: subprocess.Popen[bytes]):
    for done in (1, 2):
        work(installation, Path(os.devnull))
        wait_until(lambda count=done: said(installation, COUNT) == str(count))

        assert end_connections(installation) > 0

    worker.terminate()
    assert worker.wait(40) == 0


def test_t119_a_task_that_was_cut_off_is_done_again(
    installation: Installation, worker: subprocess.Popen[bytes], tmp_path: Path
):
    log = tmp_path / "log"
    work(installation, log, seconds=2)
    wait_until(log.exists)

    assert end_connections(installation) > 0

    wait_until(lambda: said(installation, COUNT) == "1")
    assert log.read_text().split() == ["began", "ended"] * 2
    assert worker.poll() is None


def work(installation: Installation, log: Path, *, seconds: float = 0) -> None:
    """Leave a task that takes so long, and writes down what it does."""
    said(installation, WORK.format(log=str(log), seconds=seconds))


def said(installation: Installation, code: str) -> str:
    """What the code prints."""
    return installation.run(sys.executable, "-c", SET_UP + code).strip()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Return when it is so, within forty seconds."""
    until = time.monotonic() + 40
    while not is_so():
        assert time.monotonic() < until, "the worker does nothing"
        time.sleep(0.3)
