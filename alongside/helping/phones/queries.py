"""What is asked about what phones sent in."""

from django.db.models import QuerySet

from alongside.helping.phones.models import Kept
from alongside.kit.prepared import Slot
from alongside.people.networks.models import Member


def kept_for(member: Member | Slot) -> QuerySet[Kept]:
    """The member's own entries that could not be saved as they are, the first that came in first."""
    return Kept.objects.filter(member=member).order_by("received_at", "pk")
