"""What changes in a network."""

from alongside.people.networks.actions.groups import (
    add_group,
    change_group,
    remove_group,
)
from alongside.people.networks.actions.invitations import accept, forget_unanswered, invite, renew, withdraw
from alongside.people.networks.actions.members import admit, dismiss, give_role, hand_over, take_role
from alongside.people.networks.actions.networks import change_settings, found
from alongside.people.networks.actions.organisations import add_organisation, change_organisation, remove_organisation
from alongside.people.networks.actions.projects import add_project, change_project
from alongside.people.networks.actions.teams import add_team, change_team, close_team, move_team, reopen_team

__all__ = [
    "accept",
    "add_group",
    "add_organisation",
    "add_project",
    "add_team",
    "admit",
    "change_group",
    "change_organisation",
    "change_project",
    "change_settings",
    "change_team",
    "close_team",
    "dismiss",
    "forget_unanswered",
    "found",
    "give_role",
    "hand_over",
    "invite",
    "move_team",
    "remove_group",
    "remove_organisation",
    "renew",
    "reopen_team",
    "take_role",
    "withdraw",
]
