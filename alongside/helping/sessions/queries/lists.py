"""The list of sessions: counted by the figures wherever they can, and paged without walking over millions of rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import attrgetter

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.helping.figures.models import Figure, Provenance
from alongside.helping.figures.rules import ALL, BEST_FIRST, Period, Place, period_named
from alongside.helping.sessions.models import Attendance, Session, Topic
from alongside.helping.sessions.queries.lasting import wanted
from alongside.helping.sessions.queries.seen import sessions_seen_by
from alongside.kit.tables.columns import Column, Tag, To
from alongside.kit.tables.filters import Choice
from alongside.kit.tables.listing import Table
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.models import Member

SCOPES = ("champion", "team", "organisation", "district", "project", "topic")
DENSE = 0.01  # of the network's sessions: above it, walking by date finds a page sooner than sorting all that match
NEAR = 500  # rows that may be skipped one by one
CHUNK = 2000
STANDING, TAKEN_BACK = "standing", "withdrawn"


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    pk: int
    happened_on: date
    champion: str
    learners: str
    """Those of the reader's own learners who came, by their codes; nothing for who looks after others."""
    people: int
    minutes: int | None
    topics: str
    team: str
    provenance: str
    is_register: bool

    @property
    def tags(self) -> list[Tag]:
        """What is unusual about the session."""
        found = [] if self.provenance == Provenance.MEASURED else [Tag(str(Provenance(self.provenance).label), "quiet")]
        return found + ([Tag(str(_("register")))] if self.is_register else [])


DETAIL = To("sessions:session_detail", "session_id", attrgetter("pk"))
SESSIONS = Table(
    name="sessions",
    counted=ngettext_lazy("%(counted)s session", "%(counted)s sessions", "count"),
    columns=(
        Column(
            "date",
            _("Date"),
            "day",
            "happened_on",
            "happened_on",
            falls=True,
            to=To("sessions:session_detail", "session_id", attrgetter("pk")),
        ),
        Column("tags", _("Kept as"), kind="tags", beside=True),
        Column("champion", _("Champion")),
        Column("people", _("People"), kind="number"),
        Column("minutes", _("Minutes"), kind="number"),
        Column("topics", _("Topics")),
        Column("team", _("Place")),
    ),
    filters=(
        Choice("period", _("Period"), default=ALL),
        *(
            Choice(name, label, is_drawn=name in ("topic", "project"))
            for name, label in zip(
                SCOPES,
                (_("Champion"), _("Place"), _("Organisation"), _("District"), _("Project"), _("Topic")),
                strict=True,
            )
        ),
        Choice("provenance", _("Where the record comes from")),
        Choice("state", _("Sessions"), default=STANDING),
    ),
    sort="-date",
)
OWN_SESSIONS = replace(
    SESSIONS,
    columns=tuple(Column("learners", _("With")) if one.name == "champion" else one for one in SESSIONS.columns),
)
"""As a champion sees their own: nearly every row is theirs, so it says who came instead of who led."""


