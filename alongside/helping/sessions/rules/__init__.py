"""What may be logged, changed and withdrawn, and why not."""

from alongside.helping.sessions.rules.entries import (
    LOWEST_LEVEL_FIRST,
    MOST_MINUTES,
    MOST_PEOPLE,
    NAMES,
    LogEntry,
    as_json,
    body_hash,
    from_json,
    makes_sense,
    may_be_day,
    runs_on,
)
from alongside.helping.sessions.rules.privacy import dangers_in, not_a_code, warning_of, watched
from alongside.helping.sessions.rules.rights import may_change, may_fill, may_log, may_open, may_settle

__all__ = [
    "LOWEST_LEVEL_FIRST",
    "MOST_MINUTES",
    "MOST_PEOPLE",
    "NAMES",
    "LogEntry",
    "as_json",
    "body_hash",
    "dangers_in",
    "from_json",
    "makes_sense",
    "may_be_day",
    "may_change",
    "may_fill",
    "may_log",
    "may_open",
    "may_settle",
    "not_a_code",
    "runs_on",
    "warning_of",
    "watched",
]
