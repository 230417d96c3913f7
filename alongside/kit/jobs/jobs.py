"""What every worker does for the installation itself."""

from datetime import datetime, timedelta

from alongside.kit.jobs import actions, checkpoints
from alongside.kit.jobs.duties import duty
from alongside.kit.jobs.timers import timer

keep_log_small = duty(checkpoints.keep_log_small)


@timer("45 4 * * *")
def forget_old_tasks(now: datetime) -> None:
    """Every night: tasks that went well are kept for a week, those that failed for three months."""
    actions.forget_tasks(succeeded_before=now - timedelta(days=7), failed_before=now - timedelta(days=90))
