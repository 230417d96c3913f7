"""What is kept of a mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One mail to one person, on its way or sent."""

    class State(models.TextChoices):
        """Where a letter is."""

        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        UNCERTAIN = "uncertain", _("Perhaps sent: the connection broke")
        FAILED = "failed", _("Not sent")
        FEIGNED = "feigned", _("To nobody")

    URGENT = "code"
    """The kind of letters that go before all others: somebody sits and waits for them."""

    chain = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=120)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    headers = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="queued"), name="letter_waiting"),
            models.Index(fields=["due_at"], condition=models.Q(state="queued", kind="code"), name="letter_urgent"),
            models.Index(fields=["claimed_at"], condition=models.Q(state="sending"), name="letter_being_sent"),
            models.Index(fields=["chain", "state", "queued_at"], name="letter_by_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
