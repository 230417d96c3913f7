"""What is asked about champions."""

from alongside.people.champions.queries.champions import (
    champion_of,
    champions_at,
    champions_in,
    champions_of,
    champions_seen_by,
    is_taken,
    may_begin,
    reach_of,
    without_group,
)
from alongside.people.champions.queries.coverage import is_served, teams_of, teams_told_wrong
from alongside.people.champions.queries.profiles import said

__all__ = [
    "champion_of",
    "champions_at",
    "champions_in",
    "champions_of",
    "champions_seen_by",
    "is_served",
    "is_taken",
    "may_begin",
    "reach_of",
    "said",
    "teams_of",
    "teams_told_wrong",
    "without_group",
]
