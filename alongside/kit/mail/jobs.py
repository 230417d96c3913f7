"""What the worker does about mail."""

from datetime import datetime

from alongside.kit.jobs.duties import duty
from alongside.kit.jobs.timers import timer
from alongside.kit.mail import actions, worker

empty_outbox = duty(worker.empty_outbox)


@timer("15 4 * * *")
def forget_old_letters(now: datetime) -> None:
    """Every night."""
    actions.forget_old(now=now)
