"""Figures side by side as a list that can be sorted, paged and downloaded."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.helping.figures.models import Scope
from alongside.helping.figures.rules import ALL
from alongside.kit.tables.columns import Column, Words
from alongside.kit.tables.filters import Choice, Search
from alongside.kit.tables.listing import Table
from alongside.overview.monitoring.queries.lines import MONTH, Line

LABELS = {
    MONTH: _("Month"),
    Scope.TOPIC: _("Topic"),
    Scope.TEAM: _("Team"),
    Scope.ORGANISATION: _("Organisation"),
    Scope.DISTRICT: _("District"),
    Scope.PROJECT: _("Project"),
}
TITLES = {
    MONTH: _("Figures by month"),
    Scope.TOPIC: _("Figures by topic"),
    Scope.TEAM: _("Figures by team"),
    Scope.ORGANISATION: _("Figures by organisation"),
    Scope.DISTRICT: _("Figures by district"),
    Scope.PROJECT: _("Figures by project"),
}


@dataclass(frozen=True)
class Linked:
    """A line, and the address of the sessions that it counts."""

    line: Line
    href: str


@dataclass(frozen=True)
class LineSource:
    """Lines that are all at hand, sorted by any of their numbers or their name."""

    lines: Sequence[Line]
    href: Callable[[Line], str]

    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def rows(self, *, order: str, start: int, stop: int) -> list[Linked]:
        """One page of them."""
        return [Linked(line, self.href(line)) for line in self.sorted(order)[start:stop]]

    def every(self, *, order: str) -> Iterable[Linked]:
        """All of them."""
        return (Linked(line, "") for line in self.sorted(order))

    def sorted(self, order: str) -> list[Line]:
        """The lines in that order; equal ones as they came."""
        name, falls = order.removeprefix("-"), order.startswith("-")
        if name == "name":
            return list(reversed(self.lines)) if falls else list(self.lines)
        column = {"hours": "minutes"}.get(name, name)
        return sorted(self.lines, key=lambda line: line.counts[column], reverse=falls)


def counts(name: str) -> Callable[[Linked], int]:
    """What takes a number out of a line."""
    return lambda row: row.line.counts[name]


def number(name: str, label: Words) -> Column:
    """A column of numbers."""
    return Column(name, label, kind="number", value=counts(name), sort=name, falls=True)


def table_by(by: str) -> Table:
    """The list of figures by team, topic, or whatever it is."""
    people = (
        () if by == Scope.TOPIC else (number("people", _("People supported")), number("new_people", _("New people")))
    )
    return Table(
        name=f"figures-{by}",
        counted=ngettext_lazy("%(counted)s line", "%(counted)s lines", "count"),
        columns=(
            Column("name", LABELS[by], value="line.name", sort="name", href=attrgetter("href")),
            *people,
            number("sessions", _("Sessions")),
            Column("hours", _("Hours"), kind="hours", value=counts("minutes"), sort="hours", falls=True),
            number("headcount", _("Counted in tallies")),
        ),
        filters=(Search("q", LABELS[by]), Choice("period", _("Period"), default=ALL)),
        sort="name",
    )


TABLES = {by: table_by(by) for by in LABELS}
