"""What is kept of an import."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.people.networks.models import Member, Network


class Kind(models.TextChoices):
    """What a file is about."""

    PLACES = "places", _("Places")
    CHAMPIONS = "champions", _("Champions")
    SESSIONS = "sessions", _("Sessions")
    DISTRICTS = "districts", _("Districts")


class Run(models.Model):
    """One file on its way in: where it stands, what was found, what came of it."""

    class State(models.TextChoices):
        """How far it has come."""

        UPLOADED = "uploaded", _("Columns to be matched")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        RUNNING = "running", _("Being brought in")
        DONE = "done", _("Brought in")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        REFUSED = "refused", _("Refused")

    BUSY = (State.RUNNING, State.UNDOING)

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="runs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    file = models.CharField(max_length=100, blank=True, default="")
    digest = models.CharField(max_length=64)
    part = models.CharField(max_length=100, blank=True, default="")
    mapping = models.JSONField(default=dict)
    """The field that each heading gives; an empty one for headings that are left out."""
    skips_bad_rows = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="en")
    batch = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    refusal = models.TextField(blank=True, default="")
    rows = models.PositiveIntegerField(default=0)
    """About how many the file has, for the progress."""
    progress = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    remarks = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    """The first ones of each fault, each as row, column, message and whether it is a remark."""
    faults = models.JSONField(default=list)
    """In how many rows each fault is: column, sentence without what was typed, whether it is a remark, how many rows."""
    extras = models.JSONField(default=dict)
    """What comes in beside the rows, such as new organisations: names by kind."""
    uploaded_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    stayed = models.PositiveIntegerField(default=0)
    """How many things had to stay when it was undone: known for longer than which ones."""

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network"],
                condition=models.Q(state__in=["running", "undoing"]),
                name="one_run_at_a_time_in_a_network",
            )
        ]
        indexes = [models.Index(fields=["network", "-uploaded_at"], name="run_newest")]

    def __str__(self) -> str:
        return self.name


class Why(models.TextChoices):
    """Why a row has to stay when its run is undone, the plainest reason first."""

    SIGNED_IN = "signed-in", _("This champion has signed in")
    SESSIONS = "sessions", _("Sessions belong to it")
    CHAMPIONS = "champions", _("A champion belongs to it")
    PLACES = "places", _("A place belongs to it")
    OTHER = "other", _("Something else relies on it")
    LATER = "later", _("A later file changed it")
    NEEDED = "needed", _("It is needed to undo a later file")
    GONE = "gone", _("What it belonged to before is gone")
    TAKEN = "taken", _("Another one has its old name by now")


class Change(models.Model):
    """One row of ours that a run made (`before` is empty) or altered: what each altered field said before and says since.

    `why` is empty until undoing the run was tried, and the row has to stay; `later` is the later file that is the reason.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=60)
    row = models.PositiveBigIntegerField()
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(default=dict, blank=True)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True, default="")
    later = models.ForeignKey(
        Run, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )  # no index: files write many rows here, and nobody asks which ones stay because of a file

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "model", "row"], name="row_changed_once_by_a_run")]
        indexes = [
            models.Index(fields=["model", "row"], name="change_by_row"),
            models.Index(fields=["run"], condition=~models.Q(why=""), name="change_that_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"


class Remembered(models.Model):
    """How the columns of files with these headings were matched the last time."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    headings = models.CharField(max_length=64)
    """The SHA-256 of the headings in the file's order."""
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "kind", "headings"], name="columns_remembered_once_for_a_heading"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.headings[:8]}"
