"""The task that a timer leaves behind, so that what the clock starts is retried like everything else."""

from datetime import datetime

from django_tasks import task

from alongside.kit.jobs import timers


@task()
def run_timer(name: str, due: str) -> None:
    """Do what the timer of that name does; nothing when the package that held it is gone."""
    clockwork = timers.discover().get(name)
    if clockwork:
        clockwork.job(datetime.fromisoformat(due))
