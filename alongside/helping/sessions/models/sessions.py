"""A session, and the topics it can be about."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alongside.helping.figures.models import Provenance
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Member, Network, Organisation, Project, Team


class Topic(models.Model):
    """What a session can be about. Every network begins with the eight of One Digital and may add its own."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="topics")
    slug = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=60)
    name_cy = models.CharField(_("name in Welsh"), max_length=60, blank=True, default="")
    place = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(_("offered on the log form"), default=True)

    class Meta:
        ordering = ("place", "pk")
        constraints = [models.UniqueConstraint(fields=["network", "slug"], name="topic_once_in_a_network")]

    def __str__(self) -> str:
        return (get_language() == "cy" and self.name_cy) or self.name


class SessionQuerySet(models.QuerySet["Session"]):
    """Ways to narrow sessions down."""

    def standing(self) -> Self:
        """Sessions that count: those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Session(models.Model):
    """One occasion of help. Organisation and district are those of the team on the day, and stay when the team moves.

    A register is the session of a drop-in at a team on one day, filled by several champions.
    """

    class How(models.TextChoices):
        """The way in which they met."""

        FACE = "face", _("Face to face")
        PHONE = "phone", _("By phone")
        VIDEO = "video", _("By video")
        DROP_IN = "drop-in", _("At a drop-in")

    class Need(models.TextChoices):
        """What a learner lacks."""

        DEVICE = "device", _("A device")
        DATA = "data", _("Data or Wi-Fi")
        ACCESS = "access", _("Help with access, such as large text")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, db_index=False, related_name="sessions")
    key = models.UUIDField(unique=True)
    champion = models.ForeignKey(Champion, on_delete=models.PROTECT, db_index=False, related_name="led_sessions")
    happened_on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    headcount = models.PositiveSmallIntegerField(_("people counted"), default=0)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="sessions"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="sessions"
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="sessions"
    )
    how = models.CharField(_("how"), max_length=8, choices=How.choices, blank=True, default="")
    needs = models.JSONField(_("needs"), default=list, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True, default="")
    provenance = models.CharField(max_length=10, choices=Provenance.choices, default=Provenance.MEASURED)
    topics = models.ManyToManyField(Topic, blank=True, related_name="sessions")
    projects = models.ManyToManyField(Project, blank=True, related_name="sessions")
    recorded_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, db_index=False, related_name="+")
    recorded_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    is_register = models.BooleanField(default=False)
    batch = models.UUIDField(null=True, blank=True)
    body_hash = models.CharField(max_length=64, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )

    objects: ClassVar[models.Manager["Session"]] = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "happened_on"],
                condition=models.Q(is_register=True, withdrawn_at__isnull=True),
                name="one_register_a_day_at_a_team",
            )
        ]
        indexes = [
            models.Index(fields=["network", "-happened_on", "-id"], name="session_newest"),
            models.Index(fields=["champion", "-happened_on", "-id"], name="session_by_champion"),
            models.Index(fields=["team", "-happened_on", "-id"], name="session_by_team"),
            models.Index(fields=["organisation", "-happened_on", "-id"], name="session_by_organisation"),
            models.Index(fields=["district", "-happened_on", "-id"], name="session_by_district"),
            models.Index(
                fields=["network", "provenance", "-happened_on", "-id"],
                condition=~models.Q(provenance="measured"),
                name="session_not_measured",
            ),
            models.Index(
                fields=["network", "-happened_on", "-id"],
                condition=models.Q(withdrawn_at__isnull=False),
                name="session_withdrawn",
            ),
            models.Index(fields=["batch"], condition=models.Q(batch__isnull=False), name="session_by_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on}: {self.champion_id}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether the session counts no more."""
        return self.withdrawn_at is not None
