"""Whether time tells two things apart: asked in turns, then compared by rank. For a person at a machine, not for every run.

`ALONGSIDE_TIMING=yes` takes the time of the clock, on a quiet machine; `ALONGSIDE_TIMING=cpu` that of the processor, on a busy one.
"""

import gc
import math
import os
import time
from collections.abc import Callable

import pytest

MANY = 200
WAY = os.environ.get("ALONGSIDE_TIMING", "no")
by_hand = pytest.mark.skipif(
    WAY not in {"yes", "cpu"},
    reason="times are told apart on a quiet machine only: set ALONGSIDE_TIMING=yes, or cpu on a busy one",
)
Work = Callable[[], object]


def chance(ours: list[float], theirs: list[float]) -> float:
    """The two-sided p of the Mann-Whitney test, by its normal approximation: how likely chance alone parts the two so far."""
    ranked = sorted([(value, 0) for value in ours] + [(value, 1) for value in theirs])
    ranks = sum(place for place, (_, whose) in enumerate(ranked, start=1) if whose == 0)
    u = ranks - len(ours) * (len(ours) + 1) / 2
    spread = math.sqrt(len(ours) * len(theirs) * (len(ours) + len(theirs) + 1) / 12)
    return math.erfc(abs(u - len(ours) * len(theirs) / 2) / spread / math.sqrt(2))


def timed(work: Work) -> float:
    """How long it takes, in seconds."""
    now = time.process_time if WAY == "cpu" else time.perf_counter
    started = now()
    work()
    return now() - started


def apart(pair: Callable[[int], tuple[Work, Work]], *, many: int = MANY) -> float:
    """How likely chance alone parts the two so far; `pair` gives the two things to do, in the round of that number.

    Each is first in every other round, so that a slow moment hits both; the first rounds fill caches and are not counted.
    """
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    gc.disable()
    try:
        for place in range(-4, many):
            works = list(zip(times, pair(place), strict=True))
            for kept, work in works if place % 2 else reversed(works):
                took = timed(work)
                if place >= 0:
                    kept.append(took)
    finally:
        gc.enable()
    return chance(*times)


def is_noise(pair: Callable[[int], tuple[Work, Work]]) -> bool:
    """Whether nothing but noise parts the two; measured again if it seems not, so that chance fails one run in ten thousand."""
    return apart(pair) > 0.01 or apart(pair) > 0.01
