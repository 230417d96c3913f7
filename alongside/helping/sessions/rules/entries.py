"""What a champion tells about one occasion of help, and whether it can be true."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.helping.figures.models import Provenance
from alongside.helping.sessions.models import Practice
from alongside.kit.verdict import YES, Verdict, no

MOST_MINUTES = 24 * 60
MOST_PEOPLE = 500
CLOCK_SLACK = timedelta(days=1)
FIRST_DAY = date(1990, 1, 1)
IN_FUTURE = gettext_lazy("The date is in the future. Choose today or a day before.")
ODD_LENGTH = gettext_lazy("A session lasts between 1 minute and 24 hours.")
ODD_NUMBER = gettext_lazy("Enter a number of people between 0 and 500.")
LOWEST_LEVEL_FIRST = (Practice.Level.NOT_REACHED, Practice.Level.WITH_HELP, Practice.Level.ALONE)


@dataclass(frozen=True)
class LogEntry:
    """What a champion tells about one occasion of help; ids are those of rows the champion may use.

    `new_codes` are nicknames of learners not known yet, each with the key made for it. `practices` are pairs of a task's id
    and a level of `Practice.Level`. An entry without people or length is welcome: it says at least that help was given.
    """

    key: uuid.UUID
    happened_on: date
    minutes: int | None = None
    headcount: int = 0
    learners: tuple[int, ...] = ()
    new_codes: Mapping[str, uuid.UUID] = field(default_factory=dict)
    topics: tuple[int, ...] = ()
    team: int | None = None
    how: str = ""
    practices: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()
    note: str = ""
    projects: tuple[int, ...] = ()
    champions: tuple[int, ...] = ()
    provenance: str = Provenance.MEASURED
    claimed_at: datetime | None = None


NAMES = tuple(one.name for one in fields(LogEntry))


def body_hash(entry: LogEntry) -> str:
    """The SHA-256 of everything the entry says, in hexadecimal: equal for equal entries, whatever order things came in."""
    told = [getattr(entry, name) for name in NAMES]
    body = [sorted(map(str, value)) if isinstance(value, tuple | Mapping) else str(value) for value in told]
    return hashlib.sha256(repr(body).encode()).hexdigest()


def as_json(entry: LogEntry) -> dict[str, Any]:
    """The entry in values that JSON knows, so that it can be kept; `from_json` gives it back."""
    told = {name: getattr(entry, name) for name in NAMES}
    return told | {
        "key": str(entry.key),
        "happened_on": entry.happened_on.isoformat(),
        "new_codes": {code: str(key) for code, key in entry.new_codes.items()},
        "practices": [list(pair) for pair in entry.practices],
        "provenance": str(entry.provenance),
        "claimed_at": entry.claimed_at.isoformat() if entry.claimed_at else None,
        **{name: list(getattr(entry, name)) for name in ("learners", "topics", "needs", "projects", "champions")},
    }


def from_json(body: Mapping[str, Any]) -> LogEntry:
    """The entry that `as_json` wrote down."""
    told = {name: body[name] for name in NAMES if name in body}
    return LogEntry(
        **told
        | {
            "key": uuid.UUID(body["key"]),
            "happened_on": date.fromisoformat(body["happened_on"]),
            "new_codes": {code: uuid.UUID(key) for code, key in body["new_codes"].items()},
            "practices": tuple((task, level) for task, level in body["practices"]),
            "claimed_at": datetime.fromisoformat(body["claimed_at"]) if body["claimed_at"] else None,
            **{name: tuple(body[name]) for name in ("learners", "topics", "needs", "projects", "champions")},
        }
    )


def makes_sense(entry: LogEntry, *, today: date) -> Verdict:
    """Whether what an entry says can be true."""
    day = may_be_day(entry.happened_on, today=today)
    if not day:
        return day
    if entry.minutes is not None and not 0 < entry.minutes <= MOST_MINUTES:
        return no(str(ODD_LENGTH))
    if not 0 <= entry.headcount <= MOST_PEOPLE:
        return no(str(ODD_NUMBER))
    if len(entry.learners) + len(entry.new_codes) > MOST_PEOPLE:
        return no(_("A session has 500 people at most."))
    return YES


def may_be_day(day: date, *, today: date) -> Verdict:
    """Whether help can have been given on that day; phones in another time zone may be a day ahead."""
    if day > today + CLOCK_SLACK:
        return no(str(IN_FUTURE))
    if day < FIRST_DAY:
        return no(_("The date is too long ago. Check the year."))
    return YES


def runs_on(day: date, *, starts_on: date, ends_on: date | None) -> bool:
    """Whether a project with those dates runs on that day."""
    return starts_on <= day and (ends_on is None or day <= ends_on)
