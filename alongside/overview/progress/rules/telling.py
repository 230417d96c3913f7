"""What strangers are told of the true numbers. The rules S-1 to S-4 and S-6, and docs/decisions/0007 for what totals need besides.

Everything follows from what was published before and from the number itself, so that hiding one thing tells nothing of another,
and what is told of a stretch is the same whatever comes after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from alongside.overview.progress.rules.stretches import ends_on, is_quarter, is_since, is_year, year_of

SMALL = 8
"""Numbers from 1 to one less are hidden (S-1)."""
STEP = 5
"""Numbers are rounded to the nearest of these, halves away from zero (S-1)."""
HALF = STEP // 2
MOST_OF_ONE = 70
"""Per cent of a number that may come from one champion (S-4)."""
UNITS = {"people": 1, "sessions": 1, "champions": 1, "minutes": 60}
"""What is counted, and how much of it is one: minutes are told as hours."""
COLUMNS = tuple(UNITS)
SUMS, HEADS = ("sessions", "minutes"), ("people", "champions")
"""What adds up from quarter to quarter, and what does not, since who comes in two quarters counts once in the year."""
Sources = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Counted:
    """The true numbers of one stretch: `leans` names those that lean, `sources` says where sessions and minutes come from."""

    stretch: str
    people: int = 0
    sessions: int = 0
    champions: int = 0
    minutes: int = 0
    leans: frozenset[str] = frozenset()
    sources: Sources = field(default_factory=dict)

    def value(self, column: str) -> int:
        """The number in that column."""
        return int(getattr(self, column))


class Told(NamedTuple):
    """What strangers read of a number: rounded, that or more, or nothing where the number is None."""

    number: int | None = None
    at_least: bool = False


HIDDEN = Told()


@dataclass(frozen=True)
class Line:
    """What is told of one stretch: its numbers, from which sources its sessions come, and their shares where those may be told."""

    stretch: str
    cells: Mapping[str, Told]
    sources: tuple[str, ...] = ()
    shares: Sources = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What anybody can work out of a number of people: what was told, the least and the most that it can be.

    It `hides` when it counts somebody whose own number is hidden.
    """

    told: Told
    least: int
    most: int
    hides: bool


def publish(history: Iterable[Counted]) -> list[Line]:
    """What strangers are told of everything that was frozen, in the order in which it ended."""
    rows = {one.stretch: one for one in sorted(history, key=lambda one: (ends_on(one.stretch), rank(one.stretch)))}
    cells = {name: by_itself(one) for name, one in rows.items()}
    for column in SUMS:
        for name in rows:
            if not is_quarter(name):
                cells[name][column] = sum_told(column, name, rows=rows, cells=cells)
    for column in HEADS:
        for name, known in heads_told(column, rows=rows, cells=cells).items():
            cells[name][column] = known.told
    return [line_of(one, rows=rows, cells=cells) for one in rows.values()]


def rank(stretch: str) -> int:
    """The place of a stretch among those that end on the same day: quarter, year, since the start."""
    return "qfs".index(stretch[0])


# --- one stretch by itself


def by_itself(one: Counted) -> dict[str, Told]:
    """What can be told of a stretch as if there were no other.

    Where fewer than eight champions were active, or there were fewer than eight sessions, or one champion held most of them,
    nothing is told at all. S-4 asks for three champions; but a number beside a hidden number of champions would tell that
    these are three or more.
    """
    if one.sessions <= 0:
        return dict.fromkeys(COLUMNS, Told(0))
    if min(one.champions, one.sessions) < SMALL or "sessions" in one.leans:
        return dict.fromkeys(COLUMNS, HIDDEN)
    return {column: HIDDEN if column in one.leans else rounded(one.value(column), UNITS[column]) for column in COLUMNS}


