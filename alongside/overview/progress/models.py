"""What was frozen."""

from django.db import models

from alongside.people.networks.models import Network


def count() -> "models.PositiveIntegerField[int, int]":
    """A number that is frozen."""
    return models.PositiveIntegerField(default=0)


class Snapshot(models.Model):
    """The true numbers of a network in a finished stretch, as they stood when it was taken; the database refuses to change one.

    Nobody is named or can be told by an id. Measured is what is left of a number after the other three sources. A number leans
    when one champion gave more than 70 per cent of it: who, and how much, is not kept.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="snapshots")
    stretch = models.CharField(max_length=8)
    taken_at = models.DateTimeField()
    champions = count()
    sessions = count()
    sessions_stated = count()
    sessions_estimated = count()
    sessions_imported = count()
    sessions_lean = models.BooleanField(default=False)
    people = count()
    people_lean = models.BooleanField(default=False)
    minutes = count()
    minutes_stated = count()
    minutes_estimated = count()
    minutes_imported = count()
    minutes_lean = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "stretch"], name="snapshot_once")]

    def __str__(self) -> str:
        return f"{self.network_id} {self.stretch}"
