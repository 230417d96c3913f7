"""Finding which rows of a file are which rows of ours: each at most once, the surest likeness first."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Thing = TypeVar("Thing")


class Likeness(NamedTuple, Generic[Thing]):
    """Two things are alike when their keys are equal and not None, and `also` holds.

    Unless it is sure, only a thing that is the only one of its key on both sides is paired.
    """

    key: Callable[[Thing], Hashable | None]
    is_sure: bool = False
    also: Callable[[Thing, Thing], bool] = lambda _theirs, _ours: True


def pair_up(theirs: Sequence[Thing], ours: Sequence[Thing], likenesses: Iterable[Likeness[Thing]]) -> dict[int, int]:
    """The place among ours for the places among theirs that were recognised."""
    paired: dict[int, int] = {}
    for likeness in likenesses:
        waiting = by_key(theirs, set(range(len(theirs))) - paired.keys(), likeness)
        free = by_key(ours, set(range(len(ours))) - set(paired.values()), likeness)
        for key, rows in waiting.items():
            found = free.get(key, [])
            if likeness.is_sure or len(rows) == len(found) == 1:
                paired |= {a: b for a, b in zip(rows, found, strict=False) if likeness.also(theirs[a], ours[b])}
    return paired


def by_key(things: Sequence[Thing], places: Iterable[int], likeness: Likeness[Thing]) -> Mapping[Hashable, list[int]]:
    """The places, in order, of the things with each key."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place in sorted(places):
        key = likeness.key(things[place])
        if key is not None:
            found[key].append(place)
    return found
