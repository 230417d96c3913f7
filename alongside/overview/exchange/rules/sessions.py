"""What becomes of each row of a log of sessions, given the champions, places and topics that are there."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from alongside.helping.figures.models import Provenance
from alongside.helping.sessions import rules as sessions
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.sheets.cells import People
from alongside.overview.exchange.rules.champions import several_called
from alongside.overview.exchange.rules.findings import Finding
from alongside.overview.exchange.rules.names import person_key, place_key
from alongside.overview.exchange.rules.planning import Fate, Planned, Told, rejected
from alongside.overview.exchange.rules.session_columns import MOST_NOTE
from alongside.overview.exchange.rules.teams import Spot, Teams

CHUNK = 1_000
MOST_NEW_TOPICS = 50
OURS = uuid.UUID("6f0b0f8e-9d3c-4c53-9f0a-3a7f1b6f2c11")
"""The root of the keys of imported sessions, so that the same row has the same key in whatever file it comes."""


class Helper(NamedTuple):
    """A champion of the network: the id, the name, the address, the organisation and the place."""

    pk: int
    name: str
    email: str
    organisation: int | None
    team: int | None


@dataclass
class Book:
    """The champions, places and topics of a network; `known` tells which keys sessions of the network have."""

    network: int
    helpers: Iterable[Helper]
    spots: list[Spot]
    topics: dict[str, int]
    """The id of each topic by its names, in small letters."""
    today: date
    known: Callable[[Sequence[uuid.UUID]], set[uuid.UUID]]
    extras: dict[str, list[str]] = field(default_factory=dict)


class Work(NamedTuple):
    """What has to be logged for a row: whose it is, the entry, and the names of topics that are new."""

    champion: int
    entry: LogEntry
    new_topics: tuple[str, ...]


class Planner:
    """Goes through the rows of one file, remembering what it has met."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.teams = Teams(book.spots)
        self.root = uuid.uuid5(OURS, str(book.network))
        self.met: Counter[uuid.UUID] = Counter()
        self.told: set[uuid.UUID | None] = set()
        self.new_topics: dict[str, str] = {}
        self.by_email: dict[str, Helper] = {}
        self.by_name: dict[str, list[Helper]] = defaultdict(list)
        for helper in book.helpers:
            self.by_name[person_key(helper.name)].append(helper)
            if helper.email:
                self.by_email[helper.email.casefold()] = helper

    def planned(self, row: Told) -> Planned:
        """What becomes of a row, as if its key had never been used."""
        helper = self.helper(row)
        if isinstance(helper, Finding):
            return rejected(row, helper)
        spot, findings = self.spot(row, helper)
        topics, new_topics, unknown = self.topics(row)
        people: People | None = row.get("people")
        entry = LogEntry(
            key=self.key(row, helper),
            happened_on=row.get("date"),
            minutes=minutes_of(row),
            headcount=people.least if people else 0,
            topics=topics,
            team=spot.pk if spot else None,
            how=row.get("how") or "",
            note=note_of(row),
            provenance=Provenance.IMPORTED,
        )
        verdict = sessions.makes_sense(entry, today=self.book.today)
        if not verdict:
            return rejected(row, row.problem("date", verdict.reason))
        return Planned(row.row, Fate.CREATED, Work(helper.pk, entry, new_topics), (*row.findings, *findings, *unknown))

    def helper(self, row: Told) -> Helper | Finding:
        """The champion whom the row names, or what is wrong with it."""
        email, name = row.get("champion_email") or "", row.get("champion") or ""
        if email in self.by_email:
            return self.by_email[email]
        if name:
            return self.called(row, name)
        if email:
            return row.problem("champion_email", no_champion(email))
        return row.problem("champion", _("Nothing says who helped. Fill in the champion."))

    def called(self, row: Told, name: str) -> Helper | Finding:
        """The only champion of that name, or what is wrong with it."""
        found = self.by_name.get(person_key(name), [])
        if len(found) == 1:
            return found[0]
        return row.problem("champion", several_called(name, len(found)) if found else no_champion(name))

    def spot(self, row: Told, helper: Helper) -> tuple[Spot | None, tuple[Finding, ...]]:
        """The place of the session: of several with that name, the champion's own or one of their organisation."""
        name = row.get("place")
        if not name:
            return None, ()
        found = self.teams.called(name)
        own = [spot for spot in found if spot.pk == helper.team] or [
            spot for spot in found if spot.owner.pk == helper.organisation
        ]
        if len(found) == 1 or len(own) == 1:
            return (own or found)[0], ()
        return None, (row.remark("place", unclear_place(name, len(found))),)

    def topics(self, row: Told) -> tuple[tuple[int, ...], tuple[str, ...], tuple[Finding, ...]]:
        """The ids of known topics, the names of new ones, and what is wrong with them."""
        known, new = [], []
        for name in row.get("topics") or ():
            if name.casefold() in self.book.topics:
                known.append(self.book.topics[name.casefold()])
            elif name.casefold() in self.new_topics or len(self.new_topics) < MOST_NEW_TOPICS:
                new.append(self.new_topics.setdefault(name.casefold(), name))
            else:
                return tuple(known), tuple(new), (row.remark("topics", too_many_topics(name)),)
        return tuple(dict.fromkeys(known)), tuple(dict.fromkeys(new)), ()

    def key(self, row: Told, helper: Helper) -> uuid.UUID:
        """A key made of what the row says, and of how many rows before it say the same; or of the key that it tells."""
        if row.get("key"):
            return uuid.uuid5(self.root, str(row.get("key")))
        people: People | None = row.get("people")
        said = (
            helper.pk,
            row.get("date"),
            minutes_of(row),
            tuple(people or ()),
            sorted(name.casefold() for name in row.get("topics") or ()),
            place_key(row.get("place") or ""),
            row.get("how") or "",
            row.get("note") or "",
        )
        same = uuid.uuid5(self.root, repr(said))
        self.met[same] += 1
        return uuid.uuid5(same, str(self.met[same]))


