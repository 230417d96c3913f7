"""The one process that works behind the pages: it does tasks, sends the mail, watches the clock and shows that it lives."""

import logging
import os
import platform
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from alongside.kit.jobs import actions, reaper
from alongside.kit.jobs.duties import Duty

logger = logging.getLogger(__name__)
BEAT = 5.0
"""Seconds between two heartbeats."""
PATIENCE = 20.0
"""Seconds that the work in hand may still take when the worker is told to stop."""


@dataclass
class Worker:
    """A worker with its duties, each in a thread of its own, so that mail never waits for a long import."""

    duties: list[Duty]
    pause: float = 1.0
    patience: float = PATIENCE
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    stopping: threading.Event = field(default_factory=threading.Event)
    is_broken: bool = False
    """Whether a fault of ours ended a duty; its traceback has been printed."""
    was_cut_off: bool = False
    """Whether the database went away in the middle of a task, so that nobody could write down what became of it."""

    def run(self) -> None:
        """Work until told to stop; a task that does not end in time is queued again for another worker."""
        duties = [self.do_tasks, *self.duties]
        threads = [threading.Thread(target=self.repeat, args=[duty], daemon=True) for duty in duties]
        self.keep_house()
        for thread in threads:
            thread.start()
        while not self.stopping.wait(BEAT):
            self.patiently(self.keep_house)
        deadline = time.monotonic() + self.patience
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        if not self.patiently(self.leave):
            self.patiently(self.leave)  # the first time may have met a connection that was lost meanwhile

    def repeat(self, duty: Duty) -> None:
        """Do the duty again and again, resting when there is nothing to do."""
        try:
            while not self.stopping.is_set():
                if not self.patiently(lambda: duty(self.stopping)):
                    close_old_connections()
                    self.stopping.wait(self.pause)
        finally:
            self.is_broken = self.is_broken or not self.stopping.is_set()
            self.stopping.set()
            connection.close()

    def patiently(self, work: Callable[[], bool]) -> bool:
        """What the work says; no when the database was busy or away, which is written down and tried again later."""
        try:
            return work()
        except (OperationalError, InterfaceError):
            logger.exception("The database did not answer; the worker tries again.")
            connection.close()
            return False

    def keep_house(self) -> bool:
        """Show a sign of life, start what the clock says, bring back what dead workers left."""
        now = timezone.now()
        actions.beat(self.id, where=f"{platform.node()} {os.getpid()}", now=now)
        actions.tick(self.id, now=now)
        for task in reaper.reap(now=now):
            logger.warning("Task %s was left by a worker that died.", task)
        return True

    def leave(self) -> bool:
        """Give back the task in hand, and be gone."""
        reaper.release(self.id, now=timezone.now())
        actions.retire(self.id)
        return True

    def do_tasks(self, _stopping: threading.Event) -> bool:
        """Do the next task; no when there is none."""
        if self.was_cut_off:
            reaper.release(self.id, now=timezone.now())
            self.was_cut_off = False
        result = claim(self.id)
        if result is None:
            return False
        self.was_cut_off = True
        runner(self.id).run_task(result)
        result.refresh_from_db()
        self.was_cut_off = False
        if result.status == "FAILED" and not reaper.retry(result, now=timezone.now()):
            logger.error("Task %s (%s) has failed for good.", result.pk, result.task_path)
        return True


def claim(worker: str) -> reaper.Result | None:
    """The next task that is due, marked as this worker's; None when there is none."""
    if not DBTaskResult.objects.ready().exists():
        return None
    with transaction.atomic():
        result = DBTaskResult.objects.ready().get_locked()
        if result is not None:
            result.claim(worker)
    return result


def runner(worker: str) -> TaskRunner:
    """What calls a task and keeps what came of it, as django-tasks-db does it."""
    return TaskRunner(
        queue_names=["*"],
        interval=1,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker,
        excluded_queue_names=[],
    )
