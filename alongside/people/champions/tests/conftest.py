"""What the tests of champions build upon: a council with a library, a group, and people who look after a part."""

from collections.abc import Callable

import pytest

from alongside.people.champions import actions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Group, Member, Network, Organisation, Role, Team
from conftest import NOW, join


@pytest.fixture
def council(network: Network) -> Organisation:
    """Leeds City Council."""
    return networks.add_organisation(network, {"name": "Leeds City Council"}, now=NOW)


@pytest.fixture
def libraries(network: Network, council: Organisation) -> Organisation:
    """Its libraries."""
    return networks.add_organisation(network, {"name": "Libraries", "parent": council}, now=NOW)


@pytest.fixture
def charity(network: Network) -> Organisation:
    """A partner beside the council."""
    return networks.add_organisation(network, {"name": "Charity"}, now=NOW)


@pytest.fixture
def armley(libraries: Organisation) -> Team:
    """Armley Library."""
    return networks.add_team(libraries, {"name": "Armley Library", "postcode": "LS12 3AR"}, now=NOW)


@pytest.fixture
def west(network: Network) -> Group:
    """A group of champions."""
    return networks.add_group(network, name="West Leeds", now=NOW)


@pytest.fixture
def placed(bea: Champion, armley: Team, west: Group) -> Champion:
    """Bea at Armley Library, in the group West Leeds."""
    actions.set_team(bea, armley, by=None, now=NOW)
    actions.join_group([bea], west, by=None, now=NOW)
    bea.refresh_from_db()
    return bea


@pytest.fixture
def with_role(network: Network) -> Callable[..., Member]:
    """Somebody with one role: `with_role(Role.Kind.MOTIVATOR, group=west)`."""

    def made(kind: Role.Kind, **bounds: Organisation | Team | Group) -> Member:
        member = join(network, f"Person{Member.objects.count()}")
        networks.give_role(member, kind=kind, bound=next(iter(bounds.values()), None), now=NOW)
        return Member.objects.prefetch_related("roles").get(pk=member.pk)

    return made
