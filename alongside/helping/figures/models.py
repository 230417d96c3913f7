"""What is kept of a figure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.people.networks.models import Network


class Provenance(models.TextChoices):
    """Where a figure comes from, the best first."""

    MEASURED = "measured", _("measured")
    STATED = "stated", _("stated")
    ESTIMATED = "estimated", _("estimated")
    IMPORTED = "imported", _("imported")


class Scope(models.TextChoices):
    """What a figure counts."""

    NETWORK = "network", _("Network")
    CHAMPION = "champion", _("Champion")
    TEAM = "team", _("Team")
    ORGANISATION = "organisation", _("Organisation")
    DISTRICT = "district", _("District")
    PROJECT = "project", _("Project")
    TOPIC = "topic", _("Topic")


def count() -> "models.IntegerField[int, int]":
    """A column that counts; below zero only while something is wrong, and `rebuild-figures --check` says so."""
    return models.IntegerField(default=0)


class Figure(models.Model):
    """The counts of one scope in one period. Measured is what is left of the total after the other three."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="figures")
    scope = models.CharField(max_length=12, choices=Scope.choices)
    scope_id = models.PositiveBigIntegerField()
    period = models.CharField(max_length=8)
    sessions = count()
    sessions_stated = count()
    sessions_estimated = count()
    sessions_imported = count()
    people = count()
    people_stated = count()
    people_estimated = count()
    people_imported = count()
    new_people = count()
    contacts = count()
    tallies = count()
    headcount = count()
    minutes = count()
    minutes_stated = count()
    minutes_estimated = count()
    minutes_imported = count()
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "scope", "period", "scope_id"], name="figure_once")]
        # The scope stands last: PostgreSQL, which knows it from the condition, looks for nothing that stands behind it, and SQLite,
        # which does not, reads it here and not in the row.
        indexes = [
            models.Index(
                fields=["network", "period", f"-{column}", "scope_id", "scope"],
                condition=models.Q(scope="champion"),
                name=f"figure_by_{column}",
            )
            for column in ("people", "sessions", "minutes")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.scope_id} {self.period}"


COLUMNS = tuple(f.name for f in Figure._meta.concrete_fields if f.get_internal_type() == "IntegerField")
"""The columns that count."""
