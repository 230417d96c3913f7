"""What becomes of each row of a file: the plan that a dry run shows and a run carries out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from alongside.kit.sheets.columns import Matching, values_of
from alongside.kit.sheets.problems import SheetProblem
from alongside.kit.sheets.sheet import Row
from alongside.overview.exchange.rules.findings import OTHERS, Finding, Sort, sort_of

KEPT = 500
"""Findings of one run that are kept with it, whatever their faults."""
ALIKE = 50
"""Findings of one fault among them."""
TOLD_APART = 100
"""Faults that are told apart; the rest is counted as one."""


class Fate(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Told:
    """A row as it was read: its values by field, and what is wrong with it so far."""

    row: int
    values: Mapping[str, Any]
    findings: tuple[Finding, ...]
    headings: Mapping[str, str]
    """The heading of each field."""

    @property
    def is_usable(self) -> bool:
        """Whether nothing forbids to use the row."""
        return all(found.is_remark for found in self.findings)

    def get(self, name: str) -> Any:
        """The value of a field; None when the cell is empty or there is no such column."""
        return self.values.get(name)

    def problem(self, name: str, message: str) -> Finding:
        """A problem with the field of that name."""
        return Finding(self.row, self.headings.get(name, ""), message)

    def remark(self, name: str, message: str) -> Finding:
        """A remark on the field of that name."""
        return Finding(self.row, self.headings.get(name, ""), message, is_remark=True)


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to become of one row, what has to be written for it, and what was found."""

    row: int
    fate: Fate
    work: Any = None
    findings: tuple[Finding, ...] = ()


@dataclass
class Tally:
    """The sum of a plan: rows by their fate, how many rows have each fault, and the first findings of each."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    remarks: int = 0
    findings: list[Finding] = field(default_factory=list)
    faults: Counter[Sort] = field(default_factory=Counter)

    def take(self, planned: Planned) -> None:
        """Add a row."""
        self.read += 1
        setattr(self, planned.fate, getattr(self, planned.fate) + 1)
        self.remarks += sum(found.is_remark for found in planned.findings)
        for found in planned.findings:
            self.note(found)

    def note(self, found: Finding) -> None:
        """Count a finding, and keep it if it is among the first of its fault."""
        sort = sort_of(found)
        if sort not in self.faults and len(self.faults) >= TOLD_APART:
            sort = OTHERS
        self.faults[sort] += 1
        is_first = self.faults[sort] == 1
        if sort != OTHERS and (is_first or (self.faults[sort] <= ALIKE and len(self.findings) < KEPT)):
            self.findings.append(found)

    @property
    def counts(self) -> dict[str, int]:
        """The rows by their fate, and how many were read."""
        return {
            name: getattr(self, name) for name in ("read", "created", "updated", "unchanged", "rejected", "remarks")
        }


def told(row: Row, matching: Matching) -> Told:
    """The row through the match of its columns."""
    read = values_of(row, matching)
    problems = [finding(problem, row=row.number, is_remark=False) for problem in read.problems]
    remarks = [finding(remark, row=row.number, is_remark=True) for remark in read.remarks]
    return Told(row.number, read.values, (*problems, *remarks), matching.heading_of)


def finding(problem: SheetProblem, *, row: int, is_remark: bool) -> Finding:
    """What the reader of a row said, as a finding."""
    return Finding(problem.row or row, problem.column, problem.message, is_remark)


def rejected(row: Told, *problems: Finding) -> Planned:
    """A row that cannot be used, with everything that was found in it."""
    return Planned(row.row, Fate.REJECTED, findings=(*row.findings, *problems))
