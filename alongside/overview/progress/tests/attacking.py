"""What somebody can work out who has everything that was published, and knows the rules by which it was.

Every true number has a least and a most that it can be. What was told narrows them, and so do sums: of sessions and hours a year
is its quarters together; of people it is at least its largest quarter, and at most all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.overview.progress.rules import HIDDEN, SMALL, STEP, Counted, Told
from alongside.overview.progress.rules.telling import (
    HEADS,
    UNITS,
    Known,
    alone_known,
    quarters_in,
    rounded,
    whole_told,
)

ENDLESS = 10**6
Cells = Mapping[str, Mapping[str, Told]]
Bounds = dict[str, list[int]]


@dataclass(frozen=True)
class Attacker:
    """Somebody with what was published; they are even told which hidden numbers are small, and which are hidden for other reasons.

    `believes` names the totals of which they were told the plain rounded truth, which the rules would not have told them.
    """

    truth: Mapping[str, Counted]
    told: Cells
    believes: frozenset[str] = frozenset()

    def bounds(self, column: str) -> Bounds:
        """The least and the most that each true number can be."""
        return self.bounds_of_heads(column) if column in HEADS else self.bounds_of_sums(column)

    def of_one(self, name: str, column: str) -> list[int]:
        """What the number of a quarter can be, as it was told."""
        told, unit = self.told[name][column], UNITS[column]
        if told == HIDDEN:
            truth = self.truth[name].value(column)
            return [min(truth, 1), SMALL * unit - 1] if truth < SMALL * unit else [SMALL * unit, ENDLESS]
        return around(told, unit)

    # --- sums

    def bounds_of_sums(self, column: str) -> Bounds:
        """As `bounds`, of sessions and minutes."""
        found = {name: self.of_one(name, column) for name in self.truth if name[0] == "q"}
        sums = [one for name in self.truth if name[0] != "q" for one in self.sum_of(name, column)]
        while any(narrow_sum(found, names, limits) for names, limits in sums):
            pass
        return found

    def sum_of(self, name: str, column: str) -> list[tuple[list[str], list[int]]]:
        """What is known of the sum of which quarters."""
        quarters, told = quarters_in(name, self.truth), self.told[name][column]
        if name in self.believes:
            return [(quarters, around(rounded(self.truth[name].value(column), UNITS[column]), UNITS[column]))]
        if told.number is None:
            return []
        if told.at_least:
            quarters = [one for one in quarters if self.told[one][column] != HIDDEN]
        return [(quarters, around(Told(told.number), UNITS[column]))]

    # --- heads

    def bounds_of_heads(self, column: str) -> Bounds:
        """As `bounds`, of people and champions."""
        found: Bounds = {}
        known: dict[str, Known] = {}
        families: dict[str, list[str]] = {}
        for name in self.truth:
            if name[0] == "q":
                known[name], found[name] = alone_known(self.told[name][column]), self.of_one(name, column)
                continue
            families[name] = self.parts_of(name)
            known[name], found[name] = self.of_whole(name, column, [known[part] for part in families[name]])
        while any(narrow_whole(found, name, parts) for name, parts in families.items()):
            pass
        return found

    def parts_of(self, name: str) -> list[str]:
        """The quarters of a year; the year and everything before it, for everything since the start."""
        if name[0] == "f":
            return quarters_in(name, self.truth)
        year = int(name[1:])
        return [one for one in (f"s{year - 1}", f"f{year}") if one in self.truth]

    def of_whole(self, name: str, column: str, parts: list[Known]) -> tuple[Known, list[int]]:
        """What the rules know of a whole, and what it can be: every number of which they tell just this."""
        told = self.told[name][column]
        most = sum(part.most for part in parts) + 2 * STEP
        # Hidden for reasons of its own, which say nothing of how many people these are
        by_itself = whole_told(self.truth[name].value(column), HIDDEN, parts)
        if name in self.believes:
            return by_itself, around(rounded(self.truth[name].value(column)), 1)
        each = {one: whole_told(one, rounded(one), parts) for one in range(most + 1)}
        can_be = [one for one, known in each.items() if known.told == told]
        if told == HIDDEN or not can_be:
            return by_itself if told == HIDDEN else each[most], [0, ENDLESS]
        return each[can_be[0]], [can_be[0], can_be[-1] if can_be[-1] < most else ENDLESS]


def around(told: Told, unit: int) -> list[int]:
    """The least and the most of which a rounded number is told."""
    if not told.number:
        return [0, 0] if told.number == 0 else [1, SMALL * unit - 1]
    least, most = told.number * unit - STEP * unit // 2, told.number * unit + (STEP * unit - 1) // 2
    return [max(least if unit > 1 else told.number - STEP // 2, SMALL * unit), most]


def narrow_sum(found: Bounds, names: list[str], limits: list[int]) -> bool:
    """Narrow each part of a sum by what the others can be; whether anything was learnt."""
    learnt = False
    for name in names:
        others = [found[other] for other in names if other != name]
        least = max(found[name][0], limits[0] - sum(most for _, most in others))
        most = min(found[name][1], limits[1] - sum(least for least, _ in others))
        learnt |= found[name] != [least, most]
        found[name] = [least, most]
    return learnt


def narrow_whole(found: Bounds, whole: str, parts: list[str]) -> bool:
    """Narrow a whole by its parts, and each part by the whole and the others; whether anything was learnt."""
    before = [list(found[name]) for name in (whole, *parts)]
    found[whole][0] = max(found[whole][0], *(found[part][0] for part in parts), 0)
    found[whole][1] = min(found[whole][1], sum(found[part][1] for part in parts))
    for part in parts:
        others = sum(found[other][1] for other in parts if other != part)
        found[part][0] = max(found[part][0], found[whole][0] - others)
        found[part][1] = min(found[part][1], found[whole][1])
    return before != [found[name] for name in (whole, *parts)]
