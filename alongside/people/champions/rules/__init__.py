"""What is allowed with champions, and why not."""

from alongside.people.champions.rules.champions import (
    Reach,
    covers,
    may_add,
    may_add_any,
    may_begin,
    may_bring_back,
    may_edit,
    may_end_on,
    may_have_address,
    may_invite,
    may_let_go,
    may_pause,
    may_place,
)

__all__ = [
    "Reach",
    "covers",
    "may_add",
    "may_add_any",
    "may_begin",
    "may_bring_back",
    "may_edit",
    "may_end_on",
    "may_have_address",
    "may_invite",
    "may_let_go",
    "may_pause",
    "may_place",
]
