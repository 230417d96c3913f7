"""What is kept so that phones can lock what they save."""

from django.db import models

from alongside.people.networks.models import Member


class PhoneKey(models.Model):
    """The pair of keys that a member's phones lock entries with: P-256, both halves in base64 without padding.

    `public` is the uncompressed point; `private` the 32-byte scalar.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="phone_key")
    public = models.CharField(max_length=120)
    private = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"key of {self.member_id}"


class Kept(models.Model):
    """An entry that came in and could not be logged as it is; kept until its champion has looked at it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(unique=True)
    body = models.TextField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"entry {self.key}"
