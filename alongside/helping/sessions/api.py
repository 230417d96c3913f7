"""What programs can ask about sessions, and how they log one: exactly once, like a phone."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Literal, cast

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field, StrictBool, StrictInt

from alongside.helping.learners import rules as learner_rules
from alongside.helping.learners.queries import people_of
from alongside.helping.sessions import actions, queries, rules
from alongside.helping.sessions.models import Attendance, Session, Topic
from alongside.kit.api.bearers import Bearer
from alongside.kit.api.failures import CONFLICT, Invalid, failure
from alongside.kit.api.paging import part_of
from alongside.kit.api.schemas import AddressId, Asked, Day, Id, Key, Moment, Page, Sent, answers, text
from alongside.kit.verdict import Refused
from alongside.learning.skills import queries as skills
from alongside.people.champions import queries as champions
from alongside.people.champions.models import Champion
from alongside.people.networks.access import Request

router = Router(tags=["sessions"])
READ, WRITE = Bearer("read:sessions"), Bearer("write:sessions")
MOST_NAMED = 100
CREATED = 201
Ids = Annotated[list[Id], Field(max_length=MOST_NAMED)]
Minutes = Annotated[StrictInt, Field(ge=1, le=rules.MOST_MINUTES)]
Level = Literal["alone", "helped", "tried"]


class PracticeIn(Sent):
    """A task of the framework that was practised, and how far they came."""

    task: Annotated[str, text(30, 1)]
    level: Level


class SessionIn(Sent):
    """One occasion of help; everything but key and date may be left out. All ids are those of the network's own rows.

    `key` is a random UUID that the program makes once for each session: sent again, it answers with the same session.
    """

    key: Key
    happened_on: Day
    champion: Id | None = Field(None, description="Whose help it was; left out, that of the token's own member.")
    minutes: Minutes | None = None
    headcount: Annotated[StrictInt, Field(ge=0, le=rules.MOST_PEOPLE)] = Field(0, description="People without a code.")
    learners: Annotated[list[Id], Field(max_length=rules.MOST_PEOPLE)] = Field(
        [], description="From the list of people."
    )
    new_codes: list[Annotated[str, text(40, 1)]] = Field(
        [], max_length=MOST_NAMED, description="Nicknames of new people."
    )
    topics: Ids = []
    team: Id | None = None
    how: Literal["", "face", "phone", "video", "drop-in"] = ""
    practices: list[PracticeIn] = Field([], max_length=MOST_NAMED)
    needs: list[Literal["device", "data", "access"]] = Field([], max_length=3)
    note: Annotated[str, text(500)] = Field("", description="No names, no health details, no passwords.")
    note_is_fine: StrictBool = Field(False, description="The note only looks as if it held a number or a secret.")
    projects: Ids = []
    champions: Ids = Field([], description="Other champions who were there.")
    claimed_at: Moment | None = Field(None, description="When it was written down, if there was no network then.")


class PracticeOut(Schema):
    """A task that was practised."""

    task: str
    level: str


class SessionOut(Schema):
    """A session; `champion`, `team`, `organisation`, `topics`, `projects` and `champions` are ids, `people` all who were helped."""

    key: uuid.UUID
    champion: int
    champions: list[int]
    happened_on: date
    minutes: int | None
    people: int
    headcount: int
    how: str
    team: int | None
    organisation: int | None
    district: str | None
    topics: list[int]
    projects: list[int]
    practices: list[PracticeOut]
    needs: list[str]
    note: str
    provenance: str
    recorded_at: datetime
    is_withdrawn: bool


class PersonOut(Schema):
    """Somebody the champion helps, by the code they gave them."""

    id: int
    code: str
    last_on: date | None


class TopicOut(Schema):
    """What a session can be about."""

    id: int
    slug: str
    name: str
    name_cy: str
    is_offered: bool


class SessionsAsked(Asked):
    """Which sessions, and which part of the list."""

    since: Day | None = Field(None, description="No sessions before this day.")
    until: Day | None = Field(None, description="No sessions after this day.")
    champion: AddressId | None = Field(None, description="Only those that this champion led.")


@router.get(
    "networks/{slug:slug}/sessions/", auth=READ, response=answers(Page[SessionOut]), operation_id="session_list"
)
def session_list(request: HttpRequest, slug: str, asked: Query[SessionsAsked]) -> object:
    """The sessions that the token's member may look at, the latest day first. Scope: read:sessions."""
    wanted = {"happened_on__gte": asked.since, "happened_on__lte": asked.until, "champion": asked.champion}
    seen = queries.sessions_seen_by(cast("Request", request).member)
    sessions = seen.filter(**{name: value for name, value in wanted.items() if value is not None})
    rows, end = part_of(whole(sessions), asked=asked, by="-happened_on")
    return {"items": [session_out(row) for row in rows], "next": end}


@router.get(
    "networks/{slug:slug}/sessions/{uuid:key}/", auth=READ, response=answers(SessionOut), operation_id="session_show"
)
def session_show(request: HttpRequest, slug: str, key: uuid.UUID) -> object:
    """One session. Scope: read:sessions."""
    seen = queries.sessions_seen_by(cast("Request", request).member)
    return session_out(get_object_or_404(whole(seen), key=key))


