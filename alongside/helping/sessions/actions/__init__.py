"""What changes about sessions."""

from alongside.helping.sessions.actions.bulk import Prepared, log_all, prepare, write
from alongside.helping.sessions.actions.changing import change, withdraw
from alongside.helping.sessions.actions.drafting import forget_draft, forget_old_drafts, keep_draft
from alongside.helping.sessions.actions.joining import join
from alongside.helping.sessions.actions.logging import Logged, log
from alongside.helping.sessions.actions.rebuilding import rebuild, recount_organisations
from alongside.helping.sessions.actions.registering import Arrival, More, fill, open_register, remove
from alongside.helping.sessions.actions.settling import settle
from alongside.helping.sessions.actions.staging import Counts
from alongside.helping.sessions.actions.topics import offer_defaults
from alongside.helping.sessions.actions.unlogging import take_back

__all__ = [
    "Arrival",
    "Counts",
    "Logged",
    "More",
    "Prepared",
    "change",
    "fill",
    "forget_draft",
    "forget_old_drafts",
    "join",
    "keep_draft",
    "log",
    "log_all",
    "offer_defaults",
    "open_register",
    "prepare",
    "rebuild",
    "recount_organisations",
    "remove",
    "settle",
    "take_back",
    "withdraw",
    "write",
]
