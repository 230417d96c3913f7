"""Whether a champion is here: paused, back, moved on, here again. Their learners and sessions stay in any case."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.kit.verdict import insist
from alongside.people.champions import queries, rules
from alongside.people.champions.actions.keeping import tell_served
from alongside.people.champions.actions.profiles import note
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Member
from alongside.people.tokens import actions as tokens


@transaction.atomic
def pause(champion: Champion, *, until: date, by: Member | None, now: datetime) -> None:
    """The champion is away until the end of that day and does not count as gone quiet."""
    row = locked(champion)
    insist(rules.may_pause(queries.reach_of(by), row, until=until, today=timezone.localdate(now)))
    row.paused_until = until
    row.save(update_fields=["paused_until"])
    note("paused", row, by=by, now=now)


@transaction.atomic
def come_back(champion: Champion, *, by: Member | None, now: datetime) -> None:
    """The pause is over now; nothing happens when there was none."""
    row = locked(champion)
    insist(rules.may_edit(queries.reach_of(by), row))
    if row.paused_until is not None:
        row.paused_until = None
        row.save(update_fields=["paused_until"])
        note("came back", row, by=by, now=now)


@transaction.atomic
def move_on(champion: Champion, *, on: date, by: Member | None, now: datetime) -> None:
    """The champion stops on that day and becomes one of the alumni, in no group."""
    row = locked(champion)
    insist(rules.may_let_go(queries.reach_of(by), row))
    insist(rules.may_end_on(row, on=on, today=timezone.localdate(now)))
    end_stay(row, on=on)
    note("moved on", row, by=by, now=now)


@transaction.atomic
def bring_back(champion: Champion, *, by: Member | None, now: datetime) -> None:
    """Somebody who had moved on is a champion again, with the same record."""
    row = locked(champion)
    insist(rules.may_bring_back(queries.reach_of(by), row))
    row.left_on = None
    row.save(update_fields=["left_on"])
    tell_served(queries.teams_of([row.pk]))
    note("brought back", row, by=by, now=now)


@transaction.atomic
def dismiss(member: Member, *, by: Member | None, now: datetime) -> None:
    """The member has left the network: roles, invitations and tokens end at once, and the champion has moved on (T13).

    Somebody who is invited as a champion again gets the same record back, with everything that stands in it.
    """
    networks.dismiss(member, by=by, now=now)
    tokens.revoke_all(member, by=by, now=now)
    row = Champion.objects.select_for_update().filter(member=member, left_on__isnull=True).first()
    if row is not None:
        end_stay(row, on=timezone.localdate(now))
        note("moved on", row, by=by, now=now)


def end_stay(row: Champion, *, on: date) -> None:
    """The champion stops on that day, in no group and on no pause."""
    row.left_on, row.paused_until, row.group = on, None, None
    row.save(update_fields=["left_on", "paused_until", "group"])
    tell_served(queries.teams_of([row.pk]))


def locked(champion: Champion) -> Champion:
    """The champion as they are now, held until the transaction ends."""
    return Champion.objects.select_for_update().get(pk=champion.pk)
