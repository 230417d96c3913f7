"""What is asked about sessions."""

from alongside.helping.sessions.queries.counting import (
    helps_of,
    lineage,
    parents_in,
    presences_of,
    scopes_of,
)
from alongside.helping.sessions.queries.drafts import draft_of, member_with
from alongside.helping.sessions.queries.held import compared, held_for, held_in
from alongside.helping.sessions.queries.lasting import last_day_of, last_seen
from alongside.helping.sessions.queries.lists import (
    SCOPES,
    SESSIONS,
    STANDING,
    TAKEN_BACK,
    SessionRows,
    recent_periods,
)
from alongside.helping.sessions.queries.offers import (
    Offer,
    all_run,
    champions_found,
    named,
    offer_for,
    offer_for_anybody,
    places_found,
    topic_ids,
    topics_offered,
)
from alongside.helping.sessions.queries.people import people_with_sessions, progress_of, sessions_with
from alongside.helping.sessions.queries.registers import (
    helpers_at,
    known_at,
    leaders_at,
    looks_after,
    may_come,
    present_at,
    present_champions,
    register_at,
    registers_open_to,
    topics_at,
)
from alongside.helping.sessions.queries.seen import sessions_seen_by
from alongside.helping.sessions.queries.telling import Line, chosen_of, entry_of, in_words, told_of

__all__ = [
    "SCOPES",
    "SESSIONS",
    "STANDING",
    "TAKEN_BACK",
    "Line",
    "Offer",
    "SessionRows",
    "all_run",
    "champions_found",
    "chosen_of",
    "compared",
    "draft_of",
    "entry_of",
    "held_for",
    "held_in",
    "helpers_at",
    "helps_of",
    "in_words",
    "known_at",
    "last_day_of",
    "last_seen",
    "leaders_at",
    "lineage",
    "looks_after",
    "may_come",
    "member_with",
    "named",
    "offer_for",
    "offer_for_anybody",
    "parents_in",
    "people_with_sessions",
    "places_found",
    "presences_of",
    "present_at",
    "present_champions",
    "progress_of",
    "recent_periods",
    "register_at",
    "registers_open_to",
    "scopes_of",
    "sessions_seen_by",
    "sessions_with",
    "told_of",
    "topic_ids",
    "topics_at",
    "topics_offered",
]
