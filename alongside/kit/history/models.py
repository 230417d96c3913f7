"""What is kept of a deed."""

from django.db import models


class Chain(models.Model):
    """The end of one network's chain; its row is locked while a deed is added."""

    key = models.PositiveBigIntegerField(primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="", blank=True)

    def __str__(self) -> str:
        return f"chain {self.key}"


class Deed(models.Model):
    """One thing that somebody did. Ids stand in place of names, so that the history is no hoard of personal data."""

    chain = models.PositiveBigIntegerField()
    place = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.PositiveBigIntegerField(null=True, blank=True)
    how = models.CharField(max_length=10)
    verb = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    changes = models.JSONField(default=dict, blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ("chain", "place")
        constraints = [models.UniqueConstraint(fields=["chain", "place"], name="deed_has_one_place")]
        indexes = [models.Index(fields=["chain", "subject_type", "subject_id"], name="deed_by_subject")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"