def rounded(value: int, unit: int = 1) -> Told:
    """Nothing as nothing, a small number hidden, any other to the nearest five."""
    if value <= 0:
        return Told(0)
    if value < SMALL * unit:
        return HIDDEN
    step = STEP * unit
    return Told((2 * value + step) // (2 * step) * STEP)


def leans(most: int, total: int) -> bool:
    """Whether one champion, who gave the most, gave more than 70 per cent of the total."""
    return 100 * most > MOST_OF_ONE * total


# --- sums: sessions and hours


def sum_told(column: str, name: str, *, rows: Mapping[str, Counted], cells: Mapping[str, Mapping[str, Told]]) -> Told:
    """What is told of a total: that of everything, or, where one of its quarters is hidden, that of the others, or more.

    So no hidden quarter is part of any sum that anybody could subtract from.
    """
    alone = cells[name][column]
    hidden = [one for one in quarters_in(name, rows) if cells[one][column] == HIDDEN]
    if not alone.number or not hidden:
        return alone
    rest = rounded(rows[name].value(column) - sum(rows[one].value(column) for one in hidden), UNITS[column])
    return Told(rest.number, at_least=True) if rest.number else HIDDEN


def quarters_in(name: str, rows: Iterable[str]) -> list[str]:
    """The quarters of a year, or of everything up to the end of one."""
    quarters = [one for one in rows if is_quarter(one)]
    if is_since(name):
        return [one for one in quarters if ends_on(one) <= ends_on(name)]
    return [one for one in quarters if year_of(one) == name]


# --- heads: people and champions, each of whom counts once


def heads_told(
    column: str, *, rows: Mapping[str, Counted], cells: Mapping[str, Mapping[str, Told]]
) -> dict[str, Known]:
    """What is known of a number of people in each stretch: a year is told beside its quarters, everything beside the years."""
    known: dict[str, Known] = {}
    before: Known | None = None
    for name, one in rows.items():
        alone = cells[name][column]
        if is_quarter(name):
            known[name] = alone_known(alone)
        elif is_year(name):
            known[name] = whole_told(one.value(column), alone, [known[part] for part in quarters_in(name, rows)])
        else:
            parts = [part for part in (before, known.get(f"f{name[1:]}")) if part]
            before = known[name] = whole_told(one.value(column), alone, parts)
    return known


def alone_known(told: Told) -> Known:
    """What is known of a number that is part of no other yet; whatever is hidden is taken for a small number."""
    if told.number is None:
        return Known(told, 1, SMALL - 1, hides=True)
    spread = HALF if told.number else 0
    return Known(told, told.number - spread, told.number + spread, hides=False)


def whole_told(truth: int, alone: Told, parts: Sequence[Known]) -> Known:
    """What is told of people who come in one or more of the parts.

    Nobody can subtract a part: the whole is told as its largest part is, until at least eight more are certain. And no part
    can be worked out from below: where somebody is hidden in one, the whole is never told higher than the parts account for
    even if the hidden one is the smallest it can be.
    """
    some = [part for part in parts if part.most]
    hides = any(part.hides for part in some)
    if not some:
        return alone_known(alone)
    largest = max(some, key=lambda part: (part.least, part.most))
    together = sum(part.most for part in some)
    if alone == HIDDEN:
        return Known(HIDDEN, largest.least, together, hides=True)
    if hides and len(some) == 1:
        return largest
    safe = together - max(part.most - part.least for part in some)
    first = largest.most + SMALL
    if hides and first > safe:
        return Known(or_more(largest.told), largest.least, together, hides=True)
    if truth < first:
        return Known(largest.told, largest.least, min(first - 1, together), hides=hides)
    return advanced(truth, first, top=top_of(first, safe) if hides else None, together=together)


def or_more(told: Told) -> Told:
    """That, or more."""
    return told if told == HIDDEN else Told(told.number, at_least=True)


def top_of(first: int, safe: int) -> int:
    """The highest rounded number that may be told: that of `first`, or the last whose least is no more than is safe."""
    return max(rounded(first).number or 0, (safe + HALF) // STEP * STEP)


def advanced(truth: int, first: int, *, top: int | None, together: int) -> Known:
    """What is told of a number that is `first` or more, and no higher than `top`."""
    number = rounded(truth).number or 0
    if top is not None and number >= top:
        return Known(Told(top, at_least=True), max(top - HALF, first), max(together, top), hides=True)
    least = max(number - HALF, first)
    return Known(Told(number), least, max(least, min(number + HALF, together)), hides=top is not None)


# --- where the numbers come from


def line_of(one: Counted, *, rows: Mapping[str, Counted], cells: Mapping[str, Mapping[str, Told]]) -> Line:
    """The line of a stretch, with the sources of what it tells."""
    told = cells[one.stretch]
    if not told["sessions"].number:
        return Line(one.stretch, told)
    counted = [one]
    if not is_quarter(one.stretch):
        quarters = quarters_in(one.stretch, rows)
        shown = [rows[name] for name in quarters if cells[name]["sessions"] != HIDDEN]
        # What only a hidden quarter came from would tell that it had as many sessions as sources
        counted = counted if len(shown) == len(quarters) else shown
    sources = tuple(source for source in one.sources.get("sessions", {}) if any(has(part, source) for part in counted))
    return Line(one.stretch, told, sources, shares_of(one, cells) if is_year(one.stretch) else {})


def has(one: Counted, source: str) -> bool:
    """Whether any session of the stretch comes from that source."""
    return one.sources.get("sessions", {}).get(source, 0) > 0


def shares_of(one: Counted, cells: Mapping[str, Mapping[str, Told]]) -> Sources:
    """The rounded parts of sessions and minutes (S-3), where no part is small and no quarter of the year is hidden."""
    shares: dict[str, dict[str, int]] = {}
    for column in SUMS:
        parts = {source: rounded(value, UNITS[column]) for source, value in one.sources.get(column, {}).items()}
        hidden = any(cells[name][column] == HIDDEN for name in quarters_in(one.stretch, cells))
        if parts and cells[one.stretch][column].number and not hidden and HIDDEN not in parts.values():
            shares[column] = {source: part.number or 0 for source, part in parts.items()}
    return shares
