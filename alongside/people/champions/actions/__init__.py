"""What changes about champions."""

from alongside.people.champions.actions.invitations import accept_invitation
from alongside.people.champions.actions.keeping import note_last, note_lasts, set_last, tell_served
from alongside.people.champions.actions.places import add_place, leave_place, move_team, set_team
from alongside.people.champions.actions.profiles import change_champion, enrol, join_group, leave_group, welcome
from alongside.people.champions.actions.stays import bring_back, come_back, dismiss, move_on, pause

__all__ = [
    "accept_invitation",
    "add_place",
    "bring_back",
    "change_champion",
    "come_back",
    "dismiss",
    "enrol",
    "join_group",
    "leave_group",
    "leave_place",
    "move_on",
    "move_team",
    "note_last",
    "note_lasts",
    "pause",
    "set_last",
    "set_team",
    "tell_served",
    "welcome",
]
