"""Which stretches are over, and what strangers are told of them."""

from alongside.overview.progress.rules.stretches import (
    WAIT,
    due,
    ends_on,
    is_quarter,
    is_since,
    is_year,
    label,
    latest_since,
    latest_year,
    short,
)
from alongside.overview.progress.rules.telling import (
    COLUMNS,
    HIDDEN,
    SMALL,
    STEP,
    SUMS,
    Counted,
    Line,
    Told,
    leans,
    publish,
)

__all__ = [
    "COLUMNS",
    "HIDDEN",
    "SMALL",
    "STEP",
    "SUMS",
    "WAIT",
    "Counted",
    "Line",
    "Told",
    "due",
    "ends_on",
    "is_quarter",
    "is_since",
    "is_year",
    "label",
    "latest_since",
    "latest_year",
    "leans",
    "publish",
    "short",
]
