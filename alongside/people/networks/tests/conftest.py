"""What the tests of networks build upon: a council with a department, and people in charge of a part."""

from collections.abc import Callable

import pytest

from alongside.people.networks import actions
from alongside.people.networks.models import Member, Network, Organisation, Role, Team
from conftest import NOW, join


@pytest.fixture
def council(network: Network) -> Organisation:
    """Leeds City Council."""
    return actions.add_organisation(network, {"name": "Leeds City Council"}, now=NOW)


@pytest.fixture
def housing(network: Network, council: Organisation) -> Organisation:
    """Its housing department."""
    return actions.add_organisation(network, {"name": "Housing", "parent": council}, now=NOW)


@pytest.fixture
def armley(council: Organisation) -> Team:
    """A library of the council."""
    return actions.add_team(council, {"name": "Armley Library", "postcode": "LS12 3AR", "district": "LS12"}, now=NOW)


@pytest.fixture
def in_charge(network: Network) -> Callable[..., Member]:
    """Somebody with a role for one part: `in_charge(Role.Kind.PROJECT_LEAD, organisation=housing)`."""

    def made(kind: Role.Kind, **bounds: Organisation | Team) -> Member:
        member = join(network, f"Lead{Member.objects.count()}")
        actions.give_role(member, kind=kind, bound=next(iter(bounds.values())), now=NOW)
        return Member.objects.prefetch_related("roles").get(pk=member.pk)

    return made
