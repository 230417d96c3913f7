"""`alongside worker`: everything that happens behind the pages."""

import signal
from argparse import ArgumentParser
from types import FrameType

from django.core.management.base import BaseCommand, CommandError

from alongside.kit.jobs import duties
from alongside.kit.jobs.worker import PATIENCE, Worker


class Command(BaseCommand):
    """Starts the worker and stays until it is stopped."""

    requires_system_checks = ("alongside",)  # the others read every page, which takes a second
    help = (
        "Do what the pages leave behind: tasks, mail, and what the clock asks for. Stop it with Ctrl-C or SIGTERM: it "
        "finishes the task in hand, or leaves it to the next worker. Example: alongside worker"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        about = "seconds that the work in hand may still take when the worker is told to stop (default: %(default)s)"
        parser.add_argument("--patience", type=float, default=PATIENCE, help=about)

    def handle(self, *, patience: float, **_options: object) -> None:
        """Work until a signal says stop."""
        worker = Worker(duties=list(duties.discover()), patience=patience)

        def stop(_signal: int, _frame: FrameType | None) -> None:
            worker.stopping.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        worker.run()
        if worker.is_broken:
            raise CommandError("The worker met a fault of its own and stopped; the error stands above.")
