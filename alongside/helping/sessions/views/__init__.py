"""The pages of sessions."""

from alongside.helping.sessions.views.held import held_detail, held_list
from alongside.helping.sessions.views.lists import session_list
from alongside.helping.sessions.views.logging import (
    champion_search,
    log_offer,
    place_search,
    session_log,
    session_saved,
)
from alongside.helping.sessions.views.people import learner_detail, learner_join, learner_list
from alongside.helping.sessions.views.phones import phone_entry, phone_file, phone_log, phone_offer, phone_parcel
from alongside.helping.sessions.views.records import session_change, session_detail, session_withdraw
from alongside.helping.sessions.views.registers import register_fill, register_open, register_remove

__all__ = [
    "champion_search",
    "held_detail",
    "held_list",
    "learner_detail",
    "learner_join",
    "learner_list",
    "log_offer",
    "phone_entry",
    "phone_file",
    "phone_log",
    "phone_offer",
    "phone_parcel",
    "place_search",
    "register_fill",
    "register_open",
    "register_remove",
    "session_change",
    "session_detail",
    "session_list",
    "session_log",
    "session_saved",
    "session_withdraw",
]
