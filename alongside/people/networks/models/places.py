"""Where help happens and what it counts towards: organisations, districts, teams, projects."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.kit.names import Folded, alphabetical
from alongside.people.networks.models.networks import Network


class Organisation(models.Model):
    """A partner, employer, charity, council or department inside a network; organisations can be nested."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="organisations")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    name = models.CharField(_("name"), max_length=160)
    code = models.CharField(_("code"), max_length=40, blank=True, default="")
    website = models.URLField(_("website"), max_length=300, blank=True, default="")

    class Meta:
        ordering = (alphabetical("name"),)
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="organisation_named_once")]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A postcode district, such as LS12: the finest place that is ever kept or shown of a person."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="districts")
    code = models.CharField(_("district"), max_length=5)
    name = models.CharField(_("name"), max_length=120, blank=True, default="")
    region = models.CharField(_("region"), max_length=120, blank=True, default="")
    latitude = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    longitude = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="district_coded_once")]

    def __str__(self) -> str:
        return self.code


class Team(models.Model):
    """The group of colleagues or the place that champions serve: a branch, a library, an estate."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="teams")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=80, blank=True, default="")
    address = models.CharField(_("address"), max_length=400, blank=True, default="")
    postcode = models.CharField(_("postcode"), max_length=8, blank=True, default="")
    hours = models.JSONField(_("opening hours"), default=dict, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True, default="")
    website = models.URLField(_("website"), max_length=300, blank=True, default="")
    reference = models.CharField(_("reference"), max_length=80, blank=True, default="")
    match_key = models.CharField(max_length=200, blank=True, default="")
    needs_champion = models.BooleanField(_("should have a champion"), default=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    has_champion = models.BooleanField(default=False, editable=False)
    """Whether a present champion serves or visits it; `people.champions` keeps it."""

    class Meta:
        ordering = (alphabetical("name"),)
        constraints = [models.UniqueConstraint(fields=["organisation", "name", "postcode"], name="team_named_once")]
        indexes = [
            models.Index("network", Folded("name"), name="team_by_name"),
            # Its last three columns say what its condition says, so that SQLite need not look at the teams themselves.
            models.Index(
                "network",
                Folded("name"),
                "id",
                "closed_on",
                "needs_champion",
                "has_champion",
                condition=models.Q(closed_on__isnull=True, needs_champion=True, has_champion=False),
                name="team_without_champion",
            ),
            models.Index(fields=["network", "match_key"], name="team_by_match_key"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether people can still go there."""
        return self.closed_on is None


class Project(models.Model):
    """Funded work with a start, an end, a funder and targets; a session can count towards several."""

    class Phase(models.TextChoices):
        """How far the work has come."""

        TEST_AND_LEARN = "test", _("Test and learn")
        ROLL_OUT = "roll-out", _("Roll-out")
        LASTING = "lasting", _("Lasting")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="projects")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="projects"
    )
    name = models.CharField(_("name"), max_length=120)
    funder = models.CharField(_("funder"), max_length=120, blank=True, default="")
    phase = models.CharField(_("phase"), max_length=10, choices=Phase.choices, default=Phase.TEST_AND_LEARN)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    target_champions = models.PositiveIntegerField(_("champions to reach"), null=True, blank=True)
    target_people = models.PositiveIntegerField(_("people to support"), null=True, blank=True)
    target_sessions = models.PositiveIntegerField(_("sessions to hold"), null=True, blank=True)

    class Meta:
        ordering = (alphabetical("name"),)
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="project_named_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name
