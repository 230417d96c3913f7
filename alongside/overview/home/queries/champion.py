"""A champion's home: their month, their last sessions, what their people can do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.helping.figures import queries as figures
from alongside.helping.figures.models import Figure, Scope
from alongside.helping.figures.rules import ALL, Period
from alongside.helping.learners import rules as learner_rules
from alongside.helping.learners.models import Learner
from alongside.helping.sessions.models import Practice, Session
from alongside.helping.sessions.queries.people import practices_of
from alongside.helping.sessions.queries.recent import last_sessions
from alongside.learning.skills import queries as skills
from alongside.people.champions.models import Champion

MOST_SESSIONS = 3
MOST_NEW = 3


@dataclass(frozen=True)
class Steps:
    """How many of the first steps a learner does alone, how many it was in an earlier month, and what they learnt last."""

    learner: Learner
    done: int
    total: int
    before: int
    since: date | None
    latest: Sequence[str]


@dataclass(frozen=True)
class Own:
    """What a champion sees of themselves."""

    champion: Champion
    now: Figure
    ever: Figure
    sessions: Sequence[Session]
    steps: Steps | None


def own_home(champion: Champion, *, month: Period, today: date) -> Own:
    """The champion's home as of the day."""
    scope = (str(Scope.CHAMPION), champion.pk)
    now, ever = figures.figures_of(champion.network_id, scope=scope, periods=[month, Period(ALL)])
    sessions = last_sessions(champion, most=MOST_SESSIONS) if ever.sessions else []
    return Own(champion, now, ever, sessions, steps_of(champion, today=today) if ever.people else None)


def steps_of(champion: Champion, *, today: date) -> Steps | None:
    """The first steps of whichever of the champion's people practised something last; None while nobody did."""
    learner = last_to_practise(champion)
    if learner is None:
        return None
    practices = practices_of(learner)
    tasks = [task.id for task in skills.framework().foundation.tasks]
    done, since, before = learner_rules.first_steps(practices, tasks=tasks, today=today)
    return Steps(learner, done, len(tasks), before if since else 0, since, latest_alone(practices))


def last_to_practise(champion: Champion) -> Learner | None:
    """Whoever of the champion's people practised something last."""
    practised = Practice.objects.filter(session__champion=champion, session__withdrawn_at__isnull=True)
    last = practised.select_related("learner").order_by("-session__happened_on", "-session_id", "-pk").first()
    if last is None or last.learner:
        return last.learner if last else None
    return Learner.objects.filter(champion=champion, attendances__session=last.session_id).order_by("pk").first()


def latest_alone(practices: Sequence[learner_rules.Practised]) -> list[str]:
    """The names of the tasks that the learner came to do alone last."""
    known = skills.tasks()
    alone = [
        (day, task)
        for task, (day, level) in learner_rules.latest_levels(practices).items()
        if level == Practice.Level.ALONE
    ]
    return [str(known[task]) for _day, task in sorted(alone, reverse=True) if task in known][:MOST_NEW]
