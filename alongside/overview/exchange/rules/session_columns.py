"""The columns of a log of sessions, under the names that programmes give them in English and Welsh."""

import re
import uuid

from django.utils.translation import gettext as _

from alongside.helping.sessions.rules import MOST_PEOPLE, dangers_in
from alongside.kit.sheets import cells, columns
from alongside.kit.sheets.cells import CellProblem, People
from alongside.kit.sheets.columns import Field, Matching
from alongside.kit.sheets.problems import SheetProblem
from alongside.overview.exchange.rules.champion_columns import one_of
from alongside.overview.exchange.rules.parsing import email, forgiven, text, wanted, welcome

HOW = {
    "face": "face, face to face, f2f, in person, one to one, 1 to 1, 1-1, wyneb yn wyneb, un i un",
    "phone": "phone, telephone, call, by phone, ffôn, dros y ffôn",
    "video": "video, zoom, teams, online, video call, fideo, ar lein",
    "drop-in": "drop in, dropin, group, class, session, workshop, galw heibio, grŵp, dosbarth",
}
MOST_NOTE = 500
UNCLEAR = 5  # a number below this, without a unit, may be hours or minutes
BARE = re.compile(r"\d{1,9}(\.\d{0,9})?|\.\d{1,9}", re.ASCII)


def fields() -> tuple[Field, ...]:
    """What is wanted of a session."""
    return (
        wanted(
            "date",
            _("Date"),
            "session date, date of session, day, when, happened on, date of support, date of visit, dyddiad, "
            "dyddiad y sesiwn, pryd",
            parse=cells.day,
        ),
        welcome(
            "champion_email",
            _("Champion’s e-mail address"),
            "email, e-mail, champion email, e-mail address, volunteer email, e-bost, e-bost yr hyrwyddwr",
            parse=email,
        ),
        welcome(
            "champion",
            _("Champion"),
            "champion name, digital champion, volunteer, volunteer name, name, helper, delivered by, led by, staff, "
            "hyrwyddwr, hyrwyddwr digidol, enw'r hyrwyddwr, gwirfoddolwr, enw",
            parse=text(120),
        ),
        welcome(
            "people",
            _("People helped"),
            "people, number of people, no of people, learners, number of learners, headcount, attendees, attendance, "
            "how many, participants, clients, number, total, nifer, pobl, nifer y bobl, dysgwyr, nifer y dysgwyr",
            parse=people,
        ),
        *lengths(),
        *about_the_session(),
    )


def lengths() -> tuple[Field, ...]:
    """How long it took: in minutes, in hours, or as it is written."""
    return (
        welcome(
            "minutes",
            _("Length in minutes"),
            "minutes, mins, time (mins), time (minutes), duration (mins), duration (minutes), length (mins), "
            "length (minutes), munudau, hyd (munudau)",
            parse=cells.minutes,
        ),
        welcome(
            "hours",
            _("Length in hours"),
            "hours, hrs, time (hrs), time (hours), duration (hrs), duration (hours), length (hours), hours spent, oriau, "
            "hyd (oriau)",
            parse=lambda cell: cells.minutes(cell, unit="hours"),
        ),
        welcome("length", _("Length"), "duration, how long, time, time spent, hyd, amser, pa mor hir", parse=length),
    )


def about_the_session() -> tuple[Field, ...]:
    """What it was about, where and how."""
    return (
        forgiven(
            "topics",
            _("Topics"),
            "topic, subject, subjects, what, what with, activity, activities, skills, help with, support given, pwnc, "
            "pynciau, testun, beth, sgiliau",
            parse=topics,
        ),
        forgiven(
            "place",
            _("Place"),
            "venue, location, library, branch, team, site, where, lle, lleoliad, llyfrgell, cangen, tîm, ble",
            parse=text(160),
        ),
        forgiven(
            "how", _("How"), "how, method, type, session type, mode, contact type, sut, dull, math", parse=one_of(HOW)
        ),
        forgiven(
            "note",
            _("Note"),
            "notes, comment, comments, details, description, nodyn, nodiadau, sylw, sylwadau",
            parse=note,
        ),
        forgiven("key", _("Key"), "session key, allwedd", parse=key),
    )


def key(cell: str) -> uuid.UUID:
    """The key with which a session was taken out of an installation."""
    try:
        return uuid.UUID(cell.strip())
    except ValueError:
        raise CellProblem(_("“%(text)s” is not a key. Leave the cell empty.") % {"text": cell[:40]}) from None


def people(cell: str) -> People:
    """The number of people at one session."""
    return cells.people(cell, most=MOST_PEOPLE)


def length(cell: str) -> int:
    """Whole minutes, unless a bare small number could be either hours or minutes."""
    bare = cell.strip().replace(",", ".")
    if BARE.fullmatch(bare) and 0 < float(bare) < UNCLEAR:
        raise CellProblem(
            _(
                "“%(text)s” may be hours or minutes. Call the column “Hours” or “Minutes”, or choose which of them it is."
            )
            % {"text": cell[:20]}
        )
    return cells.minutes(cell)


def topics(cell: str) -> tuple[str, ...]:
    """The topics that a cell lists."""
    found = cells.several(cell, most=20)
    for name in found:
        text(60)(name)
    return found


def note(cell: str) -> str:
    """A note on one line, without numbers and secrets that must not be kept."""
    found = text(MOST_NOTE)(cell)
    if dangers_in(found):
        raise CellProblem(_("This note seems to hold a number or a secret that must not be kept, so it was left out."))
    return found


def insist(matching: Matching) -> None:
    """Raise SheetProblem when nothing says who helped."""
    columns.insist(matching)
    if not {"champion", "champion_email"} & matching.heading_of.keys():
        raise SheetProblem(
            _(
                "This file has no column for “%(label)s”. Name the column so in its first row, or choose which column it is."
            )
            % {"label": _("Champion")}
        )
