"""Things done by the clock: a package's `jobs.py` says what and when.

    @timer("30 3 * * *")
    def forget_old_drafts(now: datetime) -> None:
        ...

The times are those of a crontab, in the time zone of the settings. What was due while no worker ran is done once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cronsim import CronSim
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

Job = Callable[[datetime], None]


@dataclass(frozen=True)
class Clockwork:
    """A function and the times at which it is called."""

    times: str
    job: Job


REGISTRY: dict[str, Clockwork] = {}


def timer(times: str) -> Callable[[Job], Job]:
    """Have the function called at those times, with the moment it was due."""
    CronSim(times, timezone.now())

    def registered(job: Job) -> Job:
        REGISTRY[f"{job.__module__}.{job.__qualname__}"] = Clockwork(times, job)
        return job

    return registered


def discover() -> dict[str, Clockwork]:
    """Every timer of every package, by name."""
    autodiscover_modules("jobs")
    return REGISTRY


def next_after(times: str, moment: datetime) -> datetime:
    """The first of those times that lies after the moment."""
    following: datetime = next(CronSim(times, timezone.localtime(moment)))
    return following
