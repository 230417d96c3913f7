"""What is asked about learners."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

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


def permission_of(learner: Learner, purpose: str) -> Consent | None:
    """The standing permission to keep the learner's name (`rules.NAME`) or how to reach them (`rules.CONTACT`)."""
    return Consent.objects.filter(learner=learner, purpose=purpose, withdrawn_at__isnull=True).first()


def contacts_due(*, today: date, among: Sequence[int] | None = None) -> Iterator[Learner]:
    """The learners whose phone number or address has been kept for long enough, on that day; `among` narrows to these ids."""
    standing = Consent.objects.filter(purpose=rules.CONTACT, withdrawn_at__isnull=True)
    kept = Learner.objects.exclude(contact="").select_related("network", "champion").order_by("network", "pk")
    if among is not None:
        kept = kept.filter(pk__in=among)
    for learner in kept.prefetch_related(Prefetch("consents", standing, to_attr="standing")).iterator(chunk_size=500):
        given = {timezone.localtime(consent.given_at).date(): consent.days for consent in learner.standing}
        since = max(given, default=date.min)
        if rules.is_due(learner, since=since, agreed=given.get(since), today=today):
            yield learner
