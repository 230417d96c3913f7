"""What the clock does about files."""

from datetime import datetime

from alongside.kit.files import actions
from alongside.kit.jobs.timers import timer


@timer("30 4 * * *")
def sweep_lost_files(now: datetime) -> None:
    """Every night."""
    actions.sweep(now=now)
