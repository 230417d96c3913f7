"""What a champion is offered when they log a session: last choices first, codes only, nothing about other people's learners.

The log form, the register and the offline form are all drawn from this one answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import get_language

from alongside.helping.sessions.models import Session, Topic
from alongside.helping.sessions.queries import gathering
from alongside.kit.names import alphabetical
from alongside.kit.prepared import Prepared, Slot
from alongside.kit.safety import is_id, searchable
from alongside.learning.skills import queries as skills
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Network, Project, Team

MOST_FOUND = 20
MOST_KEPT = 300
FEWEST_LETTERS = 2
LENGTHS = (15, 30, 45, 60, 120)

Choice = tuple[int, str]


@dataclass(frozen=True)
class Last:
    """What was chosen last time: the place, length and way to begin with. Never the people."""

    team: int | None = None
    minutes: int | None = None
    how: str = ""
    topics: tuple[int, ...] = ()
    projects: tuple[int, ...] = ()


@dataclass(frozen=True)
class Offer:
    """Everything that can be chosen, as ids and words, the likeliest first."""

    people: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    places: tuple[Choice, ...]
    colleagues: tuple[Choice, ...]
    projects: tuple[tuple[int, str, date, date | None], ...]
    last: Last

    def as_json(self) -> dict[str, Any]:
        """The offer in values that JSON knows, with the tasks of the framework and the lengths, in the language of the page."""
        return {
            "people": named(self.people, "code"),
            "topics": named(self.topics),
            "lengths": LENGTHS,
            "places": named(self.places),
            "colleagues": named(self.colleagues),
            "projects": [
                {"id": pk, "name": name, "starts_on": first.isoformat(), "ends_on": end and end.isoformat()}
                for pk, name, first, end in self.projects
            ],
            "how": [{"id": value, "name": str(name)} for value, name in Session.How.choices],
            "needs": [{"id": value, "name": str(name)} for value, name in Session.Need.choices],
            "areas": [
                {"id": a.id, "name": str(a), "tasks": [{"id": task.id, "name": str(task)} for task in a.tasks]}
                for a in skills.framework().areas
            ],
            "last": {
                "team": self.last.team,
                "minutes": self.last.minutes,
                "how": self.last.how,
                "topics": self.last.topics,
                "projects": self.last.projects,
            },
        }


def named(choices: Iterable[Choice], word: str = "name") -> list[dict[str, Any]]:
    """Choices as JSON objects."""
    return [{"id": pk, word: name} for pk, name in choices]


def offer_for(champion: Champion, *, today: date) -> Offer:
    """What this champion can choose from, the last choices first; one question to the database."""
    rows = gathering.gathered(champion, today=today)
    last = last_of(rows, team=champion.team_id)
    lately = [int(row.first) for row in rows["recent"] if row.first]
    people = sorted(rows["person"], key=lambda row: (row.second, -row.pk), reverse=True)
    return Offer(
        people=tuple((row.pk, row.first) for row in people),
        topics=topics_for(rows["topic"], first=last.topics),
        places=places_for(rows["place"], order=[*lately, champion.team_id]),
        colleagues=tuple((row.pk, row.first) for row in rows["colleague"]),
        projects=tuple(sorted(map(project_of, rows["project"]), key=by_name)),
        last=last,
    )


def last_of(rows: Mapping[str, Sequence[gathering.Told]], *, team: int | None) -> Last:
    """The choices of the latest session; the champion's own place where it named none, or where there is none yet."""
    if not rows["recent"]:
        return Last(team=team)
    latest = rows["recent"][0]
    return Last(
        team=int(latest.first) if latest.first else team,
        minutes=int(latest.second) if latest.second else None,
        how=latest.third[gathering.DAY :],
        topics=tuple(row.pk for row in rows["about"]),
        projects=tuple(row.pk for row in rows["towards"]),
    )


def topics_for(rows: Iterable[gathering.Told], *, first: tuple[int, ...]) -> tuple[Choice, ...]:
    """The network's topics in the language of the page, those of last time before the others."""
    is_welsh = get_language() == "cy"
    in_order = sorted(rows, key=lambda row: (row.pk not in first, int(row.third), row.pk))
    return tuple((row.pk, (is_welsh and row.second) or row.first) for row in in_order)


