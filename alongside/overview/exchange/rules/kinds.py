"""The kinds of files that can be brought in: their columns, and how each is planned."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from alongside.kit.sheets import columns
from alongside.kit.sheets.columns import Field, Matching
from alongside.overview.exchange.models import Kind
from alongside.overview.exchange.rules import (
    champion_columns,
    champions,
    districts,
    place_columns,
    places,
    session_columns,
    sessions,
)
from alongside.overview.exchange.rules.planning import Planned, Told


@dataclass(frozen=True)
class Recipe:
    """How a kind of file is read: the fields wanted, in the language of the moment, and what becomes of each row."""

    fields: Callable[[], tuple[Field, ...]]
    plan: Callable[[Iterable[Told], Any], Iterator[Planned]]
    insist: Callable[[Matching], None] = columns.insist
    """Raises SheetProblem when the columns do not suffice."""


RECIPES: dict[str, Recipe] = {
    Kind.PLACES: Recipe(place_columns.fields, places.plan, place_columns.insist),
    Kind.CHAMPIONS: Recipe(champion_columns.fields, champions.plan, champion_columns.insist),
    Kind.SESSIONS: Recipe(session_columns.fields, sessions.plan, session_columns.insist),
    Kind.DISTRICTS: Recipe(districts.fields, districts.plan),
}
