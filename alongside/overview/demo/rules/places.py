"""Where a demo takes place: organisations, teams and districts."""

from dataclasses import dataclass
from random import Random

from alongside.overview.demo.rules import words
from alongside.overview.demo.rules.scales import Scale

NESTED = 0.6
"""The share of the later organisations that are part of the first of their kind."""


@dataclass(frozen=True)
class Body:
    """An organisation: its name, the place of the one it is part of in the list, in what capacity its champions help."""

    name: str
    parent: int | None
    champions_are: str
    team_kinds: tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """A team: its name, and the places of its organisation and its district in their lists."""

    name: str
    kind: str
    body: int
    district: int


@dataclass(frozen=True)
class Layout:
    """All places of a demo."""

    districts: tuple[str, ...]
    bodies: tuple[Body, ...]
    spots: tuple[Spot, ...]


def layout_of(scale: Scale, *, seed: int) -> Layout:
    """The places of a demo of that scale."""
    rng = Random(f"places {seed}")
    names = village_names(rng)
    districts = words.DISTRICTS[: max(4, min(len(words.DISTRICTS), scale.teams // 3))]
    bodies = tuple(body(rng, n, names) for n in range(scale.organisations))
    spots = tuple(spot(rng, n, bodies, names, districts=len(districts)) for n in range(scale.teams))
    return Layout(districts, bodies, spots)


def village_names(rng: Random) -> list[str]:
    """Every stem with every ending that reads well, in some order; more than three hundred."""
    pairs = [(stem, ending) for stem in words.STEMS for ending in words.ENDINGS if ending not in stem.lower()]
    names = sorted({f"{stem}{ending}" for stem, ending in pairs})
    rng.shuffle(names)
    return names


def body(rng: Random, number: int, names: list[str]) -> Body:
    """The organisation of that number; the first of each kind stands at the top."""
    pattern, team_kinds, champions_are = words.BODIES[number % len(words.BODIES)]
    round_ = number // len(words.BODIES)
    parent = number % len(words.BODIES) if round_ and rng.random() < NESTED else None
    place = names[(round_ * 7 + number % 3) % len(names)]
    return Body(f"{pattern.format(place=place)}{again(number, names)}", parent, champions_are, team_kinds)


def again(number: int, names: list[str]) -> str:
    """What tells two organisations of one name apart; nothing while the names last."""
    used = number // (len(words.BODIES) * len(names))
    return f" {used + 1}" if used else ""


def spot(rng: Random, number: int, bodies: tuple[Body, ...], names: list[str], *, districts: int) -> Spot:
    """The team of that number; larger organisations have more."""
    chosen = min(rng.randrange(len(bodies)), rng.randrange(len(bodies)))
    kind = rng.choice(bodies[chosen].team_kinds)
    round_ = number // len(names)
    name = f"{names[number % len(names)]} {kind}" + (f" {round_ + 1}" if round_ else "")
    return Spot(name, kind, chosen, min(rng.randrange(districts), rng.randrange(districts)))
