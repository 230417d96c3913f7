"""Whom to ask."""

from django.db.models import QuerySet

from alongside.kit.names import alphabetical
from alongside.people.networks.models import Member, Network, Role


def coordinators_to_ask(network: Network) -> QuerySet[Member]:
    """The members who run the whole network, by name, with their accounts; for members' eyes only."""
    bounds = {"roles__organisation": None, "roles__team": None, "roles__group": None}
    people = Member.objects.filter(network=network, left_at__isnull=True, roles__kind=Role.Kind.COORDINATOR, **bounds)
    return people.select_related("account").order_by(alphabetical("name")).distinct()
