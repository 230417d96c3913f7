"""What belongs to a session: who helped, who came, what was practised; and bodies held back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.helping.learners.models import Learner
from alongside.helping.sessions.models.sessions import Session, Topic
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Network


class Helper(models.Model):
    """A champion at a session; the one who leads it is among them."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="helpers")
    champion = models.ForeignKey(Champion, on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["champion", "session"], name="helper_once_at_a_session")]

    def __str__(self) -> str:
        return f"{self.champion_id} at {self.session_id}"


class Attendance(models.Model):
    """One learner at one session, the champion who sat beside them, and in a register what it was about."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, db_index=False, related_name="attendances")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, db_index=False, related_name="attendances")
    champion = models.ForeignKey(Champion, on_delete=models.PROTECT, db_index=False, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "session"], name="learner_once_at_a_session")]
        # Distinct people over months of sessions are counted from this index alone.
        indexes = [models.Index(fields=["session", "learner", "champion"], name="who_came_to_a_session")]

    def __str__(self) -> str:
        return f"{self.learner_id} at {self.session_id}"


class HeadCount(models.Model):
    """People without a code whom one save added to a register; its key makes the same save count once."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="headcounts")
    champion = models.ForeignKey(Champion, on_delete=models.PROTECT, db_index=False, related_name="+")
    key = models.UUIDField(unique=True)
    people = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.people} at {self.session_id}"


class Practice(models.Model):
    """One task of a framework at one session: what a learner did, and how far they came. Learner is empty for all of them."""

    class Level(models.TextChoices):
        """How far they came."""

        ALONE = "alone", _("Alone")
        WITH_HELP = "helped", _("With help")
        NOT_REACHED = "tried", _("Tried, not reached")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, db_index=False, related_name="practices")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, null=True, blank=True, related_name="practices")
    task = models.CharField(max_length=30)
    level = models.CharField(max_length=6, choices=Level.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "learner", "task"], name="task_once_for_a_learner"),
            models.UniqueConstraint(
                fields=["session", "task"], condition=models.Q(learner__isnull=True), name="task_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.level}"


class Held(models.Model):
    """A different body that came in under the key of a session already there; kept until a person has looked at it."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="held")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="held")
    body = models.JSONField()
    body_hash = models.CharField(max_length=64)
    sent_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "body_hash"], name="held_once")]

    def __str__(self) -> str:
        return f"held for {self.session_id}"


class Draft(models.Model):
    """What somebody typed when their sign-in had run out: given back to the same person in the same browser, gone after a day."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=200)
    body = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kept_at"], name="draft_oldest")]

    def __str__(self) -> str:
        return f"draft of {self.member_id}"
