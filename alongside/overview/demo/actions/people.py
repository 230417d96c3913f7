"""Making the people of a demo."""

from collections.abc import Callable, Sequence
from datetime import datetime

from alongside.overview.demo import rules
from alongside.overview.demo.actions.places import Made
from alongside.people.accounts.models import Account
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Group, Member, Network, Role

DOMAIN = "demo.example"
"""A domain that belongs to nobody (RFC 2606), so that no mail of a demo reaches anybody."""


def join(network: Network, *, name: str, email: str, now: datetime) -> Member:
    """An account of that address, as a member of the network."""
    account, _is_new = Account.objects.get_or_create(email=email, defaults={"name": name})
    return networks.admit(account, network=network, name=name, now=now)


def make_groups(network: Network, names: Sequence[str], *, now: datetime) -> list[Group]:
    """A group for each motivator of that name; somebody of that name joins to look after it."""
    groups = []
    for number, name in enumerate(names):
        email = f"{name.lower()}.{number}@{network.slug}.{DOMAIN}"
        part = next((one for one in rules.CAST if (one.name, one.network) == (name, network.slug)), None)
        member = join(network, name=name, email=part.email if part else email, now=now)
        group = Group.objects.create(network=network, name=f"{name}’s group" + (f" {number + 1}" if number else ""))
        Role.objects.create(member=member, kind=Role.Kind.MOTIVATOR, group=group, given_at=now)
        groups.append(group)
    return groups


def make_champions(
    network: Network,
    people: Sequence[rules.Person],
    *,
    made: Made,
    groups: Sequence[Group],
    now: datetime,
    tell: Callable[[int], None],
) -> list[Champion]:
    """A champion for each person, in their order."""
    return [make_champion(network, one, made=made, groups=groups, now=now, tell=tell) for one in people]


def make_champion(
    network: Network,
    one: rules.Person,
    *,
    made: Made,
    groups: Sequence[Group],
    now: datetime,
    tell: Callable[[int], None],
) -> Champion:
    """One champion with their profile."""
    team = made.teams[one.spot] if one.spot is not None else None
    tell(1)
    return champions.enrol(
        network,
        name=one.name,
        started_on=one.started_on,
        now=now,
        details={
            "kind": one.kind,
            "sector": one.sector,
            "settings": list(one.settings),
            "languages": list(one.languages),
            "hours_pledged": one.hours,
            "organisation": made.organisations[one.body],
            "team": team,
            "district": team.district if team else None,
            "group": groups[one.group] if one.group is not None else None,
            "paused_until": one.paused_until,
            "left_on": one.left_on,
        },
    )
