"""Organisations in their tree."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count

from alongside.kit.names import alphabetical
from alongside.people.networks.models import Network, Organisation, Team


@dataclass
class Node:
    """An organisation in the tree: how deep it stands, its open teams without those of its parts, and its parts."""

    organisation: Organisation
    depth: int = 0
    teams: int = 0
    parts: list["Node"] = field(default_factory=list)

    def all(self) -> Iterator["Node"]:
        """Itself and everything inside it, from top to bottom."""
        yield self
        for part in self.parts:
            yield from part.all()

    @property
    def all_teams(self) -> int:
        """The open teams in it and in everything inside it."""
        return sum(node.teams for node in self.all())


def tree_of(network: Network) -> list[Node]:
    """The organisations at the top of the network, by name, each with all that is inside it: two queries, whatever the size."""
    open_teams = Team.objects.filter(network=network, closed_on__isnull=True).order_by()
    counted = dict(open_teams.values("organisation_id").annotate(n=Count("pk")).values_list("organisation_id", "n"))
    organisations = Organisation.objects.filter(network=network).order_by(alphabetical("name"), "pk")
    nodes = {one.pk: Node(one, teams=counted.get(one.pk, 0)) for one in organisations}
    top: list[Node] = []
    for node in nodes.values():
        parent = nodes.get(node.organisation.parent_id or 0)
        (parent.parts if parent else top).append(node)
    for node in top:
        deepen(node, depth=0)
    return top


def deepen(node: Node, *, depth: int) -> None:
    """Write on each node how deep it stands."""
    node.depth = depth
    for part in node.parts:
        deepen(part, depth=depth + 1)


def flat(tree: list[Node]) -> list[Node]:
    """The whole tree in one list, parts after what they are parts of."""
    return [node for top in tree for node in top.all()]


def chain_of(organisation: Organisation) -> list[Organisation]:
    """What the organisation is a part of, from the top down, and itself at the end."""
    chain = [organisation]
    while chain[0].parent_id is not None:
        chain.insert(0, Organisation.objects.get(pk=chain[0].parent_id))
    return chain


def choices(
    network: Network, *, within: Collection[int] | None = None, without: Collection[int] = ()
) -> list[tuple[str, str]]:
    """The organisations to choose from, parts set in under what they are parts of: those of `within`, all when it is None."""
    found = [one for one in outline(network) if one.pk not in without and (within is None or one.pk in within)]
    return [(str(one.pk), f"{'– ' * one.depth}{one.name}") for one in found]


class Line(NamedTuple):
    """An organisation in the outline of the tree."""

    pk: int
    name: str
    depth: int


def outline(network: Network) -> list[Line]:
    """The whole tree as lines from top to bottom, by name: one query, and nothing but what a list to choose from needs."""
    below: dict[int | None, list[tuple[int, str]]] = {}
    rows = (
        Organisation.objects.filter(network=network)
        .order_by(alphabetical("name"), "pk")
        .values_list("pk", "parent_id", "name")
    )
    for pk, parent_id, name in rows:
        below.setdefault(parent_id, []).append((pk, name))
    return list(lines_below(None, below, depth=0))


def lines_below(parent_id: int | None, below: dict[int | None, list[tuple[int, str]]], *, depth: int) -> Iterator[Line]:
    """The lines of everything inside the organisation."""
    for pk, name in below.get(parent_id, ()):
        yield Line(pk, name, depth)
        yield from lines_below(pk, below, depth=depth + 1)
