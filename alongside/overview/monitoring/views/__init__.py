"""The pages over the network."""

from alongside.overview.monitoring.views.figures import figure_list, figures
from alongside.overview.monitoring.views.letters import letter_list, letter_send
from alongside.overview.monitoring.views.people import champion_list, champion_record, own_record, quiet_list
from alongside.overview.monitoring.views.places import uncovered_list
from alongside.overview.monitoring.views.projects import project_detail

__all__ = [
    "champion_list",
    "champion_record",
    "figure_list",
    "figures",
    "letter_list",
    "letter_send",
    "own_record",
    "project_detail",
    "quiet_list",
    "uncovered_list",
]
