"""What is kept of a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """One file that somebody handed in. Its place in the storage is ours; `name` is what it is called when it is handed out."""

    class Kind(models.TextChoices):
        """What a file may be."""

        PICTURE = "picture", _("Picture")
        SHEET = "sheet", _("Spreadsheet")

    key = models.UUIDField(unique=True)
    chain = models.PositiveBigIntegerField()
    owner = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=100)
    path = models.CharField(max_length=100)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["chain", "owner"], name="stored_file_by_owner")]

    def __str__(self) -> str:
        return self.name
