"""What changes by imports."""

from alongside.overview.exchange.actions.exporting import note_export
from alongside.overview.exchange.actions.forgetting import forget
from alongside.overview.exchange.actions.importing import (
    bring_in,
    carry_out,
    check,
    give_up,
    match,
    noting,
    receive,
    start,
)
from alongside.overview.exchange.actions.undoing import begin_undo, undo

__all__ = [
    "begin_undo",
    "bring_in",
    "carry_out",
    "check",
    "forget",
    "give_up",
    "match",
    "note_export",
    "noting",
    "receive",
    "start",
    "undo",
]
