"""How help is counted, and over which periods."""

from alongside.helping.figures.rules.counting import (
    BEST_FIRST,
    Delta,
    Help,
    Lives,
    Place,
    Presence,
    count_session,
    delta,
    in_all_periods,
    presence_of,
)
from alongside.helping.figures.rules.periods import ALL, Period, month_of, period_named, periods_of, run_of

__all__ = [
    "ALL",
    "BEST_FIRST",
    "Delta",
    "Help",
    "Lives",
    "Period",
    "Place",
    "Presence",
    "count_session",
    "delta",
    "in_all_periods",
    "month_of",
    "period_named",
    "periods_of",
    "presence_of",
    "run_of",
]
