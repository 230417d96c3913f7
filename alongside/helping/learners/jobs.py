"""What the clock does about learners."""

from datetime import datetime

from django.utils import timezone

from alongside.helping.learners import actions
from alongside.kit.jobs.timers import timer


@timer("40 4 * * *")
def forget_old_contacts(_due: datetime) -> None:
    """Every night. A night that was missed is made up for later, and noted as of then."""
    actions.forget_old_contacts(now=timezone.now())
