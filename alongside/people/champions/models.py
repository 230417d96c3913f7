"""What is kept of a champion."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from alongside.kit.names import Folded, alphabetical
from alongside.people.networks.models import District, Group, Member, Network, Organisation, Team


class Champion(models.Model):
    """Somebody who helps learners. `member` is empty until they have signed in."""

    class Kind(models.TextChoices):
        """In what capacity they help."""

        VOLUNTEER = "volunteer", _("Volunteer")
        WORKPLACE = "workplace", _("Workplace: helps colleagues")
        EMBEDDED = "embedded", _("Embedded: helps customers as part of the job")
        PEER = "peer", _("Peer: a tenant, patient or service user")
        INFORMAL = "informal", _("Informal: family and friends")

    class Sector(models.TextChoices):
        """On whose behalf they help."""

        CITIZEN = "citizen", _("Citizen")
        EMPLOYEE = "employee", _("Employee")
        BUSINESS = "business", _("Business")

    class Setting(models.TextChoices):
        """Where they would sit beside somebody."""

        COMMUNITY = "community", _("In the community")
        WORKPLACE = "workplace", _("At work")
        HOME = "home", _("At home")

    class Motive(models.TextChoices):
        """What moves them."""

        PEOPLE = "people", _("Helping people")
        COMMUNITY = "community", _("Giving something back")
        LEARNING = "learning", _("Learning something myself")
        COMPANY = "company", _("Meeting others")
        FAIRNESS = "fairness", _("Nobody should be left out")
        WORK = "work", _("It is part of my work")
        EXPERIENCE = "experience", _("Experience for a job")

    class Topic(models.TextChoices):
        """What they can help with: the topics of the One Digital programme. A network's own topics are kept by their slug."""

        AWARENESS = "awareness", _("Getting interested")
        DEVICE_BASICS = "device-basics", _("Device basics")
        COMMUNICATING = "communicating", _("Messages and calls")
        TRANSACTING = "transacting", _("Forms and paying")
        MANAGING_INFORMATION = "managing-information", _("Finding things")
        PROBLEM_SOLVING = "problem-solving", _("Solving problems")
        CREATING = "creating", _("Making things")
        SECURITY = "security", _("Staying safe")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="champions")
    member = models.OneToOneField(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="champion")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True, default="")
    phone = models.CharField(_("phone number"), max_length=20, blank=True, default="")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.VOLUNTEER)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices, default=Sector.CITIZEN)
    settings = models.JSONField(_("where they help"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    helps_with = models.JSONField(_("what they can help with"), default=list, blank=True)
    motives = models.JSONField(_("what moves them"), default=list, blank=True)
    hours_pledged = models.PositiveSmallIntegerField(_("hours pledged a month"), null=True, blank=True)
    is_work_objective = models.BooleanField(_("the role is one of their work objectives"), default=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="champions"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="champions")
    places = models.ManyToManyField(Team, blank=True, related_name="visiting_champions")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="champions")
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="champions")
    started_on = models.DateField(_("champion since"))
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    last_on = models.DateField(null=True, blank=True, editable=False)
    """The day of their latest session, kept as the figures keep it."""
    heard_on = models.GeneratedField(
        expression=Greatest("started_on", Coalesce("last_on", "started_on")),
        output_field=models.DateField(),
        db_persist=True,
    )
    """Since when nothing was heard of them: their latest session, or the day they began when that is later."""

    class Meta:
        ordering = (alphabetical("name"), "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "email"], condition=~models.Q(email=""), name="champion_address_once_in_a_network"
            )
        ]
        indexes = [
            models.Index("network", Folded("name"), "id", name="champion_by_name"),
            models.Index(fields=["network", "-last_on", "id"], name="champion_by_last_on"),
            models.Index(fields=["team"], condition=models.Q(left_on__isnull=True), name="champion_present_by_team"),
            # Who is here is counted in this index alone, and who has gone quiet is a run of it.
            models.Index(fields=["network", "left_on", "heard_on", "paused_until", "id"], name="champion_by_silence"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_left(self) -> bool:
        """Whether the champion has moved on."""
        return self.left_on is not None

    def is_paused(self, *, today: date) -> bool:
        """Whether the champion is away for a time."""
        return self.paused_until is not None and self.paused_until >= today
