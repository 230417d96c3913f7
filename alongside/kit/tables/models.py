"""What is kept of a view."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.kit.names import alphabetical


class SavedView(models.Model):
    """An address of a list that somebody keeps under a name. `owner` is the id of whoever keeps it."""

    owner = models.PositiveBigIntegerField()
    table = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=600, blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = (alphabetical("name"),)
        constraints = [models.UniqueConstraint(fields=["owner", "table", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return self.name
