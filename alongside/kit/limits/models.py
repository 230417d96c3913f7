"""What is kept of what may be done only so often."""

from django.db import models


class Count(models.Model):
    """When something was done lately: pairs of a moment, in seconds since 1970, and how often it was done then.

    `version` goes up with every change, so that of two at the same moment one sees that it came second.
    """

    key = models.CharField(primary_key=True, max_length=64)
    done = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {sum(times for _moment, times in self.done)}"
