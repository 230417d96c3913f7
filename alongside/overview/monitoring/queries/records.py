"""One champion's record: what they did, month by month and lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.helping.figures import queries as figures
from alongside.helping.figures.models import Figure, Scope
from alongside.helping.figures.rules import ALL, Period, month_of, run_of
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.queries.recent import first_day, last_sessions
from alongside.kit.tables.columns import Tag
from alongside.overview.monitoring.queries.champions import states_of
from alongside.overview.monitoring.queries.lines import sources
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Network

MONTHS = 12
MOST_SESSIONS = 10


@dataclass(frozen=True)
class Record:
    """What there is to say about one champion."""

    champion: Champion
    states: Sequence[Tag]
    ever: Figure
    now: Figure
    before: Figure
    months: Sequence[tuple[date, Figure]]
    sessions: Sequence[Session]
    first_on: date | None

    @property
    def people_sources(self) -> dict[str, int]:
        """Where the number of people comes from."""
        return sources(self.ever, "people")

    @property
    def people_by_month(self) -> list[tuple[date, int]]:
        """The chart of people."""
        return [(day, figure.people) for day, figure in self.months]


def last_months(today: date, *, count: int = MONTHS) -> list[Period]:
    """The months up to the one of the day, in their order."""
    last = month_of(today).last or 0
    return [run_of(number, number) for number in range(last - count + 1, last + 1)]


def record_of(champion: Champion, *, network: Network, today: date) -> Record:
    """The champion's record as of the day."""
    months = last_months(today)
    found = figures.figures_of(network.pk, scope=(Scope.CHAMPION, champion.pk), periods=[Period(ALL), *months])
    ever, by_month = found[0], found[1:]
    states = states_of(champion, today=today, after=network.quiet_after)
    return Record(
        champion=champion,
        states=list(states),
        ever=ever,
        now=by_month[-1],
        before=by_month[-2],
        months=[(period.starts_on or today, figure) for period, figure in zip(months, by_month, strict=True)],
        sessions=last_sessions(champion, most=MOST_SESSIONS),
        first_on=first_day(champion),
    )
