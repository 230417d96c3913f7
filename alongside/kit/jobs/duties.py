"""Work that a worker does all the time: a package's `jobs.py` declares it.

    @duty
    def send_mail(stopping: threading.Event) -> bool:
        ...

A duty does one piece of work and says whether there may be more at once. It returns soon after the event is set.
"""

import threading
from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

Duty = Callable[[threading.Event], bool]
REGISTRY: list[Duty] = []


def duty(work: Duty) -> Duty:
    """Have every worker do this all the time, in a thread of its own."""
    REGISTRY.append(work)
    return work


def discover() -> list[Duty]:
    """Every duty of every package."""
    autodiscover_modules("jobs")
    return REGISTRY
