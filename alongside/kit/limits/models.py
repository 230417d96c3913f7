"""What is kept of attempts."""

from django.db import models


class Count(models.Model):
    """How often something was tried in the window that ends then."""

    key = models.CharField(primary_key=True, max_length=64)
    tries = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.tries}"
