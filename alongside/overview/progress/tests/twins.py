"""Other histories of which just the same would have been published: what nobody can tell apart from the truth."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from alongside.overview.progress.rules import HIDDEN, SMALL, Counted, publish
from alongside.overview.progress.rules.telling import HEADS, UNITS, quarters_in
from alongside.overview.progress.tests.attacking import ENDLESS, Attacker

MANY = 50


def twins_of(history: Sequence[Counted], column: str, name: str, value: int) -> Iterator[list[Counted]]:
    """Histories with that value for the hidden number of a quarter, whose totals fit their parts, the likeliest first.

    The other small numbers, those hidden for other reasons, the shown ones and the totals of people stay as near to the truth
    as they can, or are larger.
    """
    told = {line.stretch: line.cells for line in publish(history)}
    attacker = Attacker({one.stretch: one for one in history}, told)
    bounds = attacker.bounds(column)
    for grows in product((False, True), repeat=4):
        found = {}
        for stretch, one in attacker.truth.items():
            hidden = told[stretch][column] == HIDDEN
            if stretch == name:
                found[stretch] = value
            elif stretch[0] == "q":
                found[stretch] = quarter_of(one.value(column), bounds[stretch][1], UNITS[column], hidden, grows)
            elif column in HEADS:
                parts = [found[part] for part in attacker.parts_of(stretch)]
                most = min(sum(parts), ENDLESS if hidden else bounds[stretch][1])
                found[stretch] = max(*parts, most if grows[3] else min(most, one.value(column)))
            else:
                found[stretch] = sum(found[part] for part in quarters_in(stretch, attacker.truth))
        yield [replace(one, **{column: found[one.stretch]}) for one in history]


def quarter_of(truth: int, most: int, unit: int, hidden: bool, grows: tuple[bool, ...]) -> int:
    """The number of another quarter."""
    if not truth:
        return 0
    if not hidden:
        return most if grows[2] else truth
    if truth < SMALL * unit:
        return most if grows[0] else truth
    return truth + MANY * unit if grows[1] else truth
