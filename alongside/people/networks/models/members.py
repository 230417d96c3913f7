"""Who belongs to a network, and what each may do there."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.kit.names import Folded, alphabetical
from alongside.people.networks.models.networks import Network
from alongside.people.networks.models.places import Organisation, Team

WHOLE = models.Q(organisation__isnull=True, team__isnull=True, group__isnull=True)
ONE_BOUND = (
    models.Q(organisation__isnull=False, team__isnull=True, group__isnull=True)
    | models.Q(organisation__isnull=True, team__isnull=False, group__isnull=True)
    | models.Q(organisation__isnull=True, team__isnull=True, group__isnull=False)
)


class Member(models.Model):
    """An account inside one network."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    name = models.CharField(_("name"), max_length=120)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = (alphabetical("name"),)
        constraints = [models.UniqueConstraint(fields=["account", "network"], name="member_once_in_a_network")]
        indexes = [models.Index("network", Folded("name"), name="member_by_name")]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """Champions whom one motivator looks after, usually 10 to 25."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = (alphabetical("name"),)
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="group_named_once")]

    def __str__(self) -> str:
        return self.name


class Bounds(models.Model):
    """How far a role reaches: the network, or one organisation with its parts, one team, one group."""

    class Kind(models.TextChoices):
        """What a member may do."""

        COORDINATOR = "coordinator", _("Coordinator")
        FACILITATOR = "facilitator", _("Facilitator")
        PROJECT_LEAD = "project-lead", _("Project lead")
        MOTIVATOR = "motivator", _("Motivator")
        CHAMPION = "champion", _("Champion")
        EXPERT = "expert", _("Expert")
        JUDGE = "judge", _("Judge")
        LEARNER = "learner", _("Learner")

    kind = models.CharField(_("role"), max_length=15, choices=Kind.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def bound(self) -> Organisation | Team | Group | None:
        """What the role is bounded to; None when it reaches the whole network."""
        return self.organisation or self.team or self.group


class Role(Bounds):
    """What a member may do in the network, and how far it reaches."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="roles")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "kind"], condition=WHOLE, name="role_given_once"),
            models.UniqueConstraint(fields=["member", "kind", "organisation"], name="role_given_once_for_organisation"),
            models.UniqueConstraint(fields=["member", "kind", "team"], name="role_given_once_for_team"),
            models.UniqueConstraint(fields=["member", "kind", "group"], name="role_given_once_for_group"),
            models.CheckConstraint(condition=WHOLE | ONE_BOUND, name="role_has_one_bound"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"


class Invitation(Bounds):
    """A way into the network for one address: one use, seven days. The link holds the secret; only its hash is kept."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True, default="")
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-invited_at",)
        indexes = [models.Index(fields=["network", "-invited_at"], name="invitation_newest")]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_kind_display()}"
