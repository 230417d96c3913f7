"""Sessions that wait in temporary tables, so that one statement for each table writes them all."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Model

from alongside.helping.sessions.actions.staging import COLUMNS, Fresh
from alongside.helping.sessions.models import Helper, Practice, Session
from alongside.kit.databases import roomy
from alongside.kit.pouring import aside, pour
from alongside.kit.statements import named

SESSIONS = "waiting_sessions"
DETAILS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "waiting_helpers": (Helper, ("champion_id",)),
    "waiting_topics": (Session.topics.through, ("topic_id",)),
    "waiting_projects": (Session.projects.through, ("project_id",)),
    "waiting_practices": (Practice, ("task", "level")),
}
"""What belongs to sessions; it waits under the number of its session among those that wait."""

WRITE = "INSERT INTO {session} ({columns}) SELECT {columns} FROM {waiting} ORDER BY id"
ADD = """INSERT INTO {table} (session_id, {columns})
 SELECT written_id, {columns} FROM {details} d
 JOIN (SELECT w.id AS waiting_id, s.id AS written_id FROM {waiting} w JOIN {session} s ON s.key = w.key) known
 ON waiting_id = d.session_id ORDER BY written_id"""


def make() -> None:
    """Make the tables, empty."""
    aside(SESSIONS, Session, ("id", *COLUMNS))
    for name, (model, columns) in DETAILS.items():
        aside(name, model, ("session_id", *columns))


def put(fresh: Iterable[Fresh], *, first: int) -> None:
    """Have sessions wait at which nobody was named; they are numbered from the first on."""
    numbered = [(number, one, details_of(one)) for number, one in enumerate(fresh, first)]
    pour(Session, ("id", *COLUMNS), [(number, *one.values) for number, one, _details in numbered], into=SESSIONS)
    for name, (model, columns) in DETAILS.items():
        told = [(number, *row) for number, _one, details in numbered for row in details[name]]
        pour(model, ("session_id", *columns), told, into=name)


def details_of(one: Fresh) -> dict[str, list[tuple[Any, ...]]]:
    """What belongs to a session, by the table in which it waits."""
    return {
        "waiting_helpers": [(helper,) for helper in one.helpers],
        "waiting_topics": [(topic,) for topic in sorted(set(one.entry.topics))],
        "waiting_projects": [(project,) for project in sorted(set(one.entry.projects))],
        "waiting_practices": list(one.entry.practices),
    }


def take() -> None:
    """Write everything that waits, in the transaction that is open; the tables go."""
    with roomy(), connection.cursor() as cursor:
        cursor.execute(named(WRITE, session=Session, columns=COLUMNS, waiting=SESSIONS))
        for name, (model, own) in DETAILS.items():
            cursor.execute(named(ADD, table=model, columns=own, details=name, waiting=SESSIONS, session=Session))
        for name in chain([SESSIONS], DETAILS):
            cursor.execute(named("DROP TABLE {name}", name=name))
