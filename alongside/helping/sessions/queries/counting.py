"""What the figures need to know of sessions: what each counts towards, and who was where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from alongside.helping.figures.rules import Help, Place, Presence
from alongside.helping.sessions.models import Attendance, Helper, Session
from alongside.kit.prepared import Prepared, Slot, Slots
from alongside.people.networks.models import Organisation

PRESENCE = (
    "learner_id",
    "session_id",
    "champion_id",
    "session__happened_on",
    "session__provenance",
    "session__team_id",
    "session__organisation_id",
    "session__district_id",
    "session__projects",
)


def attended() -> QuerySet[Attendance, tuple[Any, ...]]:
    """Where learners were, a row for each project that it counts towards, for a prepared query: `learners`."""
    rows = Attendance.objects.filter(learner_id__in=Slots("learners"), session__withdrawn_at__isnull=True)
    return rows.values_list(*PRESENCE)


ATTENDED = Prepared(attended)
NESTED = Prepared(
    lambda: Organisation.objects.filter(network_id=Slot("network"), parent__isnull=False).values_list("pk", "parent_id")
)


def parents_in(network_id: int) -> dict[int, int]:
    """The organisation above each organisation that has one."""
    return {pk: parent for pk, parent in NESTED(network=network_id) if parent}


def lineage(organisation: int | None, parents: dict[int, int]) -> tuple[int, ...]:
    """The organisation and everything above it, nearest first; stops where a loop would begin."""
    found: list[int] = []
    while organisation and organisation not in found:
        found.append(organisation)
        organisation = parents.get(organisation)
    return tuple(found)


def scopes_of(
    *, network: int, team: int | None, organisations: Iterable[int], district: int | None, projects: Iterable[int]
) -> tuple[Place, ...]:
    """Everything that a session counts towards, apart from its champions and topics."""
    places: list[Place] = [("network", network)]
    places += [("team", team)] if team else []
    places += [("organisation", organisation) for organisation in organisations]
    places += [("district", district)] if district else []
    return (*places, *[("project", project) for project in sorted(projects)])


def presences_of(learner_ids: Iterable[int], *, network_id: int, parents: dict[int, int]) -> dict[int, list[Presence]]:
    """All presences of these learners at sessions that count."""
    projects: dict[tuple[int, ...], list[int]] = defaultdict(list)
    rows = {}
    for *row, project in ATTENDED(learners=list(learner_ids)):
        place = (row[0], row[1])
        rows[place] = row
        projects[place] += [project] if project else []
    found: dict[int, list[Presence]] = defaultdict(list)
    known: dict[tuple[object, ...], tuple[Place, ...]] = {}
    for at, (learner, _session, champion, day, provenance, team, organisation, district) in rows.items():
        where = (team, organisation, district, champion, *sorted(projects[at]))
        if where not in known:
            above = lineage(organisation, parents)
            scopes = scopes_of(
                network=network_id, team=team, organisations=above, district=district, projects=projects[at]
            )
            known[where] = (*scopes, ("champion", champion))
        found[learner].append(Presence(day, provenance, known[where]))
    return found


HELP = ("pk", "happened_on", "provenance", "minutes", "headcount", "team_id", "organisation_id", "district_id")


def helps_of(session_ids: Sequence[int], *, network_id: int, parents: dict[int, int]) -> Iterator[tuple[int, Help]]:
    """Those of the sessions that count, each by its id as the figures see it."""
    rows = Session.objects.standing().filter(pk__in=session_ids).order_by("pk").values_list(*HELP)
    topics, projects = pairs(Session.topics.through, "topic_id", session_ids), projects_of(session_ids)
    helpers = pairs(Helper, "champion_id", session_ids)
    attended: dict[int, list[tuple[int, int]]] = defaultdict(list)
    present = Attendance.objects.filter(session_id__in=session_ids).order_by("learner_id")
    for session, learner, champion in present.values_list("session_id", "learner_id", "champion_id"):
        attended[session].append((learner, champion))
    for pk, day, provenance, minutes, headcount, team, organisation, district in rows:
        above = lineage(organisation, parents)
        places = scopes_of(network=network_id, team=team, organisations=above, district=district, projects=projects[pk])
        yield (
            pk,
            Help(
                happened_on=day,
                provenance=provenance,
                champions=tuple(helpers[pk]),
                scopes=(*places, *[("topic", topic) for topic in topics[pk]]),
                minutes=minutes or 0,
                headcount=headcount,
                attended=tuple(attended[pk]),
            ),
        )


def projects_of(session_ids: Iterable[int]) -> dict[int, list[int]]:
    """The projects that each session counts towards."""
    return pairs(Session.projects.through, "project_id", session_ids)


def pairs(model: type[Model], column: str, session_ids: Iterable[int]) -> dict[int, list[int]]:
    """What a table that joins sessions to something says of each of these sessions, in order; nothing is an empty list."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = model._default_manager.filter(session_id__in=session_ids)
    for session, other in rows.order_by("session_id", column).values_list("session_id", column):
        found[session].append(other)
    return found
