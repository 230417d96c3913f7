"""What changes about accounts."""

from alongside.people.accounts.actions.accounts import change_details, choose_password, open_account
from alongside.people.accounts.actions.allowances import ask, guess, stamp, try_proof
from alongside.people.accounts.actions.emails import ask_email_change, confirm_email_change, undo_email_change
from alongside.people.accounts.actions.forgetting import forget_ended
from alongside.people.accounts.actions.links import one_time_link, use_link
from alongside.people.accounts.actions.second_step import first_code_spent, spend_code

__all__ = [
    "ask",
    "ask_email_change",
    "change_details",
    "choose_password",
    "confirm_email_change",
    "first_code_spent",
    "forget_ended",
    "guess",
    "one_time_link",
    "open_account",
    "spend_code",
    "stamp",
    "try_proof",
    "undo_email_change",
    "use_link",
]
