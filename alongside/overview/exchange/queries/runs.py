"""What a person is shown of runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from alongside.helping.sessions.models import Session
from alongside.kit.sheets.columns import Field
from alongside.kit.sheets.problems import SheetProblem
from alongside.kit.sheets.sheet import Sheet
from alongside.kit.sheets.writing import Value
from alongside.kit.tables.columns import Column, Tag, To
from alongside.kit.tables.filters import Choice
from alongside.kit.tables.listing import Table
from alongside.overview.exchange.models import Run
from alongside.overview.exchange.queries.notes import notes_of
from alongside.overview.exchange.queries.sources import source_of
from alongside.overview.exchange.rules import findings
from alongside.overview.exchange.rules.findings import OTHERS, Fault, Finding, Sort
from alongside.overview.exchange.rules.kinds import RECIPES
from alongside.people.networks import rules as networks
from alongside.people.networks.models import Member

SAMPLES = 5
LOOKS = {
    Run.State.UPLOADED: "warm",
    Run.State.CHECKED: "warm",
    Run.State.DONE: "good",
    Run.State.REFUSED: "bad",
}


def state_tags(run: Run) -> list[Tag]:
    """How far the run has come, as a label."""
    return [Tag(run.get_state_display(), LOOKS.get(Run.State(run.state), "quiet"))]


RUNS = Table(
    name="runs",
    counted=ngettext_lazy("%(counted)s file", "%(counted)s files", "count"),
    columns=(
        Column("name", gettext_lazy("File"), sort="name", to=To("exchange:run_detail", "run_id", attrgetter("pk"))),
        Column("state", gettext_lazy("State"), kind="tags", value=state_tags, beside=True),
        Column("kind", gettext_lazy("About"), value=lambda run: run.get_kind_display(), sort="kind"),
        Column("uploaded_at", gettext_lazy("Chosen on"), kind="day", sort="uploaded_at", falls=True),
        Column("by", gettext_lazy("By"), value=lambda run: run.uploaded_by.name if run.uploaded_by else "–"),
        Column("created", gettext_lazy("New"), kind="number", sort="created", falls=True),
        Column("updated", gettext_lazy("Changed"), kind="number", sort="updated", falls=True),
    ),
    filters=(
        Choice("kind", gettext_lazy("About"), field="kind"),
        Choice("state", gettext_lazy("State"), field="state"),
    ),
    sort="-uploaded_at",
)


@dataclass(frozen=True)
class Preview:
    """The beginning of a file: its headings with some of their cells, its worksheets, and how the columns match."""

    headings: tuple[str, ...] = ()
    samples: dict[str, list[str]] = field(default_factory=dict)
    part: str = ""
    parts: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    matched: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def left_out(self) -> list[str]:
        """The headings that give nothing."""
        return [heading for heading in self.headings if not self.matched.get(heading)]


def runs_seen_by(member: Member) -> QuerySet[Run]:
    """The runs that the member may look at: those of their network, for whoever runs it."""
    runs = Run.objects.filter(network_id=member.network_id).select_related("network", "uploaded_by", "undone_by")
    return runs if networks.is_coordinator(member) else runs.none()


def preview_of(run: Run, *, part: str = "") -> Preview:
    """How the file begins, read in that worksheet or the first one that holds anything."""
    if not run.file:
        return Preview(problem=_("This file is not kept any longer. Choose it again."))
    run.part = part or run.part
    try:
        sheet, matching = source_of(run).opened()
        rows = list(islice(sheet.rows(), SAMPLES))
    except SheetProblem as problem:
        return Preview(problem=problem.message)
    samples = {heading: [row.cells.get(heading, "") for row in rows] for heading in sheet.headings}
    parts = (sheet.part, *sheet.others) if sheet.others else ()
    fields, matched = RECIPES[run.kind].fields(), matching.remembered()
    return Preview(sheet.headings, samples, sheet.part, parts, fields, matched)


def faults_of(run: Run) -> tuple[list[Fault], list[Fault]]:
    """The problems of a file and the remarks on it, each fault once with its first rows, the most frequent first."""
    counts = {Sort(*sort): count for *sort, count in run.faults}
    faults = findings.faults_of((Finding(*kept) for kept in run.findings), counts)
    return [one for one in faults if not one.is_remark], [one for one in faults if one.is_remark]


def untold_of(run: Run) -> int:
    """How many findings are not told apart, since the file has so many kinds of them."""
    return sum(count for *sort, count in run.faults if Sort(*sort) == OTHERS)


def bad_rows_of(run: Run) -> tuple[list[str], Iterator[Sequence[Value]]]:
    """The headings and every row of the file in which something was found, and what it was."""
    sheet, _matching = source_of(run).opened()
    return [_("Row"), _("What is wrong"), *sheet.headings], bad_rows_in(sheet, notes_of(run))


def bad_rows_in(sheet: Sheet, notes: Iterator[list[Finding]]) -> Iterator[Sequence[Value]]:
    """The rows of which the notes tell, in their order; one at a time is in memory, and none is read after the last."""
    rows = sheet.rows()
    for found in notes:
        row = next(row for row in rows if row.number == found[0].row)
        told = " ".join(f"{one.column}: {one.message}" if one.column else one.message for one in found)
        yield [row.number, told, *(row.cells.get(heading, "") for heading in sheet.headings)]


def corrected_since(run: Run) -> int:
    """How many of the sessions that the run brought in were corrected by somebody since."""
    return Session.objects.filter(network_id=run.network_id, batch=run.batch, version__gt=1).count()
