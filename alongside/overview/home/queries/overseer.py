"""The home of whoever runs a network or looks after a part of it: what waits, the month's figures, the champions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from alongside.helping.figures.rules import Period, month_of
from alongside.helping.sessions.models import Session
from alongside.overview.home.queries.waiting import Waiting, waiting_for
from alongside.overview.monitoring.queries.champions import ChampionLine, ChampionSource, champions_within
from alongside.overview.monitoring.queries.reach import Part
from alongside.overview.monitoring.queries.summary import Summary, summary_of
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Network, Team

MOST_CHAMPIONS = 5


@dataclass(frozen=True)
class Begun:
    """How far a new network has come: which of the first steps are done."""

    teams: bool
    champions: bool
    sessions: bool

    @property
    def is_under_way(self) -> bool:
        """Whether the first steps are behind it."""
        return self.teams and self.champions and self.sessions


@dataclass(frozen=True)
class Overseen:
    """What an overseer sees first."""

    waiting: Sequence[Waiting]
    summary: Summary
    champions: Sequence[ChampionLine]
    begun: Begun | None

    @property
    def oldest(self) -> date | None:
        """Since when the oldest of what waits has waited."""
        return min((one.since for one in self.waiting if one.since), default=None)


def overseer_home(member: Member, part: Part, *, now: datetime) -> Overseen:
    """The home of somebody who oversees that part, as of now."""
    today = timezone.localtime(now).date()
    month = month_of(today)
    summary = summary_of(part, member, period=month, today=today)
    has_sessions = any(figure.sessions for _day, figure in summary.months)
    begun = None if has_sessions else begun_in(member.network)
    return Overseen(
        waiting=waiting_for(member, now=now) if begun is None or begun.champions else [],
        summary=summary,
        champions=top_champions(member, period=month, today=today),
        begun=begun if begun and not begun.is_under_way else None,
    )


def top_champions(member: Member, *, period: Period, today: date) -> list[ChampionLine]:
    """The present champions who supported most people in the period."""
    here = champions_within(member).filter(left_on__isnull=True)
    return ChampionSource(here, member.network, period, today).leading(most=MOST_CHAMPIONS)


def begun_in(network: Network) -> Begun:
    """Which of the first steps a network has done."""
    return Begun(
        teams=Team.objects.filter(network=network).exists(),
        champions=Champion.objects.filter(network=network).exists(),
        sessions=Session.objects.filter(network=network).exists(),
    )
