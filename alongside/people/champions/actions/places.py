"""Where champions help: their main team, other places, and what a team takes with it when it moves."""

from datetime import datetime

from django.db import transaction

from alongside.kit.verdict import insist
from alongside.people.champions import queries, rules
from alongside.people.champions.actions.keeping import tell_served
from alongside.people.champions.actions.profiles import note
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Member, Organisation, Team


@transaction.atomic
def set_team(champion: Champion, team: Team | None, *, by: Member | None, now: datetime) -> None:
    """The team is the champion's main place, and its organisation theirs; None leaves them with the organisation alone."""
    row = Champion.objects.select_for_update().get(pk=champion.pk)
    reach = queries.reach_of(by)
    insist(rules.may_place(reach, row))
    organisation = team.organisation if team else row.organisation
    insist(rules.may_add(reach, organisation=organisation, team=team))
    if (row.team_id, row.organisation_id) != (team and team.pk, organisation and organisation.pk):
        before, row.team, row.organisation = row.team_id, team, organisation
        row.save(update_fields=["team", "organisation"])
        tell_served([before, row.team_id])
        note("changed", row, by=by, now=now, fields=["team", "organisation"])


@transaction.atomic
def add_place(champion: Champion, team: Team, *, by: Member | None, now: datetime) -> None:
    """The champion helps at that team as well."""
    insist(rules.may_edit(queries.reach_of(by), champion))
    if not champion.places.filter(pk=team.pk).exists():
        champion.places.add(team)
        tell_served([team.pk])
        note("changed", champion, by=by, now=now, fields=["places"])


@transaction.atomic
def leave_place(champion: Champion, team: Team, *, by: Member | None, now: datetime) -> None:
    """The champion no longer helps at that team, unless it is their main one."""
    insist(rules.may_edit(queries.reach_of(by), champion))
    if champion.places.filter(pk=team.pk).exists():
        champion.places.remove(team)
        tell_served([team.pk])
        note("changed", champion, by=by, now=now, fields=["places"])


@transaction.atomic
def move_team(team: Team, organisation: Organisation, *, by: Member | None, now: datetime) -> None:
    """The team belongs to another organisation, and so do the champions whose main place it is; past sessions stay."""
    mine = Champion.objects.filter(team=team)
    list(mine.select_for_update().order_by("pk").values_list("pk"))  # champions before teams, as everybody takes them
    networks.move_team(team, organisation, by=by, now=now)
    mine.update(organisation=organisation)
