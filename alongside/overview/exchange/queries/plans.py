"""What a file would do: every row planned, nothing written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from alongside.kit.sheets.problems import SheetProblem
from alongside.kit.sheets.sheet import Sheet
from alongside.kit.spool import Spool
from alongside.overview.exchange.queries.books import book_for
from alongside.overview.exchange.queries.notes import Notes
from alongside.overview.exchange.queries.sources import Source
from alongside.overview.exchange.rules.kinds import RECIPES
from alongside.overview.exchange.rules.planning import Fate, Planned, Tally, told

Tell = Callable[[int, int], None]
"""Hears how many rows have been read, and how many there are about."""
STEP = 1_000


@dataclass
class Plan:
    """The sum of what a file would do, what comes in beside its rows, the work, and all that was found.

    The work waits on the disk, so that nothing is planned twice; `refusal` says why the file cannot be read on.
    """

    tally: Tally = field(default_factory=Tally)
    extras: dict[str, list[str]] = field(default_factory=dict)
    work: Spool[Any] = field(default_factory=Spool)
    notes: Notes = field(default_factory=Notes)
    headings: tuple[str, ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)
    refusal: str = ""

    def refused(self, *, skips: bool) -> str:
        """Why the file cannot be carried out, leaving out rows with problems or not; nothing when it can."""
        if self.refusal or skips or not self.tally.rejected:
            return self.refusal
        return ngettext(
            "%(count)d row has a problem, so nothing was brought in.",
            "%(count)d rows have problems, so nothing was brought in.",
            self.tally.rejected,
        ) % {"count": self.tally.rejected}


def silent(_done: int, _all: int) -> None:
    """Tell nobody."""


def plan_of(source: Source, *, today: date, tell: Tell = silent) -> Plan:
    """What the file would do to the network today; the same as what it does when it is carried out."""
    plan = Plan()
    try:
        sheet, matching = source.opened()
        plan.headings, plan.mapping = sheet.headings, matching.remembered()
        recipe = RECIPES[source.kind]
        recipe.insist(matching)
        book = book_for(source.kind, source.network, today=today)
        rows = (told(row, matching) for row in counted(sheet, tell))
        fill(plan, recipe.plan(rows, book))
        plan.extras = {name: found for name, found in book.extras.items() if found}
    except SheetProblem as problem:
        plan.refusal = problem.message if problem.row is None else f"{problem.row}: {problem.message}"
    return plan


def counted(sheet: Sheet, tell: Tell) -> Iterator[Any]:
    """The rows, telling now and then how many."""
    count = 0
    for count, row in enumerate(sheet.rows(), 1):
        yield row
        if count % STEP == 0:
            tell(count, max(count, sheet.about_rows))
    tell(count, count)


def fill(plan: Plan, rows: Iterable[Planned]) -> None:
    """Add every row to the tally, its work to the spool, and what was found in it to the notes."""
    for planned in rows:
        plan.tally.take(planned)
        plan.notes.put(planned.findings)
        if planned.work is not None and planned.fate != Fate.REJECTED:
            plan.work.put(planned.work)