def plan(rows: Iterable[Told], book: Book) -> Iterator[Planned]:
    """What becomes of each row; a session that is there already stays as it is."""
    planner, source = Planner(book), iter(rows)
    while chunk := list(islice(source, CHUNK)):
        planned = [planner.planned(row) if row.is_usable else rejected(row) for row in chunk]
        told = {row.row: row.get("key") for row in chunk if row.get("key")}
        known = book.known([*told.values(), *(one.work.entry.key for one in planned if one.work)])
        for one in planned:
            keys = {one.work.entry.key, told.get(one.row)} if one.work else set()
            is_known = not keys.isdisjoint(known | planner.told)
            planner.told |= keys & {told.get(one.row)} - {None}
            yield Planned(one.row, Fate.UNCHANGED, findings=one.findings) if is_known else one
    book.extras["topics"] = list(planner.new_topics.values())


def minutes_of(row: Told) -> int | None:
    """How long it took; nothing for nought."""
    return row.get("minutes") or row.get("hours") or row.get("length") or None


def note_of(row: Told) -> str:
    """The note; of a guess such as “3-4” people, which counts as the lower number, both numbers are kept in it."""
    note: str = row.get("note") or ""
    people: People | None = row.get("people")
    if people is None or people.most == people.least:
        return note
    guess = _("%(low)d to %(high)d people") % {"low": people.least, "high": people.most}
    return f"{note} ({guess})"[:MOST_NOTE] if note else guess


def no_champion(name: str) -> str:
    """What to say of a champion who is not there."""
    return _(
        "There is no champion “%(name)s” here. Bring your champions in first, or write the name as in their list."
    ) % {"name": name}


def unclear_place(name: str, count: int) -> str:
    """What to say of a place that is not there, or that could be several."""
    if count:
        return _("There are %(count)d places called “%(name)s”. The place was left empty.") % {
            "count": count,
            "name": name,
        }
    return _("There is no place called “%(name)s”, so it was left empty. Bring your places in first to keep it.") % {
        "name": name
    }


def too_many_topics(name: str) -> str:
    """What to say of a topic too many."""
    return _("“%(name)s” was left out: this file has too many topics. Check that the column is the right one.") % {
        "name": name
    }
