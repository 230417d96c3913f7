"""The worker as a process: stopped, killed, and in company."""

import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.kit.mail.tests.server import MailServer
from tests.journeys.installation import Installation, wait_for

TASKS = "from django_tasks_db.models import DBTaskResult as T\n"
LETTERS = "from alongside.kit.mail.models import Letter as L\n"
LATER = """
from datetime import timedelta
from django.db.models import F
from alongside.kit.jobs.models import Worker as W
from alongside.kit.mail.models import Letter as L
from django_tasks_db.models import DBTaskResult as T
W.objects.update(beat_at=F('beat_at') - timedelta(minutes=6))
T.objects.filter(status='RUNNING').update(started_at=F('started_at') - timedelta(minutes=6))
L.objects.filter(state='sending').update(claimed_at=F('claimed_at') - timedelta(minutes=6))
1
"""
"""Six minutes pass."""


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def here(tmp_path: Path, mail_server: MailServer) -> Iterator[Installation]:
    address = f"smtp://127.0.0.1:{mail_server.port}"
    installation = Installation(tmp_path / "data", ALONGSIDE_MAIL=address, ALONGSIDE_MAIL_IN_CLEAR="yes")
    yield installation.migrate()
    installation.end()


def enqueue(here: Installation, task: str, *words: object) -> None:
    here.ask(f"from tests.journeys import chores\nchores.{task}.enqueue(*{words!r}).id")


def post(here: Installation, count: int) -> None:
    here.ask(
        "from django.utils import timezone\nfrom alongside.kit.mail import outbox\n"
        "drafts = [outbox.Draft(kind='test', key=str(n), to=f'p{n}@example.org', subject='s', text='t')"
        f" for n in range({count})]\noutbox.post_all(drafts, now=timezone.now())"
    )


def lines(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


def test_worker_finishes_the_task_in_hand_when_told_to_stop(here: Installation, tmp_path: Path):
    file = tmp_path / "log"
    enqueue(here, "work", str(file), 3)
    worker = here.start("worker")
    wait_for(lambda: lines(file) == ["began"])

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(20) == 0
    assert lines(file) == ["began", "ended"]
    assert here.ask(f"{TASKS}[t.status for t in T.objects.all()]") == ["SUCCESSFUL"]


def test_worker_leaves_a_long_task_to_the_next_one(here: Installation, tmp_path: Path):
    file, gate = tmp_path / "log", tmp_path / "gate"
    enqueue(here, "wait_for_file", str(file), str(gate))
    worker = here.start("worker", "--patience", "0.5")
    wait_for(lambda: lines(file) == ["began"])

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(20) == 0
    assert here.ask(f"{TASKS}[t.status for t in T.objects.all()]") == ["READY"]
    gate.touch()
    here.start("worker")
    wait_for(lambda: lines(file) == ["began", "began", "ended"])


def test_worker_takes_over_the_task_of_a_killed_one(here: Installation, tmp_path: Path):
    """T112: the task of a worker that died is not running for ever."""
    file, gate = tmp_path / "log", tmp_path / "gate"
    enqueue(here, "wait_for_file", str(file), str(gate))
    worker = here.start("worker")
    wait_for(lambda: lines(file) == ["began"])
    worker.kill()
    worker.wait(20)
    assert here.ask(f"{TASKS}[t.status for t in T.objects.all()]") == ["RUNNING"]

    gate.touch()
    here.ask(LATER)
    here.start("worker")

    wait_for(lambda: lines(file) == ["began", "began", "ended"])
    status = f"{TASKS}[(t.status, len(t.worker_ids)) for t in T.objects.all()]"
    wait_for(lambda: here.ask(status) == [["SUCCESSFUL", 2]])


def test_a_killed_worker_sends_nothing_twice_and_loses_nothing(here: Installation, mail_server: MailServer):
    """R-01 for mail: killed in the middle of 40 letters; the one in its hands is uncertain, all the others go once."""
    mail_server.behaviour.slow = 0.1
    post(here, 40)
    worker = here.start("worker")
    wait_for(lambda: len(mail_server.letters) >= 10)
    worker.kill()
    worker.wait(20)

    mail_server.behaviour.slow = 0.0
    here.ask(LATER)
    here.start("worker")

    states = f"{LETTERS}sorted(L.objects.values_list('state', flat=True))"
    wait_for(lambda: set(here.ask(states)) <= {"sent", "uncertain"}, seconds=60)
    uncertain = here.ask(f"{LETTERS}list(L.objects.filter(state='uncertain').values_list('to', flat=True))")
    received = Counter(letter.to for letter in mail_server.letters)
    assert len(uncertain) <= 1
    assert set(received.values()) == {1}
    assert set(received) | set(uncertain) == {f"p{n}@example.org" for n in range(40)}


def test_two_workers_share_the_work(here: Installation, mail_server: MailServer):
    """T123: one of them watches the clock, and no letter goes twice."""
    here.ask(
        "from datetime import timedelta\nfrom django.utils import timezone\nfrom alongside.kit.jobs.models import Timer\n"
        "Timer.objects.create(name='alongside.kit.mail.jobs.forget_old_letters',"
        " due_at=timezone.now() - timedelta(hours=1)).pk"
    )
    post(here, 60)
    mail_server.behaviour.slow = 0.05

    for _ in range(2):
        here.start("worker")

    wait_for(lambda: len(mail_server.letters) == 60, seconds=60)
    timers = f"{TASKS}list(T.objects.filter(task_path__endswith='run_timer').values_list('status', flat=True))"
    wait_for(lambda: here.ask(timers) == ["SUCCESSFUL"])
    assert set(Counter(letter.to for letter in mail_server.letters).values()) == {1}
    assert mail_server.connections >= 2
