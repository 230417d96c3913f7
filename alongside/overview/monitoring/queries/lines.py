"""Figures side by side: one line for each champion, team, organisation, district, project, topic or month.

Pages, their files, the command and whatever asks next take their numbers from here, so that they cannot differ.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from alongside.helping.figures.models import Figure, Provenance, Scope
from alongside.helping.figures.rules import Period, period_named
from alongside.helping.sessions.models import Topic
from alongside.helping.sessions.queries import spans
from alongside.kit.names import alphabetical
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Network, Organisation, Project, Team

MONTH = "month"
NAMED: dict[str, type[Model]] = {
    Scope.CHAMPION: Champion,
    Scope.TEAM: Team,
    Scope.ORGANISATION: Organisation,
    Scope.DISTRICT: District,
    Scope.PROJECT: Project,
    Scope.TOPIC: Topic,
}
BY = (*(str(scope) for scope in NAMED), MONTH)
"""What figures can be told apart by."""


@dataclass(frozen=True)
class Line:
    """One figure with the name of what it is about; `id` is that of the row, or the name of the month."""

    id: int | str
    name: str
    figure: Figure

    @property
    def counts(self) -> dict[str, int]:
        """The columns that people read, in their order."""
        return {
            name: getattr(self.figure, name) for name in ("people", "new_people", "sessions", "headcount", "minutes")
        }

    def sources(self, column: str) -> dict[str, int]:
        """How much of people, sessions or minutes was measured, stated, estimated and imported."""
        return sources(self.figure, column)


def sources(figure: Figure, column: str) -> dict[str, int]:
    """How much of a column was measured, stated, estimated and imported."""
    parts = {one: int(getattr(figure, f"{column}_{one}")) for one in Provenance.values if one != Provenance.MEASURED}
    return {str(Provenance.MEASURED): int(getattr(figure, column)) - sum(parts.values()), **parts}


def lines(network: Network, *, by: str, period: Period, only: Collection[int] | None = None) -> list[Line]:
    """One line for each thing in which anything was logged in the period, by name; months in their order.

    `only` are the ids it is about; None is all of them.
    """
    if by == MONTH:
        return month_lines(network, period=period)
    if only is not None and not only:
        return []
    figures = [one for one in spans.figures_by(network.pk, scope=by, period=period, only=only or ()) if one.sessions]
    found = [Line(one.scope_id, name, one) for one, name in named(figures, model=NAMED[by])]
    return sorted(found, key=lambda line: (line.name.casefold(), line.id))


def some_lines(
    network: Network, *, by: str, period: Period, within: QuerySet[Any] | Collection[int] | None, start: int, stop: int
) -> list[Line]:
    """The lines from one place to another, as `lines` would give them, counting no others; `within` are the ids looked at.

    The order is that of the database, by name without its case, then by id.
    """
    if by == MONTH:
        return month_lines(network, period=period)[start:stop]
    kept = period.months if not period.is_kept else [period.name]
    counted = Figure.objects.filter(network=network, scope=by, period__in=kept, sessions__gt=0)
    rows = NAMED[by]._default_manager.filter(network=network, pk__in=counted.values("scope_id"))
    rows = rows if within is None else rows.filter(pk__in=within)
    found = list(rows.order_by(alphabetical("name"), "pk")[start:stop])
    ids = [row.pk for row in found]
    figures = (
        {one.scope_id: one for one in spans.figures_by(network.pk, scope=by, period=period, only=ids)} if ids else {}
    )
    return [Line(row.pk, str(row), figures[row.pk]) for row in found]


def named(figures: Sequence[Figure], *, model: type[Model]) -> Iterable[tuple[Figure, str]]:
    """Each figure with the name of what it is about."""
    if not figures:
        return []
    found = model._default_manager.filter(network=figures[0].network_id)
    rows: dict[Any, Model] = {row.pk: row for row in found}
    return [(figure, str(rows[figure.scope_id])) for figure in figures if figure.scope_id in rows]


def month_lines(network: Network, *, period: Period) -> list[Line]:
    """The network's months within the period, the first and last of them those with sessions."""
    rows = Figure.objects.filter(network=network, scope=Scope.NETWORK, scope_id=network.pk, period__startswith="m")
    rows = rows.filter(period__in=period.months) if period.months else rows
    found = [(period_named(one.period), one) for one in rows.order_by("period") if one.sessions]
    return [Line(one.period, period.label, one) for period, one in found if period]