def places_for(rows: Iterable[gathering.Told], *, order: list[int | None]) -> tuple[Choice, ...]:
    """The champion's own places: where they were lately, their team, then others they chose."""
    places = sorted(((row.pk, row.first) for row in rows), key=by_name)
    return tuple(sorted(places, key=lambda place: order.index(place[0]) if place[0] in order else len(order)))


def project_of(row: gathering.Told) -> tuple[int, str, date, date | None]:
    """A project with its first and last day."""
    return row.pk, row.first, date.fromisoformat(row.second), date.fromisoformat(row.third) if row.third else None


def by_name(choice: tuple[Any, ...]) -> str:
    """What choices are sorted by."""
    return str(choice[1]).casefold()


def offer_for_anybody(champion: Champion) -> Offer:
    """The network's own pick-lists and nothing of the champion's: what a phone may keep in the open."""
    topics = tuple((topic.pk, str(topic)) for topic in topics_offered(champion.network))
    return Offer(people=(), topics=topics, places=(), colleagues=(), projects=(), last=Last())


def places_found(somebody: Champion | Member, *, words: str, chosen: str = "") -> tuple[Choice, ...]:
    """Up to twenty open places of the network whose name holds the words, and the one chosen before."""
    wanted = Q(pk=chosen) if is_id(chosen) else Q()
    words = searchable(words)
    if len(words) >= FEWEST_LETTERS:
        wanted |= Q(name__icontains=words, closed_on__isnull=True)
    if not wanted:
        return ()
    rows = Team.objects.filter(wanted, network_id=somebody.network_id)
    return tuple(rows.order_by(alphabetical("name")).values_list("pk", "name")[:MOST_FOUND])


def places_to_keep(champion: Champion) -> tuple[Choice, ...]:
    """Open places of the network for a phone without one: those of the champion's organisation first, three hundred at most."""
    near = Team.objects.filter(pk__in=[champion.team_id]).values("organisation_id")
    rows = Team.objects.filter(network_id=champion.network_id, closed_on__isnull=True)
    rows = rows.order_by(Case(When(organisation_id__in=near, then=0), default=1), alphabetical("name"), "pk")
    return tuple(rows.values_list("pk", "name")[:MOST_KEPT])


def home_of(champion: Champion) -> tuple[Choice, ...]:
    """The champion's own team; nothing without one, or when it is closed."""
    own = Team.objects.filter(pk__in=[champion.team_id], closed_on__isnull=True)
    return tuple(own.values_list("pk", "name"))


def champions_found(champion: Champion, *, words: str, chosen: Iterable[str] = ()) -> tuple[Choice, ...]:
    """Up to twenty other champions of the network with a name that begins with the words, and those chosen before."""
    ids = [pk for pk in chosen if is_id(pk)]
    wanted = Q(pk__in=ids) if ids else Q()
    words = searchable(words)
    if len(words) >= FEWEST_LETTERS:
        wanted |= (Q(name__istartswith=words) | Q(name__icontains=f" {words}")) & Q(left_on__isnull=True)
    if not wanted:
        return ()
    others = Champion.objects.filter(wanted, network_id=champion.network_id).exclude(pk=champion.pk)
    return tuple(others.order_by(alphabetical("name")).values_list("pk", "name")[: MOST_FOUND + len(ids)])


def all_run(projects: Iterable[int], day: date) -> bool:
    """Whether each of these projects runs on the day."""
    rows = Project.objects.filter(pk__in=projects, starts_on__lte=day)
    return rows.exclude(ends_on__lt=day).count() == len(set(projects))


TOPIC_IDS = Prepared(lambda: Topic.objects.filter(network_id=Slot("network")).values_list("pk", flat=True))


def topic_ids(network_id: int) -> set[int]:
    """The ids of all topics of the network, those that are no longer offered among them."""
    return set(TOPIC_IDS(network=network_id))


def topics_offered(network: Network) -> QuerySet[Topic]:
    """The topics that the network's log form offers, in its order."""
    return Topic.objects.filter(network=network, is_offered=True)
