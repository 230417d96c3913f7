"""Which place a row means, by its name."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from alongside.overview.exchange.rules.names import place_key
from alongside.overview.exchange.rules.organisations import Owner


class Spot(NamedTuple):
    """A place as a row means it: without an id when it is new."""

    pk: int | None
    name: str
    owner: Owner


class Teams:
    """The places of a network, and the new ones that rows have named so far."""

    def __init__(self, known: Iterable[Spot]) -> None:
        self._by_name: dict[str, list[Spot]] = defaultdict(list)
        self._by_key: dict[str, list[Spot]] = defaultdict(list)
        self.new: list[Spot] = []
        for spot in known:
            self._keep(spot)

    def _keep(self, spot: Spot) -> None:
        self._by_name[spot.name.casefold()].append(spot)
        self._by_key[place_key(spot.name)].append(spot)

    def called(self, name: str, owner: Owner | None = None) -> list[Spot]:
        """The places of that name, of that organisation if one is given; when there are none, those of a like name."""
        for found in (self._by_name.get(name.casefold(), ()), self._by_key.get(place_key(name), ())):
            mine = [spot for spot in found if owner is None or same(spot.owner, owner)]
            if mine:
                return mine
        return []

    def added(self, name: str, owner: Owner) -> Spot:
        """A new place of that organisation."""
        spot = Spot(None, name, owner)
        self.new.append(spot)
        self._keep(spot)
        return spot


def same(one: Owner, other: Owner) -> bool:
    """Whether two owners are one organisation."""
    return one.pk == other.pk if one.pk or other.pk else one == other
