"""Reading an Excel file in a process of its own, so that a file made to do harm takes no more than its share of the machine.

What passes the checks of `archives` may still unpack into very much, or take very long. The process has bounds that the system
keeps: past them it dies, we do not, and the person is told.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.kit.sheets.limits import Limits
from alongside.kit.sheets.problems import SheetProblem
from alongside.kit.sheets.workbooks import Worksheet
from alongside.kit.spool import unnamed

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
    answer = unnamed()
    asked = {
        "path": str(path.resolve()),
        "limits": list(limits),
        "part": part,
        "language": get_language() or "en",
        **bounds._asdict(),
    }
    if not is_read(json.dumps(asked), into=answer, seconds=bounds.seconds):
        raise SheetProblem(too_much())
    answer.seek(0)
    told = json.loads(answer.readline())
    if "problem" in told:
        message, row, column = told["problem"]
        raise SheetProblem(message, row=row, column=column)
    records = partial(rows_in, answer, start=answer.tell())
    return Worksheet(told["part"], tuple(told["others"]), told["height"], records, dict(told["flaws"]))


def is_read(asked: str, *, into: IO[bytes], seconds: int) -> bool:
    """Whether the process wrote its answer there, and came to its end within its bounds."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "alongside.kit.sheets.child"],
            input=asked.encode(),
            stdout=into,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            timeout=2 * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def rows_in(answer: IO[bytes], *, start: int) -> Iterator[tuple[int, list[str]]]:
    """The rows that were written there, from the first."""
    place = start
    while True:
        answer.seek(place)  # somebody else may have read from it meanwhile
        line = answer.readline()
        if not line:
            return
        place = answer.tell()
        yield from ((number, cells) for number, cells in json.loads(line))


def too_much() -> str:
    """What to say of a file that takes more than its share."""
    return _(
        "This Excel file takes too long or too much memory to be read. "
        "Copy the rows you need into a new workbook, or save the sheet as CSV, and choose that file."
    )
