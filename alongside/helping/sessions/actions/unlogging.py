"""Taking a whole batch of sessions out again, as if it had never come in."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from alongside.helping.figures import actions as figures
from alongside.helping.figures import rules as counting
from alongside.helping.figures.models import Figure
from alongside.helping.learners import actions as learner_actions
from alongside.helping.sessions import queries
from alongside.helping.sessions.actions.recounting import latest, set_last
from alongside.helping.sessions.models import Attendance, Session
from alongside.kit.history import recording as history
from alongside.people.networks.models import Member, Network

CHUNK = 500


@transaction.atomic
def take_back(network: Network, *, batch: uuid.UUID, by: Member | None, now: datetime, how: str = "web") -> int:
    """Remove every session of a batch that `log_all` wrote, and what it counted; how many they were. One deed for the lot.

    Sessions that somebody corrected since go as well: the whole batch was a mistake.
    """
    parents = queries.parents_in(network.pk)
    months: counting.Delta = {}
    people: counting.Delta = {}
    last: dict[counting.Place, date] = {}
    count = 0
    while ids := list(Session.objects.filter(network=network, batch=batch).values_list("pk", flat=True)[:CHUNK]):
        helps = [help_ for _pk, help_ in queries.helps_of(ids, network_id=network.pk, parents=parents)]
        for help_ in helps:
            counting.count_session(months, help_, sign=-1)
        add(people, _without(ids, network=network, parents=parents))
        last |= {place: max(day, last.get(place, day)) for place, day in latest(helps).items()}
        count += len(ids)
    figures.apply(network.pk, add(counting.in_all_periods(months), people))
    set_last(network.pk, places=doubtful(network, last))
    deed = history.Entry("took back many", network, {"batch": str(batch), "removed": count})
    history.record(deed, chain=network.pk, by=by.pk if by else None, now=now, how=how)
    return count


def _without(ids: Sequence[int], *, network: Network, parents: dict[int, int]) -> counting.Delta:
    """Remove these sessions; by how much distinct people change."""
    came = set(Attendance.objects.filter(session_id__in=ids).values_list("learner_id", flat=True))
    learner_actions.lock(network.pk, came)
    before = queries.presences_of(came, network_id=network.pk, parents=parents) if came else {}
    Session.objects.filter(pk__in=ids).delete()
    after = queries.presences_of(came, network_id=network.pk, parents=parents) if came else {}
    if came:
        learner_actions.set_seen(queries.last_seen(came))
    return counting.delta(removed=[], added=[], lives=counting.Lives(before=before, after=after))


def add(total: counting.Delta, more: counting.Delta) -> counting.Delta:
    """The first sum with the second added to it."""
    for key, columns in more.items():
        row = total.setdefault(key, columns)
        if row is not columns:
            for column, amount in columns.items():
                row[column] = row.get(column, 0) + amount
    return total


def doubtful(network: Network, last: dict[counting.Place, date]) -> list[counting.Place]:
    """The scopes whose latest session was among those that went."""
    ids: dict[str, list[int]] = defaultdict(list)
    for scope, scope_id in last:
        ids[scope].append(scope_id)
    rows: Iterable[tuple[str, int, date | None]] = (
        row
        for scope, scope_ids in ids.items()
        for start in range(0, len(scope_ids), CHUNK)
        for row in Figure.objects.filter(
            Q(scope=scope, scope_id__in=scope_ids[start : start + CHUNK]), network=network, period=counting.ALL
        ).values_list("scope", "scope_id", "last_on")
    )
    return [(scope, scope_id) for scope, scope_id, day in rows if day and day <= last[scope, scope_id]]