@dataclass(frozen=True)
class SessionRows:
    """The sessions that an address asks for, as a source of the table."""

    member: Member
    places: tuple[Place, ...]
    period: Period
    provenance: str = ""
    is_withdrawn: bool = False

    def count(self) -> int:
        """How many sessions there are: from the figures where one figure says it, else counted row by row."""
        place = self.figure_place()
        if place is None or not self.period.is_kept:
            return self.sessions().count()
        return sum(self.by_period(place, Q(period=self.period.name)).values())

    def rows(self, *, order: str, start: int, stop: int) -> Sequence[Row]:
        """One page, by date."""
        falls, sessions = order.startswith("-"), self.sessions()
        place = self.figure_place()
        if start > NEAR and place is not None:
            sessions, skipped = self.after(sessions, place, start=start, falls=falls)
            start, stop = start - skipped, stop - skipped
        return told(self.member, ordered(sessions, falls=falls)[start:stop])

    def every(self, *, order: str) -> Iterator[Row]:
        """All of them by date, a chunk at a time, each chunk beginning where the one before ended."""
        falls = order.startswith("-")
        sessions = ordered(self.sessions(), falls=falls)
        chunk = told(self.member, sessions[:CHUNK])
        while chunk:
            yield from chunk
            chunk = told(self.member, sessions.filter(beyond(chunk[-1], falls=falls))[:CHUNK])

    def figure_place(self) -> Place | None:
        """The scope whose figures count exactly these sessions; None when there is none."""
        if self.is_withdrawn or len(self.places) > 1:
            return None
        if rules.oversight_of(self.member).whole:
            return self.places[0] if self.places else ("network", self.member.network_id)
        own = own_champion_id(self.member)
        mine = ("champion", own) if own and not rules.oversight_of(self.member) else None
        return mine if mine and self.places in ((), (mine,)) else None

    def by_period(self, place: Place, periods: Q) -> dict[str, int]:
        """How many of these sessions each kept period has."""
        found = Figure.objects.filter(periods, network_id=self.member.network_id, scope=place[0], scope_id=place[1])
        return {row["period"]: amount(row, self.provenance) for row in found.values("period", *COUNTED)}

    def after(
        self, sessions: QuerySet[Session], place: Place, *, start: int, falls: bool
    ) -> tuple[QuerySet[Session], int]:
        """The sessions without those of the months that lie wholly before the page, and how many those are."""
        months = self.by_period(place, Q(period__startswith="m"))
        kept = {name for name in months if is_within(name, self.period)}
        skipped, bound = 0, None
        for name in sorted(kept, reverse=falls):
            if skipped + months[name] > start:
                break
            skipped, bound = skipped + months[name], period_named(name)
        if bound is None:
            return sessions, 0
        return sessions.filter(
            Q(happened_on__lt=bound.starts_on) if falls else Q(happened_on__gt=bound.ends_on)
        ), skipped

    def sessions(self) -> QuerySet[Session]:
        """The query itself."""
        found = sessions_seen_by(self.member).filter(withdrawn_at__isnull=not self.is_withdrawn)
        if self.period.starts_on and self.period.ends_on:
            found = found.filter(happened_on__range=(self.period.starts_on, self.period.ends_on))
        if self.provenance:
            found = found.filter(provenance=self.provenance)
        dense = dense_among(self.places, network_id=self.member.network_id)
        for place in self.places:
            found = narrowed(found, place, is_dense=place in dense)
        return found


COUNTED = ("sessions", *[f"sessions_{name}" for name in BEST_FIRST[1:]])


def amount(row: Mapping[str, int], provenance: str) -> int:
    """The sessions of a figure, or those among them of one provenance."""
    if provenance == BEST_FIRST[0]:
        return row["sessions"] - sum(row[name] for name in COUNTED[1:])
    return row[f"sessions_{provenance}"] if provenance else row["sessions"]


def is_within(month: str, period: Period) -> bool:
    """Whether the month belongs to the period."""
    return period.name == ALL or month in period.months


def dense_among(places: Sequence[Place], *, network_id: int) -> set[Place]:
    """The scopes with a good share of the network's sessions."""
    if not places:
        return set()
    named = Q(scope="network")
    for scope, scope_id in places:
        named |= Q(scope=scope, scope_id=scope_id)
    rows = Figure.objects.filter(named, network_id=network_id, period=ALL)
    counts = {(scope, pk): count for scope, pk, count in rows.values_list("scope", "scope_id", "sessions")}
    total = counts.get(("network", network_id), 0)
    return {place for place in places if counts.get(place, 0) > total * DENSE}


JOINED: dict[str, type[Model]] = {"topic": Session.topics.through, "project": Session.projects.through}


