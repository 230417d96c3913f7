"""Two codes that turn out to be one person: what both did becomes what one did."""

from datetime import datetime

from django.db import transaction

from alongside.helping.learners import actions as learner_actions
from alongside.helping.learners import rules as learner_rules
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import rules
from alongside.helping.sessions.actions.recounting import recounted
from alongside.helping.sessions.models import Attendance, Practice
from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.networks.models import Member


@transaction.atomic
def join(kept: Learner, gone: Learner, *, by: Member, now: datetime) -> None:
    """Give everything that `gone` did to `kept`, and let the code of `gone` stand for `kept` from now on."""
    insist(learner_rules.may_keep(by, kept))
    learner_actions.lock(kept.network_id, [kept.pk, gone.pk])
    kept, gone = (Learner.objects.select_related("champion").get(pk=one.pk) for one in (kept, gone))
    insist(learner_rules.may_join(kept, gone))
    moved = Attendance.objects.filter(learner=gone)
    both = list(moved.filter(session__attendances__learner=kept).values_list("session_id", flat=True))
    with recounted(kept.network_id, sessions=both, learners=[kept.pk, gone.pk]):
        moved.filter(session_id__in=both).delete()
        moved.update(learner=kept)
        move_practices(kept, gone)
    learner_actions.join(kept, gone, now=now)
    history.record(history.Entry("joined", kept, {"code": gone.pk}), chain=kept.network_id, by=by.pk, now=now)


def move_practices(kept: Learner, gone: Learner) -> None:
    """Give the practices of one to the other; where both did one task at one session, the better level stays."""
    theirs = {(one.session_id, one.task): one for one in Practice.objects.filter(learner=kept)}
    for practice in Practice.objects.filter(learner=gone):
        other = theirs.get((practice.session_id, practice.task))
        if other is None:
            Practice.objects.filter(pk=practice.pk).update(learner=kept)
            continue
        better = max(practice.level, other.level, key=rules.LOWEST_LEVEL_FIRST.index)
        Practice.objects.filter(pk=other.pk).update(level=better)
        Practice.objects.filter(pk=practice.pk).delete()
