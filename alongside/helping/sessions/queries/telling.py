"""A session in words: for the page, for two texts beside each other, for its history."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.helping.learners.models import Learner
from alongside.helping.sessions.models import Helper, Practice, Session, Topic
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.pages import formats
from alongside.learning.skills import queries as skills
from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks.models import Project, Team

NOTHING = "–"


class Line(NamedTuple):
    """One thing that a session says: the name of the entry's field, its label, and what it says in words."""

    name: str
    label: str
    words: str


def entry_of(session: Session) -> LogEntry:
    """What the session says now, as it could have been logged."""
    practices = Practice.objects.filter(session=session, learner__isnull=True).order_by("task")
    helpers = Helper.objects.filter(session=session).exclude(champion_id=session.champion_id).order_by("champion_id")
    return LogEntry(
        key=session.key,
        happened_on=session.happened_on,
        minutes=session.minutes,
        headcount=session.headcount,
        learners=tuple(session.attendances.order_by("learner_id").values_list("learner_id", flat=True)),
        topics=tuple(session.topics.order_by("pk").values_list("pk", flat=True)),
        team=session.team_id,
        how=session.how,
        practices=tuple(practices.values_list("task", "level")),
        needs=tuple(session.needs),
        note=session.note,
        projects=tuple(session.projects.order_by("pk").values_list("pk", flat=True)),
        champions=tuple(helpers.values_list("champion_id", flat=True)),
        provenance=session.provenance,
        claimed_at=session.claimed_at,
    )


def in_words(entry: LogEntry, *, network_id: int) -> list[Line]:
    """Everything that the entry says, one line for each of its parts, a dash where it says nothing."""
    people = names_of(Learner.objects.filter(network_id=network_id), entry.learners, "code")
    told = (
        Line("happened_on", _("Date"), formats.day(entry.happened_on)),
        Line("learners", _("People"), ", ".join([*people, *sorted(entry.new_codes)])),
        Line("headcount", _("Counted by number"), formats.number(entry.headcount) if entry.headcount else ""),
        Line("topics", _("Topics"), joined(Topic.objects.filter(network_id=network_id), entry.topics)),
        Line("minutes", _("How long"), formats.duration(entry.minutes) if entry.minutes else ""),
        Line("team", _("Place"), joined(Team.objects.filter(network_id=network_id), [entry.team or 0])),
        Line("how", _("How"), str(dict(Session.How.choices).get(entry.how, ""))),
        Line("practices", _("What they can do"), "; ".join(practised(entry.practices))),
        Line("needs", _("What they lack"), labels(Session.Need.choices, entry.needs)),
        Line("note", _("Note"), entry.note),
        Line(
            "champions", _("Other champions"), joined(Champion.objects.filter(network_id=network_id), entry.champions)
        ),
        Line("projects", _("Projects"), joined(Project.objects.filter(network_id=network_id), entry.projects)),
    )
    return [Line(line.name, line.label, line.words or NOTHING) for line in told]


def practised(practices: Iterable[tuple[str, str]]) -> list[str]:
    """Each task with its level: Connect to Wi-Fi: alone."""
    levels, tasks = dict(Practice.Level.choices), skills.tasks()
    return [f"{tasks.get(task, task)}: {str(levels.get(level, level)).lower()}" for task, level in practices]


def practised_in(session: Session) -> list[str]:
    """Each task that was practised in the session, with its level, in words and in the order of the tasks."""
    practices = Practice.objects.filter(session=session, learner__isnull=True).order_by("task")
    return practised(practices.values_list("task", "level"))


def labels(choices: Iterable[tuple[str, object]], values: Iterable[str]) -> str:
    """The labels of the values that were chosen, in the order of the choices."""
    chosen = set(values)
    return ", ".join(str(label) for value, label in choices if value in chosen)


def joined(rows: QuerySet[Model], ids: Iterable[int]) -> str:
    """The names of those rows, one after another."""
    wanted = [pk for pk in ids if pk]
    return ", ".join(sorted(str(row) for row in rows.filter(pk__in=wanted))) if wanted else ""


def names_of(rows: QuerySet[Model], ids: Iterable[int], field: str) -> list[str]:
    """One field of those rows, sorted."""
    wanted = list(ids)
    return sorted(rows.filter(pk__in=wanted).values_list(field, flat=True)) if wanted else []


def chosen_of(session: Session, entry: LogEntry) -> dict[str, list[tuple[int, str]]]:
    """The choices that the session holds already, for a form that may not offer all of them any more."""
    others = Champion.objects.filter(network_id=session.network_id, pk__in=entry.champions)
    here = [(session.team_id, str(session.team))] if session.team_id else []
    return {
        "learners": list(Learner.objects.filter(pk__in=entry.learners).order_by("code").values_list("pk", "code")),
        "topics": [(topic.pk, str(topic)) for topic in session.topics.all()],
        "team": [(pk, name) for pk, name in here if pk],
        "champions": list(others.values_list("pk", "name")),
        "projects": [(project.pk, project.name) for project in session.projects.all()],
    }


SENTENCES = {
    "logged": gettext_lazy("%(who)s logged this session"),
    "changed": gettext_lazy("%(who)s corrected this session"),
    "withdrew": gettext_lazy("%(who)s took this session back"),
    "settled": gettext_lazy("%(who)s chose between two versions"),
    "removed": gettext_lazy("%(who)s took somebody off the register"),
    "filled": gettext_lazy("%(who)s added people to the register"),
}


def told_of(session: Session) -> list[networks.Told]:
    """What happened to the session, newest first, with what was corrected."""
    return networks.told_of(session, network=session.network, sentences=SENTENCES)
