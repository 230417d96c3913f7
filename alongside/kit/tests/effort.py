"""What a piece of work costs, counted: the same on every machine, quiet or busy, where a clock would only guess."""

import gc
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType
from typing import NamedTuple

from django.db import connection

CHANCE = ("random.py", "secrets.py", "crypto.py")
"""Where the length of a loop is chance: a random number is drawn again until it fits."""


class Effort(NamedTuple):
    """What was called, each with how often, and what was asked of the database, without its values."""

    calls: Counter[str]
    asked: list[str]


def effort_of(work: Callable[[], object]) -> Effort:
    """What the work costs, after it was done: every call of a function, in Python or in C."""
    calls: Counter[str] = Counter()
    asked: list[str] = []

    def seen(frame: FrameType, event: str, what: object) -> None:
        code = frame.f_code
        if code.co_filename.endswith(CHANCE):
            return
        if event == "call":
            calls[f"{code.co_filename}:{code.co_qualname}"] += 1
        elif event == "c_call":
            calls[getattr(what, "__qualname__", "")] += 1

    def noted(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(plain(sql))
        return execute(sql, *rest)

    with ExitStack() as around:
        around.enter_context(connection.execute_wrapper(noted))
        gc.collect()
        gc.disable()
        around.callback(gc.enable)
        sys.setprofile(seen)
        around.callback(sys.setprofile, None)
        work()
    return Effort(calls, asked)


def plain(sql: str) -> str:
    """The statement without the number of its savepoint."""
    return sql.split('"', maxsplit=1)[0] if "SAVEPOINT" in sql else sql


def apart(one: Effort, other: Effort) -> int:
    """How many calls one made and the other did not."""
    return sum(((one.calls - other.calls) + (other.calls - one.calls)).values())
