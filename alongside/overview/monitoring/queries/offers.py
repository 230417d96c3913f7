"""What lists over the network can be narrowed to: names for the ids that stand in an address."""

from collections.abc import Callable

from django.db.models import Model

from alongside.kit.names import alphabetical
from alongside.kit.safety import is_id
from alongside.kit.tables.filters import Options
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Group, Network, Organisation, Team

MOST_DRAWN = 400
"""Beyond this many, nobody finds one in a list of options; a search and links from other pages still do."""


def name_in(model: type[Model], network: Network) -> Callable[[str], str | None]:
    """What gives the name of the network's row of that id; None for a row of another network, or none at all."""

    def name(value: str) -> str | None:
        if not is_id(value):
            return None
        found = model._default_manager.filter(pk=int(value), network=network).first()
        return str(found) if found else None

    return name


def organisations(network: Network) -> Options:
    """The network's organisations; none when there are too many to choose from a list."""
    rows = list(
        Organisation.objects.filter(network=network)
        .order_by(alphabetical("name"))
        .values_list("pk", "name")[: MOST_DRAWN + 1]
    )
    return [(str(pk), name) for pk, name in rows] if len(rows) <= MOST_DRAWN else []


def groups(network: Network) -> Options:
    """The network's groups of champions; none when there are too many to choose from a list."""
    rows = list(
        Group.objects.filter(network=network).order_by(alphabetical("name")).values_list("pk", "name")[: MOST_DRAWN + 1]
    )
    return [(str(pk), name) for pk, name in rows] if len(rows) <= MOST_DRAWN else []


def kinds() -> Options:
    """The kinds of champion."""
    return [(value, str(label).split(":")[0]) for value, label in Champion.Kind.choices]


def names(network: Network) -> dict[str, Callable[[str], str | None]]:
    """The name of whatever an address can narrow a list to."""
    found = {"team": Team, "organisation": Organisation, "district": District, "group": Group}
    return {key: name_in(model, network) for key, model in found.items()}
