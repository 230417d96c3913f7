"""Reading an Excel file in a process of its own, so that a file made to do harm takes no more than its share of the machine.

What passes the checks of `archives` may still unpack into very much, or take very long. The process has bounds that the system
keeps: past them it dies, we do not, and the person is told.
"""

import json
import marshal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.kit.sheets.limits import Limits
from alongside.kit.sheets.problems import SheetProblem
from alongside.kit.sheets.workbooks import Worksheet

ROOT = Path(__file__).resolve().parents[3]


class Bounds(NamedTuple):
    """The most that reading one file may take."""

    seconds: int = 60
    """Of processor time; as much again in waiting for one."""
    memory: int = 512 * 1024 * 1024
    """Bytes of memory that the process may ask for."""


BOUNDS = Bounds()


def load(path: Path, *, limits: Limits, part: str, bounds: Bounds | None = None) -> Worksheet:
    """The worksheet as `workbooks.load` gives it, its rows on the disk; SheetProblem also when reading it takes too much."""
    bounds = bounds or BOUNDS
    target = tempfile.NamedTemporaryFile()  # noqa: SIM115 -- gone with the last who reads from it
    asked = {
        "path": str(path.resolve()),
        "target": target.name,
        "limits": list(limits),
        "part": part,
        "language": get_language() or "en",
        **bounds._asdict(),
    }
    if not is_read(json.dumps(asked), seconds=bounds.seconds):
        raise SheetProblem(too_much())
    with Path(target.name).open("rb") as file:
        told = marshal.load(file)  # noqa: S302 -- written by our own process a moment ago
        start = file.tell()
    if "problem" in told:
        message, row, column = told["problem"]
        raise SheetProblem(message, row=row, column=column)
    records = partial(rows_in, target, start=start)
    return Worksheet(told["part"], tuple(told["others"]), told["height"], records, told["flaws"])


def is_read(asked: str, *, seconds: int) -> bool:
    """Whether the process came to its end within its bounds."""
    command = [sys.executable, "-m", "alongside.kit.sheets.child"]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, and nothing that anybody typed
            command, input=asked, text=True, cwd=ROOT, timeout=2 * seconds, capture_output=True, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def rows_in(target: IO[bytes], *, start: int) -> Iterator[tuple[int, list[str]]]:
    """The rows that were written there, from the first."""
    with Path(target.name).open("rb") as file:
        size = file.seek(0, 2)
        file.seek(start)
        while file.tell() < size:
            yield from marshal.load(file)  # noqa: S302 -- as above


def too_much() -> str:
    """What to say of a file that takes more than its share."""
    return _(
        "This Excel file takes too long or too much memory to be read. "
        "Copy the rows you need into a new workbook, or save the sheet as CSV, and choose that file."
    )
