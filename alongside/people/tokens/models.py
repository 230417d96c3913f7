"""What is kept of a token."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.kit.names import alphabetical
from alongside.people.networks.models import Member, Network


class Scope(models.TextChoices):
    """What a token can be for."""

    READ_FIGURES = "read:figures", _("Read figures")
    READ_SESSIONS = "read:sessions", _("Read sessions")
    WRITE_SESSIONS = "write:sessions", _("Log sessions")
    READ_CHAMPIONS = "read:champions", _("Read champions")
    READ_PLACES = "read:places", _("Read places: organisations, teams, projects, topics")


class Token(models.Model):
    """A program's way to act for one member in their network. Only the hash of the secret is kept."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="tokens")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=60)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(_("scopes"), default=list)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = (alphabetical("name"), "pk")
        indexes = [models.Index(fields=["network", "ends_at"], name="token_by_end")]

    def __str__(self) -> str:
        return self.name

    def is_open(self, *, now: datetime) -> bool:
        """Whether the token is neither revoked nor past its end."""
        return self.revoked_at is None and self.ends_at > now

    @property
    def said(self) -> str:
        """What the token is for, in words."""
        known = dict(Scope.choices)
        return ", ".join(str(known.get(scope, scope)) for scope in self.scopes)
