"""What is asked about the demo."""

from django.db.models import Case, QuerySet, When

from alongside.overview.demo import rules
from alongside.people.networks.models import Member, Network


def cast() -> QuerySet[Member]:
    """The members whom anybody may become in a demo; nobody who also belongs to a network that is not one."""
    elsewhere = Member.objects.filter(network__is_demo=False)
    parts = [When(account__email=part.email, network__slug=part.network, then=n) for n, part in enumerate(rules.CAST)]
    members = Member.objects.filter(network__is_demo=True).annotate(place=Case(*parts)).filter(place__isnull=False)
    return (
        members.exclude(account__in=elsewhere.values("account")).select_related("account", "network").order_by("place")
    )


def has_networks() -> bool:
    """Whether the installation has any network yet."""
    return Network.objects.exists()
