"""What changes about teams, the places that champions serve."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.kit.edits import versions
from alongside.kit.history import recording as history
from alongside.kit.verdict import Refused, insist
from alongside.people.networks import queries, rules
from alongside.people.networks.models import District, Member, Organisation, Team


@transaction.atomic
def add_team(organisation: Organisation, values: Mapping[str, Any], *, now: datetime, by: Member | None = None) -> Team:
    """A new team of the organisation; `district` is the code of a postcode district, or empty."""
    insist(rules.may_change_organisation(queries.charge_of(by), organisation))
    fields = {**values, "district": district_of(organisation.network_id, values.get("district", ""))}
    team = Team(network_id=organisation.network_id, organisation=organisation, **fields)
    with versions.unless_taken(named_already(team)):
        team.save(force_insert=True)
    note("added", team, {"name": team.name}, by=by, now=now)
    return team


@transaction.atomic
def change_team(team: Team, edit: versions.Edit, *, by: Member | None, now: datetime) -> None:
    """The team changed; `Changed` when somebody else was there first."""
    row = locked(team, by=by)
    if "district" in edit.values:
        found = district_of(row.network_id, edit.values["district"])
        edit = replace(edit, values={**edit.values, "district": found})
    changes = versions.take(row, edit)
    if changes:
        with versions.unless_taken(named_already(row)):
            row.save(update_fields=list(changes))
        note("changed", row, changes, by=by, now=now)


@transaction.atomic
def close_team(team: Team, *, on: date, by: Member | None, now: datetime) -> None:
    """Nobody goes there any more from that day; what happened there stays."""
    row = locked(team, by=by)
    insist(rules.may_close_on(on, today=timezone.localdate(now)))
    if row.closed_on is not None:
        raise Refused(_("%(team)s is closed already.") % {"team": row})
    row.closed_on = on
    row.save(update_fields=["closed_on"])
    note("closed", row, {"closed_on": [None, on]}, by=by, now=now)


@transaction.atomic
def reopen_team(team: Team, *, by: Member | None, now: datetime) -> None:
    """People go there again; nothing happens when it is open."""
    row = locked(team, by=by)
    if row.closed_on is not None:
        changes = {"closed_on": [row.closed_on, None]}
        row.closed_on = None
        row.save(update_fields=["closed_on"])
        note("reopened", row, changes, by=by, now=now)


@transaction.atomic
def move_team(team: Team, organisation: Organisation, *, by: Member | None, now: datetime) -> None:
    """The team belongs to another organisation from now on; its past sessions stay with the one they happened in."""
    row = locked(team, by=by)
    insist(rules.may_change_organisation(queries.charge_of(by), organisation))
    if row.organisation_id == organisation.pk:
        return
    changes = {"organisation": [row.organisation.name, organisation.name]}
    row.organisation = organisation
    with versions.unless_taken(named_already(row)):
        row.save(update_fields=["organisation"])
    note("moved", row, changes, by=by, now=now)


def locked(team: Team, *, by: Member | None) -> Team:
    """The team as it is now, held until the transaction ends, when the member may change it."""
    row = Team.objects.select_for_update().get(pk=team.pk)
    insist(rules.may_change_team(queries.charge_of(by), row))
    return row


def district_of(network_id: int, code: str) -> District | None:
    """The district of that code in the network, made when nobody has named it yet; None for no code."""
    return District.objects.get_or_create(network_id=network_id, code=code)[0] if code else None


def named_already(team: Team) -> str:
    """Why a second team of that name and postcode is refused."""
    told = {"name": team.name, "organisation": team.organisation}
    return _("%(organisation)s has a team called %(name)s with that postcode already.") % told


def note(verb: str, team: Team, changes: Mapping[str, object], *, by: Member | None, now: datetime) -> None:
    """Keep the deed in the history of the network."""
    history.record(history.Entry(verb, team, changes), chain=team.network_id, by=by.pk if by else None, now=now)
