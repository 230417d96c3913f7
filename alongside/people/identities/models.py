"""What is kept of a network's own sign-in, and of whom it vouches for."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alongside.people.networks.models import Member, Network


class Provider(models.Model):
    """The identity provider of one network. The secret is sealed; a generation ends with every session that it opened."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="provider")
    is_on = models.BooleanField(_("people can sign in with it"), default=False)
    words = models.CharField(_("words on the button"), max_length=60, default="")
    words_cy = models.CharField(_("words on the button, in Welsh"), max_length=60, blank=True, default="")
    issuer = models.CharField(_("issuer"), max_length=255, default="")
    client_id = models.CharField(_("client ID"), max_length=255, default="")
    secret = models.TextField(_("client secret"), blank=True, default="")
    generation = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.issuer

    @property
    def said(self) -> str:
        """The words on the button, in the language of the page; in English where there is no Welsh."""
        return (self.words_cy if get_language() == "cy" else "") or self.words


class Identity(models.Model):
    """What a provider calls a member. One provider has one subject for a member, and one member for a subject."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="identities")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="identities")
    subject = models.CharField(max_length=255)
    tied_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="identity_of_one_member"),
            models.UniqueConstraint(fields=["provider", "member"], name="identity_once_for_a_member"),
        ]

    def __str__(self) -> str:
        return f"identity of member {self.member_id}"