@router.post(
    "networks/{slug:slug}/sessions/",
    auth=WRITE,
    response=answers(SessionOut, writes=True, created=True),
    operation_id="session_log",
)
def session_log(request: HttpRequest, slug: str, entry: SessionIn) -> object:
    """Log a session, once: 201 when it is new, 200 when it was here already. Scope: write:sessions.

    409 with the code `held` when something else came under the same key: it is kept for a coordinator to look at, and the
    session stays as it was. Do not send it again.
    """
    here = cast("Request", request)
    champion = helping_champion(here, entry.champion)
    logged = actions.log(champion, entry_of(entry), by=here.member, now=here.now, how="api")
    if logged.is_held:
        reason = _("A different session came under this key before. This one is kept for a coordinator to look at.")
        return failure(CONFLICT, code="held", message=reason)
    told = session_out(whole(Session.objects.all()).get(pk=logged.session.pk))
    return Status(CREATED if logged.is_new else 200, told)


@router.get("networks/{slug:slug}/people/", auth=WRITE, response=answers(Page[PersonOut]), operation_id="person_list")
def person_list(request: HttpRequest, slug: str, asked: Query[Asked]) -> object:
    """The people whom the token's own member helps, by their codes, to log sessions with. Scope: write:sessions.

    Nobody else's token gets them: a code says something only to the champion who gave it.
    """
    here = cast("Request", request)
    champion = champions.champion_of(here.member)
    if champion is None:
        return {"items": [], "next": None}
    rows, end = part_of(people_of(champion), asked=asked)
    return {"items": rows, "next": end}


@router.get(
    "networks/{slug:slug}/topics/",
    auth=Bearer("read:places"),
    response=answers(Page[TopicOut]),
    operation_id="topic_list",
)
def topic_list(request: HttpRequest, slug: str, asked: Query[Asked]) -> object:
    """The topics of the network, the oldest record first. Scope: read:places."""
    rows, end = part_of(Topic.objects.filter(network=cast("Request", request).network), asked=asked)
    return {"items": rows, "next": end}


def whole(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """The sessions with all that `session_out` tells, in the same number of questions however many they are."""
    present = Attendance.objects.filter(session=OuterRef("pk")).order_by().values("session")
    known = Coalesce(Subquery(present.annotate(many=Count("pk")).values("many")), 0)
    return (
        sessions.select_related("district")
        .prefetch_related("helpers", "topics", "projects", "practices")
        .annotate(known=known)
    )


def session_out(row: Session) -> SessionOut:
    """The session as a program gets it."""
    same = ("key", "happened_on", "minutes", "headcount", "how", "needs", "note", "provenance", "recorded_at")
    known: int = getattr(row, "known", 0)
    return SessionOut(
        champion=row.champion_id,
        champions=sorted(one.champion_id for one in row.helpers.all() if one.champion_id != row.champion_id),
        people=known + row.headcount,
        team=row.team_id,
        organisation=row.organisation_id,
        district=row.district.code if row.district else None,
        topics=ids_of(row.topics.all()),
        projects=ids_of(row.projects.all()),
        practices=[
            PracticeOut(task=task, level=level)
            for task, level in sorted({(one.task, one.level) for one in row.practices.all()})
        ],
        is_withdrawn=row.is_withdrawn,
        **{name: getattr(row, name) for name in same},
    )


def ids_of(rows: Iterable[Model]) -> list[int]:
    """The ids of the rows, in order."""
    return sorted(row.pk for row in rows)


def helping_champion(request: Request, wanted: int | None) -> Champion:
    """The champion whose help is logged; refused when there is none that the member may see."""
    if wanted is None:
        champion = champions.champion_of(request.member)
    else:
        champion = champions.champions_seen_by(request.member).filter(pk=wanted).first()
    if champion is None:
        raise Refused(_("This champion is not in your network. Choose another one."))
    return champion


def entry_of(sent: SessionIn) -> rules.LogEntry:
    """What was sent as an action takes it; `Invalid` when it holds what must not be kept, or unknown tasks."""
    insist_private(sent)
    unknown = [one.task for one in sent.practices if one.task not in skills.tasks()]
    if unknown:
        raise Invalid({"practices": _("There is no such task: %(tasks)s.") % {"tasks": ", ".join(unknown[:5])}})
    codes = {learner_rules.folded(code): learner_rules.tidy(code) for code in sent.new_codes}
    return rules.LogEntry(
        key=sent.key,
        happened_on=sent.happened_on,
        minutes=sent.minutes,
        headcount=sent.headcount,
        learners=tuple(dict.fromkeys(sent.learners)),
        new_codes={code: uuid.uuid5(sent.key, folded) for folded, code in codes.items() if folded},
        topics=tuple(dict.fromkeys(sent.topics)),
        team=sent.team,
        how=sent.how,
        practices=tuple(sorted({one.task: one.level for one in sent.practices}.items())),
        needs=tuple(dict.fromkeys(sent.needs)),
        note=sent.note,
        projects=tuple(dict.fromkeys(sent.projects)),
        champions=tuple(dict.fromkeys(sent.champions)),
        claimed_at=sent.claimed_at,
    )


def insist_private(sent: SessionIn) -> None:
    """`Invalid` when a code or the note seems to hold a number or a secret of somebody."""
    told = {}
    if rules.dangers_in(" ".join(sent.new_codes)):
        told["new_codes"] = _("Use a nickname or a card code, never a number that belongs to the person.")
    dangers = rules.dangers_in(sent.note)
    if dangers and not sent.note_is_fine:
        told["note"] = rules.warning_of(dangers)
    if told:
        raise Invalid(told)
