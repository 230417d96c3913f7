"""What programs can ask about figures: the same numbers as on the pages, in their files and from the command."""

from collections.abc import Collection
from typing import Annotated, Any, Literal, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from alongside.helping.figures.models import Figure, Scope
from alongside.helping.figures.rules import ALL, Period, period_named
from alongside.kit.api.bearers import Bearer
from alongside.kit.api.failures import Denied, Invalid
from alongside.kit.api.paging import start_of
from alongside.kit.api.schemas import Asked, Page, Sent, answers
from alongside.overview.monitoring.queries.lines import Line, some_lines, sources
from alongside.overview.monitoring.queries.reach import part_of
from alongside.people.champions import queries as champions
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.access import Request
from alongside.people.networks.models import Member, Team

router = Router(tags=["figures"])
FIGURES = Bearer("read:figures")
MOST_MONTHS = 12
By = Literal["champion", "team", "organisation", "district", "project", "topic", "month"]
PERIOD = Field(
    ALL,
    max_length=16,
    description="m2026-11, q2026-4, y2026, f2026 (from April 2026), r2026-02-2026-09 (a year at most), or all.",
)


class When(Sent):
    """The period asked for."""

    period: str = PERIOD


class LinesAsked(Asked):
    """The period, and which part of the list."""

    period: str = PERIOD


class SourcesOut(Schema):
    """How much of a number was measured, stated, estimated and imported: the four add up to it."""

    measured: int
    stated: int
    estimated: int
    imported: int


class CountsOut(Schema):
    """People supported (each once), those of them who are new, sessions, people counted without a name, minutes."""

    people: int
    new_people: int
    sessions: int
    headcount: int
    minutes: int
    people_from: SourcesOut
    sessions_from: SourcesOut
    minutes_from: SourcesOut


class TotalOut(CountsOut):
    """The figures of all that the token's member oversees."""

    period: str


class LineOut(CountsOut):
    """The figures of one thing; `id` is that of the row, or the name of the month."""

    id: int | str
    name: str


def counts_of(figure: Figure) -> dict[str, object]:
    """A figure as programs get it."""
    plain = {name: getattr(figure, name) for name in ("people", "new_people", "sessions", "headcount", "minutes")}
    return plain | {f"{name}_from": sources(figure, name) for name in ("people", "sessions", "minutes")}


def period_of(name: str) -> Period:
    """The period of that name; `Invalid` when there is none, or when it is longer than what is counted from the rows."""
    period = period_named(name)
    if period is None:
        raise Invalid({"period": _("There is no such period.")})
    if not period.is_kept and len(period.months) > MOST_MONTHS:
        raise Invalid({"period": _("Ask for 12 months at most, or for a period of another kind.")})
    return period


@router.get("networks/{slug:slug}/figures/", auth=FIGURES, response=answers(TotalOut), operation_id="figure_total")
def figure_total(request: HttpRequest, slug: str, asked: Query[When]) -> object:
    """The figures of all that the token's member oversees: for a coordinator the whole network. Scope: read:figures."""
    period = period_of(asked.period)
    part = part_of(cast("Request", request).member)
    if part is None:
        raise Denied(
            _("Only who oversees others can ask for their total. Ask for figures by champion to get your own.")
        )
    return {"period": period.name, **counts_of(part.figure(period))}


@router.get(
    "networks/{slug:slug}/figures/{by}/",
    auth=FIGURES,
    response=answers(Page[LineOut]),
    operation_id="figure_list",
)
def figure_list(request: HttpRequest, slug: str, by: Annotated[By, Field()], asked: Query[LinesAsked]) -> object:
    """Figures side by side, by name, of everything in which something was logged in the period. Scope: read:figures.

    Of champions, teams and organisations, those that the token's member may see; the rest is for who oversees the network.
    """
    here = cast("Request", request)
    within, period, start = seen_by(here.member, by=by), period_of(asked.period), start_of(asked)
    stop = start + asked.limit
    rows = some_lines(here.network, by=by, period=period, within=within, start=start, stop=stop + 1)
    items = [line_out(line) for line in rows[: asked.limit]]
    return {"items": items, "next": str(stop) if len(rows) > asked.limit else None}


def line_out(line: Line) -> dict[str, object]:
    """A line as programs get it."""
    return {"id": line.id, "name": line.name, **counts_of(line.figure)}


def seen_by(member: Member, *, by: str) -> QuerySet[Any] | Collection[int] | None:
    """The ids that the member may see figures of; None when that is all of them; denied when it cannot be told apart."""
    oversight = rules.oversight_of(member)
    if oversight.whole:
        return None
    if by == Scope.CHAMPION:
        return champions.champions_seen_by(member).values("pk")
    if by == Scope.TEAM:
        reach = networks.within(oversight, organisation="organisation_id", team="pk")
        return Team.objects.filter(reach, network_id=member.network_id).values("pk")
    if by == Scope.ORGANISATION:
        return {*networks.parts_of(oversight.organisations)}
    raise Denied(_("Only who oversees the whole network can ask for this."))
