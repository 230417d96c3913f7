"""What is kept so that phones can lock what they save."""

from django.db import models

from alongside.people.networks.models import Member


class PhoneKey(models.Model):
    """The pair of keys that a member's phones lock entries with: P-256, both halves in base64 without padding.

    `public` is the uncompressed point; `private` the 32-byte scalar, sealed: a copy of the database opens no entry.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="phone_key")
    public = models.CharField(max_length=120)
    private = models.CharField(max_length=160)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"key of {self.member_id}"


class Kept(models.Model):
    """An entry that came in and could not be logged as it is, and why; kept until its champion has looked at it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, db_index=False, related_name="+")
    key = models.UUIDField()
    body = models.TextField()
    body_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True, default="")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key", "body_hash"], name="kept_once")]

    def __str__(self) -> str:
        return f"entry {self.key}"
