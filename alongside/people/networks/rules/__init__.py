"""What is allowed in a network, and why not."""

from alongside.people.networks.rules.brand import may_be_brand, sheet, sheet_version
from alongside.people.networks.rules.members import (
    is_running,
    may_accept,
    may_go,
    may_hand_over,
    may_renew,
    may_take,
    why_over,
)
from alongside.people.networks.rules.oversight import (
    OVERSEERS,
    Oversight,
    coverage_of,
    is_coordinator,
    may_run,
    oversight_of,
)
from alongside.people.networks.rules.places import (
    EVERYTHING,
    charge_of,
    may_add_projects,
    may_change_organisation,
    may_change_project,
    may_change_team,
    may_close_on,
    may_keep_groups,
    may_remove,
    may_stand_in,
    state_of,
)

__all__ = [
    "EVERYTHING",
    "OVERSEERS",
    "Oversight",
    "charge_of",
    "coverage_of",
    "is_coordinator",
    "is_running",
    "may_accept",
    "may_add_projects",
    "may_be_brand",
    "may_change_organisation",
    "may_change_project",
    "may_change_team",
    "may_close_on",
    "may_go",
    "may_hand_over",
    "may_keep_groups",
    "may_remove",
    "may_renew",
    "may_run",
    "may_stand_in",
    "may_take",
    "oversight_of",
    "sheet",
    "sheet_version",
    "state_of",
    "why_over",
]
