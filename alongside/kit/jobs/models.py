"""What is kept of the work behind the pages; the tasks themselves are kept by django-tasks-db."""

from django.db import models


class Worker(models.Model):
    """A worker process that is alive, or died without saying so."""

    id = models.CharField(primary_key=True, max_length=40)
    where = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.id} on {self.where}"


class Lease(models.Model):
    """The right to do something alone, until it ends or is renewed."""

    name = models.CharField(primary_key=True, max_length=40)
    holder = models.CharField(max_length=40)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.holder}"


class Timer(models.Model):
    """Something done by the clock, and when it is due next."""

    name = models.CharField(primary_key=True, max_length=120)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
