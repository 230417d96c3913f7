"""Tasks that a worker of the tests is given; each says in a file what it did."""

import time
from pathlib import Path

from django_tasks import task


@task()
def work(file: str, seconds: float) -> None:
    """Write `began`, take a while, write `ended`."""
    note(file, "began")
    time.sleep(seconds)
    note(file, "ended")


@task()
def wait_for_file(file: str, gate: str) -> None:
    """Write `began`, wait until the gate exists, write `ended`."""
    note(file, "began")
    while not Path(gate).exists():
        time.sleep(0.05)
    note(file, "ended")


def note(file: str, what: str) -> None:
    """Add a line to the file."""
    with Path(file).open("a") as log:
        log.write(f"{what}\n")
