"""Who may change places, and what would make no sense: an organisation inside itself, one that is taken away with things in it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Verdict, no
from alongside.people.networks.models import Member, Organisation, Project, Role, Team
from alongside.people.networks.rules.oversight import Oversight, is_coordinator, reached_by

IN_CHARGE = {Role.Kind.COORDINATOR, Role.Kind.PROJECT_LEAD}
EVERYTHING = Oversight(whole=True)


def charge_of(member: Member) -> Oversight:
    """What the member is in charge of: all for a coordinator, else the organisations and teams that their roles name."""
    reached = reached_by(role for role in member.roles.all() if role.kind in IN_CHARGE)
    return replace(reached, whole=is_coordinator(member))


def may_change_organisation(charge: Oversight, organisation: Organisation | None) -> Verdict:
    """Whether who has this charge may change the organisation, or add to it; None stands for the top of the network."""
    if charge.whole or (organisation and organisation.pk in charge.organisations):
        return YES
    if organisation is None:
        return no(_("Only a coordinator of the whole network can add to its top."))
    return no(_("You are not in charge of %(organisation)s.") % {"organisation": organisation})


def may_change_team(charge: Oversight, team: Team) -> Verdict:
    """Whether who has this charge may change the team."""
    if charge.whole or team.organisation_id in charge.organisations or team.pk in charge.teams:
        return YES
    return no(_("You are not in charge of %(team)s.") % {"team": team})


def may_close_on(on: date, *, today: date) -> Verdict:
    """Whether a team can be closed from that day: not from a day to come, since it is closed at once."""
    return no(_("Choose today or an earlier day: the team is closed at once.")) if on > today else YES


def may_stand_in(organisation: Organisation, parent: Organisation | None, *, above: Collection[int]) -> Verdict:
    """Whether the organisation may become a part of the parent; `above` are the ids of the parent and of all above it."""
    if parent is None or organisation.pk not in above:
        return YES
    told = {"organisation": organisation, "parent": parent}
    if parent.pk == organisation.pk:
        return no(_("%(organisation)s cannot be a part of itself.") % told)
    return no(
        _(
            "%(organisation)s cannot become a part of %(parent)s, which is a part of it already. "
            "Move %(parent)s out first."
        )
        % told
    )


def may_remove(organisation: Organisation, *, parts: int, teams: int) -> Verdict:
    """Whether nothing is left in the organisation, so that it can be removed."""
    if parts or teams:
        told = {"organisation": organisation}
        return no(_("%(organisation)s is not empty. Move its parts and its teams elsewhere first.") % told)
    return YES


def may_change_project(charge: Oversight, project: Project) -> Verdict:
    """Whether who has this charge may set up or change the project: that of an organisation they are in charge of, or any."""
    if charge.whole or project.organisation_id in charge.organisations:
        return YES
    return no(_("Choose an organisation that you are in charge of. Projects without one belong to the whole network."))


def may_keep_groups(charge: Oversight) -> Verdict:
    """Whether who has this charge may set up, rename and remove groups."""
    return YES if charge.whole else no(_("Only a coordinator of the whole network can change groups."))


def may_add_projects(charge: Oversight) -> Verdict:
    """Whether who has this charge may set up projects at all."""
    if charge.whole or charge.organisations:
        return YES
    return no(_("Only a coordinator, or the lead of an organisation, can set up projects."))


def state_of(project: Project, *, today: date) -> str:
    """Where the project stands on that day: ahead, running or over."""
    if project.starts_on > today:
        return "ahead"
    return "over" if project.ends_on and project.ends_on < today else "running"
