"""What is kept of a learner: as little as will do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Network


class Learner(models.Model):
    """Somebody who is helped, known to one champion by a code of their own. A name or a way to reach them only with a consent.

    A code that turned out to be the same person as another is `joined_to` it: hidden, and still recognised when it comes in.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="learners")
    champion = models.ForeignKey(Champion, on_delete=models.PROTECT, related_name="learners")
    code = models.CharField(_("nickname or card code"), max_length=40)
    folded = models.CharField(max_length=60)
    key = models.UUIDField(unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True, default="")
    contact = models.CharField(_("phone number or e-mail address"), max_length=254, blank=True, default="")
    added_at = models.DateTimeField()
    last_on = models.DateField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    joined_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="former")

    class Meta:
        ordering = ("code",)
        constraints = [models.UniqueConstraint(fields=["champion", "folded"], name="learner_code_once_for_a_champion")]
        indexes = [
            models.Index(fields=["champion", "-last_on"], name="learner_latest_first"),
            models.Index(fields=["network"], condition=~models.Q(contact=""), name="learner_that_can_be_reached"),
        ]

    def __str__(self) -> str:
        return self.code


class Consent(models.Model):
    """A permission that a learner gave: for what, in which words, when, how, to whom; and when it was taken back.

    `about` is what the network said that it is for, and `days` how long after the last session it is kept: as they were said
    that day, where the wording leaves a place for them. What the network decides later lengthens no permission.
    """

    class Way(models.TextChoices):
        """How the permission was given."""

        SPOKEN = "spoken", _("Spoken")
        WRITTEN = "written", _("In writing")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    wording = models.CharField(max_length=20)
    about = models.CharField(max_length=120, blank=True, default="")
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=5)
    way = models.CharField(max_length=10, choices=Way.choices)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "purpose"], condition=models.Q(withdrawn_at__isnull=True), name="consent_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.purpose}"
