"""What changes about a champion's record."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.kit.edits import versions
from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.champions import queries, rules
from alongside.people.champions.actions.keeping import note_served, tell_served
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Group, Member, Network, Organisation, Role, Team

BOUNDS: dict[str, type[Organisation | Team | Group]] = {"organisation": Organisation, "team": Team, "group": Group}


@transaction.atomic
def enrol(
    network: Network,
    *,
    name: str,
    started_on: date,
    now: datetime,
    member: Member | None = None,
    by: Member | None = None,
    details: Mapping[str, Any] | None = None,
) -> Champion:
    """A new champion of the network, with or without a member who signs in; `details` are further fields of the profile."""
    champion = Champion(network=network, name=name, member=member, started_on=started_on, **(details or {}))
    if champion.team:
        champion.organisation = champion.team.organisation
    insist(rules.may_add(queries.reach_of(by), organisation=champion.organisation, team=champion.team))
    with versions.unless_taken(rules.may_have_address(taken=True).reason):
        champion.save(force_insert=True)
    note_served(champion)
    note("enrolled", champion, by=by, now=now)
    return champion


@transaction.atomic
def welcome(member: Member, *, now: datetime) -> Champion:
    """The record of a member who was given the role of a champion: their own, the one that waited for them, or a new one."""
    role = (
        member.roles.filter(kind=Role.Kind.CHAMPION)
        .select_related("organisation", "team__organisation", "group")
        .first()
    )
    own = Champion.objects.filter(member=member).first()
    insist(rules.may_begin(has_role=role is not None, own=own))
    return record_for(member, email=member.account.email, bound=role.bound if role else None, now=now)


def record_for(member: Member, *, email: str, bound: Organisation | Team | Group | None, now: datetime) -> Champion:
    """The member's record: their own, the one that waited under their address, or a new one where their role is bounded to.

    Somebody who had moved on is a champion again, with everything that stands in their record.
    """
    records = Champion.objects.select_for_update().filter(network_id=member.network_id)
    own = records.filter(member=member).first()
    waiting = own or records.filter(email__iexact=email, member__isnull=True).first()
    if waiting is None:
        details = {"email": email} | {name: bound for name, kind in BOUNDS.items() if isinstance(bound, kind)}
        today = timezone.localdate(now)
        return enrol(member.network, name=member.name, member=member, started_on=today, now=now, details=details)
    if own is None:
        waiting.member = member
        waiting.save(update_fields=["member"])
        note("signed in", waiting, by=member, now=now)
    if waiting.has_left:
        waiting.left_on = None
        waiting.save(update_fields=["left_on"])
        tell_served(queries.teams_of([waiting.pk]))
        note("brought back", waiting, by=member, now=now)
    return waiting


@transaction.atomic
def change_champion(champion: Champion, edit: versions.Edit, *, by: Member | None, now: datetime) -> None:
    """The profile changed; `Changed` when somebody else was there first. A district is given by its code."""
    row = Champion.objects.select_for_update().get(pk=champion.pk)
    reach, before = queries.reach_of(by), row.team_id
    insist(rules.may_edit(reach, row))
    if "district" in edit.values:
        edit = replace(edit, values={**edit.values, "district": district_of(row.network_id, edit.values["district"])})
    changes = versions.take(row, edit)
    if belonging(changes):
        insist(rules.may_place(reach, champion))
        insist(rules.may_add(reach, organisation=row.organisation, team=row.team))
    if changes:
        with versions.unless_taken(rules.may_have_address(taken=True).reason):
            row.save(update_fields=list(changes))
        if "team" in changes:
            tell_served([before, row.team_id])
        note("changed", row, by=by, now=now, fields=changes)


@transaction.atomic
def join_group(champions: Iterable[Champion], group: Group, *, by: Member | None, now: datetime) -> None:
    """The champions belong to the group from now on, and to no other."""
    reach = queries.reach_of(by)
    ids = [champion.pk for champion in champions]
    held = Champion.objects.select_for_update().filter(pk__in=ids).order_by("pk")  # as everybody takes them
    for champion in held:
        insist(rules.may_place(reach, champion))
        if champion.group_id != group.pk:
            champion.group = group
            champion.save(update_fields=["group"])
            note("joined group", champion, by=by, now=now, fields=["group"])


@transaction.atomic
def leave_group(champion: Champion, group: Group, *, by: Member | None, now: datetime) -> None:
    """The champion belongs to the group no longer; nothing happens when they did not."""
    row = Champion.objects.select_for_update().get(pk=champion.pk)
    insist(rules.may_place(queries.reach_of(by), row))
    if row.group_id == group.pk:
        row.group = None
        row.save(update_fields=["group"])
        note("left group", row, by=by, now=now, fields=["group"])


def belonging(changes: Iterable[str]) -> bool:
    """Whether an edit changes where the champion belongs."""
    return not {"organisation", "team", "group"}.isdisjoint(changes)


def district_of(network_id: int, code: str) -> District | None:
    """The district of that code in the network, made when nobody has named it yet; None for no code."""
    return District.objects.get_or_create(network_id=network_id, code=code)[0] if code else None


def note(verb: str, champion: Champion, *, by: Member | None, now: datetime, fields: Iterable[str] = ()) -> None:
    """Keep the deed in the history of the network: which fields changed, not what they say, since it is about a person."""
    entry = history.Entry(verb, champion, dict.fromkeys(fields))
    history.record(entry, chain=champion.network_id, by=by.pk if by else None, now=now)
