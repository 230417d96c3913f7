"""What is asked about learners."""

from django.db.models import F, QuerySet

from alongside.helping.learners import rules
from alongside.helping.learners.models import Consent, Learner
from alongside.people.champions.models import Champion


def people_of(champion: Champion) -> QuerySet[Learner]:
    """The champion's own learners, those seen last first; hidden ones left out."""
    people = Learner.objects.filter(champion=champion, hidden_at__isnull=True)
    return people.order_by(F("last_on").desc(nulls_last=True), "pk")


def everybody_of(champion: Champion) -> QuerySet[Learner]:
    """The champion's own learners, hidden ones among them; codes that were joined to another left out."""
    return Learner.objects.filter(champion=champion, joined_to__isnull=True).select_related("champion")


def permission_of(learner: Learner) -> Consent | None:
    """The standing permission to keep the learner's name."""
    return Consent.objects.filter(learner=learner, purpose=rules.NAME, withdrawn_at__isnull=True).first()
