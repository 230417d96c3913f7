"""Everything of one kind, row by row, as it is taken out. What comes out can be brought in again, and changes nothing."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from alongside.helping.sessions.models import Session
from alongside.kit.names import alphabetical
from alongside.kit.sheets.writing import Value
from alongside.overview.exchange.models import Kind
from alongside.overview.exchange.rules.kinds import RECIPES
from alongside.overview.exchange.rules.place_columns import DAYS, UNSTAFFED
from alongside.people.champions.models import Champion
from alongside.people.champions.rules import languages
from alongside.people.networks.models import District, Network, Team

AT_ONCE = 1_000


@dataclass(frozen=True)
class Export:
    """How a kind is taken out: its rows, and the cell of each column; a column is called as an import knows it."""

    rows: Callable[[Network], Iterable[Any]]
    cells: Mapping[str, Callable[[Any], Value]]
    kind: str

    def headings(self) -> list[str]:
        """The headings, in the language of the moment."""
        labels = {field.name: field.label for field in RECIPES[self.kind].fields()}
        return [labels.get(name) or _("Where it comes from") for name in self.cells]

    def table(self, network: Network) -> Iterator[Sequence[Value]]:
        """The cells of every row; the whole of it is never in memory."""
        return ([cell(row) for cell in self.cells.values()] for row in self.rows(network))

    def json(self, network: Network) -> Iterator[bytes]:
        """The rows as one JSON list of objects, a piece at a time."""
        start = b"["
        for cells in self.table(network):
            told = dict(zip(self.cells, (plain(cell) for cell in cells), strict=True))
            yield start + b"\n" + json.dumps(told, ensure_ascii=False).encode()
            start = b","
        yield b"\n]\n" if start == b"," else b"[]\n"


def plain(cell: Value) -> object:
    """The cell as JSON keeps it."""
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def places(network: Network) -> Iterable[Team]:
    """The places, by organisation and name."""
    rows = Team.objects.filter(network=network).select_related("organisation")
    return rows.order_by(alphabetical("organisation__name"), alphabetical("name"), "pk").iterator(AT_ONCE)


def champions(network: Network) -> Iterable[Champion]:
    """The champions, by name."""
    rows = Champion.objects.filter(network=network).select_related("organisation", "team", "district")
    return rows.order_by(alphabetical("name"), "pk").iterator(AT_ONCE)


def sessions(network: Network) -> Iterable[Session]:
    """The sessions that count, the oldest first, each with the number of learners who were recognised."""
    rows = Session.objects.standing().filter(network=network).annotate(came=Count("attendances"))
    rows = rows.select_related("champion", "team").prefetch_related("topics")
    return rows.order_by("happened_on", "pk").iterator(AT_ONCE)


def districts(network: Network) -> Iterable[District]:
    """The districts, by code."""
    return District.objects.filter(network=network).order_by("code").iterator(AT_ONCE)


def hours_on(day: str) -> Callable[[Team], str]:
    """What the hours of a place say of that day."""
    return lambda team: hours_of(team.hours or {}, day)


def hours_alone_on(day: str) -> Callable[[Team], str]:
    """What the hours of a place say of that day when nobody is there."""
    return lambda team: hours_of((team.hours or {}).get(UNSTAFFED) or {}, day)


def hours_of(hours: Mapping[str, Any], day: str) -> str:
    """The spans of a day, with commas between; “Closed” for none, nothing for a day that nobody spoke of."""
    spans = hours.get(day)
    return "" if spans is None else ",".join(spans) or _("Closed")


EXPORTS: dict[str, Export] = {
    Kind.PLACES: Export(
        places,
        {
            "name": lambda team: team.name,
            "organisation": lambda team: team.organisation.name,
            "code": lambda team: team.organisation.code,
            "kind": lambda team: team.kind,
            "address": lambda team: team.address,
            "postcode": lambda team: team.postcode,
            "reference": lambda team: team.reference,
            "email": lambda team: team.email,
            "website": lambda team: team.website,
            "closed_on": lambda team: team.closed_on,
            **{day: hours_on(day) for day in DAYS},
            **{f"{UNSTAFFED}_{day}": hours_alone_on(day) for day in DAYS},
        },
        Kind.PLACES,
    ),
    Kind.CHAMPIONS: Export(
        champions,
        {
            "name": lambda champion: champion.name,
            "email": lambda champion: champion.email,
            "phone": lambda champion: champion.phone,
            "organisation": lambda champion: champion.organisation.name if champion.organisation else "",
            "team": lambda champion: champion.team.name if champion.team else "",
            "kind": lambda champion: champion.kind,
            "sector": lambda champion: champion.sector,
            "languages": lambda champion: ", ".join(languages.names_of(champion.languages)),
            "district": lambda champion: champion.district.code if champion.district else "",
            "hours_pledged": lambda champion: champion.hours_pledged,
            "started_on": lambda champion: champion.started_on,
            "paused_until": lambda champion: champion.paused_until,
            "left_on": lambda champion: champion.left_on,
        },
        Kind.CHAMPIONS,
    ),
    Kind.SESSIONS: Export(
        sessions,
        {
            "date": lambda session: session.happened_on,
            "champion": lambda session: session.champion.name,
            "champion_email": lambda session: session.champion.email,
            "people": lambda session: session.headcount + session.came,
            "minutes": lambda session: session.minutes,
            "topics": lambda session: ", ".join(topic.name for topic in session.topics.all()),
            "place": lambda session: session.team.name if session.team else "",
            "how": lambda session: session.how,
            "note": lambda session: session.note,
            "provenance": lambda session: session.provenance,
            "key": lambda session: str(session.key),
        },
        Kind.SESSIONS,
    ),
    Kind.DISTRICTS: Export(
        districts,
        {name: attrgetter(name) for name in ("code", "name", "region", "latitude", "longitude")},
        Kind.DISTRICTS,
    ),
}
