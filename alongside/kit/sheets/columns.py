"""Matching the headings of a file to the fields that are wanted, and reading rows through the match."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from alongside.kit.sheets import cells
from alongside.kit.sheets.headings import normalised, without_brackets
from alongside.kit.sheets.problems import CellProblem, SheetProblem
from alongside.kit.sheets.sheet import Row

NOTHING = ""  # the field of a heading that a person chose to leave out


@dataclass(frozen=True)
class Field:
    """Something wanted from each row: its name for programs, its label for people, and other headings it goes by.

    `parse` gives the value of a cell or raises CellProblem; it is not asked about an empty cell. What a `forgiving`
    field cannot understand counts as empty, with a remark: published lists hold a web page where an e-mail should be.
    """

    name: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    forgiving: bool = False
    parse: Callable[[str], object] = str


class Read(NamedTuple):
    """What a row gave: its values, the problems for which it cannot be used, and remarks for which it can."""

    values: dict[str, object]
    problems: list[SheetProblem]
    remarks: list[SheetProblem]


@dataclass(frozen=True)
class Matching:
    """Which heading gives which field, and what is left over on both sides, in the order of file and fields."""

    fields: tuple[Field, ...]
    heading_of: Mapping[str, str]  # the heading by the field's name
    unused_headings: tuple[str, ...]

    @property
    def unmatched(self) -> tuple[Field, ...]:
        """The fields that no heading gives."""
        return tuple(field for field in self.fields if field.name not in self.heading_of)

    @property
    def missing(self) -> tuple[Field, ...]:
        """The fields without which no row can be read, and that no heading gives."""
        return tuple(field for field in self.unmatched if field.required)

    def remembered(self) -> dict[str, str]:
        """The match as it is kept for the next file of the kind: field by heading, nothing for those left out."""
        kept = {heading: name for name, heading in self.heading_of.items()}
        return kept | dict.fromkeys(self.unused_headings, NOTHING)


def match(headings: Sequence[str], fields: Sequence[Field], *, remembered: Mapping[str, str] | None = None) -> Matching:
    """Which heading gives which field: as remembered first, then by the same words, then without what brackets explain.

    A remembered field of no name leaves its heading out. One heading gives one field, and the first heading wins.
    """
    names = {field.name for field in fields}
    chosen = {heading: name for heading, name in (remembered or {}).items() if heading in headings}
    heading_of: dict[str, str] = {}
    for heading in headings:
        if chosen.get(heading, NOTHING) in names:
            heading_of.setdefault(chosen[heading], heading)
    free = [heading for heading in headings if heading not in chosen]
    for key in (normalised, without_brackets):
        _match_by(key, free, fields, heading_of=heading_of)
    used = set(heading_of.values())
    return Matching(tuple(fields), heading_of, tuple(heading for heading in headings if heading not in used))


def _match_by(
    key: Callable[[str], str], free: list[str], fields: Sequence[Field], *, heading_of: dict[str, str]
) -> None:
    """Give every field still open the first heading still free that is called like it: by name, label, then synonyms."""
    by_key: dict[str, list[str]] = {}
    for heading in free:
        by_key.setdefault(key(heading), []).append(heading)
    for field in fields:
        if field.name in heading_of:
            continue
        found = next((called for word in names_of(field) if (called := by_key.get(normalised(word)))), None)
        if found:
            heading_of[field.name] = found.pop(0)
            free.remove(heading_of[field.name])


def names_of(field: Field) -> tuple[str, ...]:
    """Every heading that the field goes by."""
    return (field.name, field.label, *field.synonyms)


def known(fields: Iterable[Field]) -> frozenset[str]:
    """Every heading that any of the fields goes by: what `open_sheet` takes to find the row of headings."""
    return frozenset(name for field in fields for name in names_of(field))


def insist(matching: Matching) -> None:
    """Raise SheetProblem when a required column is not there."""
    if matching.missing:
        labels = ", ".join(f"“{field.label}”" for field in matching.missing)
        raise SheetProblem(
            _(
                "This file has no column for %(labels)s. Name the column so in its first row, or choose which column it is."
            )
            % {"labels": labels}
        )


def values_of(row: Row, matching: Matching) -> Read:
    """The row's values by the fields' names, None for empty cells, and all that is wrong with it.

    Fields that no heading gives are left out; so is one whose cell has a problem, unless the field forgives.
    """
    if row.problem:
        return Read({}, [SheetProblem(row.problem, row=row.number)], [])
    read = Read({}, [], [])
    for field in matching.fields:
        heading = matching.heading_of.get(field.name)
        if heading is None:
            continue
        try:
            read.values[field.name] = _value(row.cells[heading], field=field)
        except CellProblem as problem:
            found = SheetProblem(problem.message, row=row.number, column=heading)
            if field.forgiving:
                read.values[field.name] = None
                read.remarks.append(found)
            else:
                read.problems.append(found)
    return read


def _value(cell: str, *, field: Field) -> object:
    """The value of a cell; None for an empty one, unless it must be filled."""
    if cell and not cells.is_empty(cell):
        return field.parse(cell)
    if field.required:
        raise CellProblem(_("“%(label)s” is empty. Fill it in, or take the row out.") % {"label": field.label})
    return None
