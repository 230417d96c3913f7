"""What a champion sees of their own people."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.helping.learners import queries as learners
from alongside.helping.learners import rules as learner_rules
from alongside.helping.learners.models import Learner
from alongside.helping.sessions.models import Practice, Session
from alongside.kit.pages import formats
from alongside.learning.skills import queries as skills
from alongside.learning.skills.models import Task
from alongside.people.champions.models import Champion

STANDING = Q(attendances__session__withdrawn_at__isnull=True)


def people_with_sessions(champion: Champion) -> QuerySet[Learner]:
    """The champion's people, those seen last first, each with the number of their `sessions`; hidden ones last."""
    counted = learners.everybody_of(champion).annotate(sessions=Count("attendances", filter=STANDING))
    return counted.order_by("hidden_at", "-last_on", "pk")


def sessions_with(learner: Learner) -> QuerySet[Session]:
    """The sessions that the learner came to, the newest first, with their topics."""
    came = Session.objects.standing().filter(attendances__learner=learner)
    return came.order_by("-happened_on", "-pk").prefetch_related("topics")


def practices_of(learner: Learner) -> list[learner_rules.Practised]:
    """Every task that the learner practised: at sessions for them alone, and at those where all did the same."""
    theirs = Q(learner=learner) | Q(learner__isnull=True)
    rows = Practice.objects.filter(
        theirs, session__attendances__learner=learner, session__withdrawn_at__isnull=True
    ).order_by("session__happened_on", "pk")
    return list(rows.values_list("session__happened_on", "task", "level"))


@dataclass(frozen=True)
class Progress:
    """What a learner can do now: the sentence about the first steps, and each task with its latest day and level."""

    line: str
    tasks: list[tuple[Task, date, str]]


def progress_of(learner: Learner, *, today: date) -> Progress:
    """What the learner can do, compared with when they began."""
    practices = practices_of(learner)
    steps = [task.id for task in skills.framework().foundation.tasks]
    now, month, then = learner_rules.first_steps(practices, tasks=steps, today=today)
    known, levels = skills.tasks(), dict(Practice.Level.choices)
    latest = learner_rules.latest_levels(practices)
    tasks = [(known[task], *latest[task]) for task in known if task in latest]
    return Progress(
        line=steps_line(now, month, then, of=len(steps)) if practices else "",
        tasks=[(task, day, str(levels.get(level, level))) for task, day, level in tasks],
    )


def steps_line(now: int, month: date | None, then: int, *, of: int) -> str:
    """The sentence about the first steps."""
    words = ngettext(
        "Does %(now)s of the %(of)s first steps alone", "Does %(now)s of the %(of)s first steps alone", now
    ) % {"now": now, "of": of}
    if month is None:
        return f"{words}."
    return _("%(words)s; in %(month)s it was %(then)s.") % {"words": words, "month": formats.month(month), "then": then}
