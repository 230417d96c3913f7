"""What is wrong with rows of a file, and what of it is the same fault over and over."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

VARYING = re.compile(r"“[^”]*”|\d[\d.,]*")
"""What differs between two tellings of one fault: the text that somebody typed, and numbers."""
NAMED = 3
"""Rows that a line names before it says how many more there are."""


class Finding(NamedTuple):
    """Something wrong with a row, said with its remedy; for a remark the row is used all the same."""

    row: int
    column: str
    message: str
    is_remark: bool = False


class Sort(NamedTuple):
    """What findings of one fault have in common: the column, and the sentence without what was typed."""

    column: str
    sentence: str
    is_remark: bool


OTHERS = Sort("", "", False)
"""Under which findings are counted once a file has more faults than are told apart."""


def sort_of(found: Finding) -> Sort:
    """Which fault it is."""
    return Sort(found.column, VARYING.sub("…", found.message), found.is_remark)


@dataclass(frozen=True)
class Fault:
    """One fault: the first findings of it, and how many rows have it."""

    findings: Sequence[Finding]
    count: int

    @property
    def is_remark(self) -> bool:
        """Whether the rows are used all the same."""
        return self.findings[0].is_remark

    @property
    def message(self) -> str:
        """What is wrong, and what to do: of the first row, where rows differ in what was typed."""
        return self.findings[0].message

    @property
    def varies(self) -> bool:
        """Whether what is said differs from row to row."""
        return any(found.message != self.message for found in self.findings)

    @property
    def opens(self) -> bool:
        """Whether there is more to be told than the line says."""
        return self.count > NAMED + 1 or self.varies

    @property
    def more(self) -> int:
        """How many rows have it beside those whose findings are kept."""
        return max(0, self.count - len(self.findings))

    @property
    def where(self) -> str:
        """The column, and the first rows: “Postcode, rows 4, 9, 12 and 35 more”."""
        rows = rows_told([found.row for found in self.findings], count=self.count)
        column = self.findings[0].column
        return f"{column}, {rows}" if column else f"{rows[:1].upper()}{rows[1:]}"


def rows_told(rows: Sequence[int], *, count: int) -> str:
    """A few rows by number, and how many there are beside them."""
    if count == 1:
        return _("row %(row)s") % {"row": rows[0]}
    named = list(rows) if count == len(rows) <= NAMED + 1 else list(rows[:NAMED])
    if len(named) == count:
        *first, last = map(str, named)
        return _("rows %(rows)s and %(last)s") % {"rows": ", ".join(first), "last": last}
    return _("rows %(rows)s and %(count)s more") % {
        "rows": ", ".join(map(str, named)),
        "count": f"{count - len(named):,}",
    }


def faults_of(findings: Iterable[Finding], counts: Mapping[Sort, int]) -> list[Fault]:
    """The faults that findings tell of, the most frequent first; `counts` knows in how many rows each is."""
    alike: dict[Sort, list[Finding]] = defaultdict(list)
    for found in findings:
        alike[sort_of(found)].append(found)
    faults = [Fault(same, max(len(same), counts.get(sort, 0))) for sort, same in alike.items()]
    return sorted(faults, key=lambda fault: (-fault.count, fault.findings[0].row))