def narrowed(sessions: QuerySet[Session], place: Place, *, is_dense: bool) -> QuerySet[Session]:
    """The sessions of one scope, asked for so that a page of them is found quickly."""
    scope, scope_id = place
    if scope in JOINED:
        rows = JOINED[scope]._default_manager.filter(**{f"{scope}_id": scope_id})
        if is_dense:
            return sessions.filter(Exists(rows.filter(session_id=OuterRef("pk"))))
        return sessions.filter(pk__in=rows.values("session_id"))
    parts = networks.parts_of([scope_id]) if scope == "organisation" and is_dense else set()
    if len(parts) > 1:
        # Plus nothing: the database walks by date instead of sorting all that these organisations have.
        return sessions.alias(part=F("organisation_id") + 0).filter(part__in=parts)
    return sessions.filter(wanted(place))


def ordered(sessions: QuerySet[Session], *, falls: bool) -> QuerySet[Session]:
    """By date, those of one day by when they were recorded."""
    return sessions.order_by("-happened_on", "-pk") if falls else sessions.order_by("happened_on", "pk")


def beyond(row: Row, *, falls: bool) -> Q:
    """What comes after that row."""
    if falls:
        return Q(happened_on__lt=row.happened_on) | Q(happened_on=row.happened_on, pk__lt=row.pk)
    return Q(happened_on__gt=row.happened_on) | Q(happened_on=row.happened_on, pk__gt=row.pk)


def told(member: Member, sessions: QuerySet[Session]) -> list[Row]:
    """Those sessions as lines, with their people, topics and places: five questions at most, however many there are."""
    found = list(
        sessions.values_list(
            "pk", "happened_on", "champion__name", "headcount", "minutes", "team__name", "provenance", "is_register"
        )
    )
    ids = [row[0] for row in found]
    came = Attendance.objects.filter(session_id__in=ids).values_list("session_id").annotate(Count("pk")).order_by()
    people, topics = dict(came), topics_of(ids, network_id=member.network_id)
    learners = own_learners_at(ids, member)
    return [
        Row(
            pk,
            day,
            champion,
            learners.get(pk, ""),
            people.get(pk, 0) + headcount,
            minutes,
            topics.get(pk, ""),
            team or "",
            provenance,
            register,
        )
        for pk, day, champion, headcount, minutes, team, provenance, register in found
    ]


def own_learners_at(session_ids: Sequence[int], member: Member) -> dict[int, str]:
    """The codes of a champion's own learners at each session, in one line; none for who looks after others."""
    own = None if rules.oversight_of(member) else own_champion_id(member)
    if own is None:
        return {}
    rows = Attendance.objects.filter(session_id__in=session_ids, champion_id=own).order_by(
        "session_id", "learner__code"
    )
    found: dict[int, str] = {}
    for session, code in rows.values_list("session_id", "learner__code"):
        found[session] = f"{found[session]}, {code}" if session in found else code
    return found


def topics_of(session_ids: Iterable[int], *, network_id: int) -> dict[int, str]:
    """The names of the topics of each session, in one line."""
    names = {topic.pk: str(topic) for topic in Topic.objects.filter(network_id=network_id)}
    found: dict[int, str] = {}
    rows = Session.topics.through.objects.filter(session_id__in=session_ids).order_by("session_id", "topic_id")
    for session, topic in rows.values_list("session_id", "topic_id"):
        found[session] = f"{found[session]}, {names[topic]}" if session in found else names[topic]
    return found


def own_champion_id(member: Member) -> int | None:
    """The member's own champion record, also when they have left."""
    champion = getattr(member, "champion", None)
    return champion.pk if champion else None


def recent_periods(today: date) -> list[Period]:
    """The periods that the list offers by itself: this month and the one before, and the years around today."""
    last = today.replace(day=1) - timedelta(days=1)
    financial = today.year if today.month >= 4 else today.year - 1
    names = [f"m{today:%Y-%m}", f"m{last:%Y-%m}", f"f{financial}", f"f{financial - 1}", f"y{today.year}"]
    return [period for name in names if (period := period_named(name))]
