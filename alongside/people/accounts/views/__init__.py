"""An account's own pages."""

from alongside.people.accounts.views.account import account_edit, account_show, password_edit
from alongside.people.accounts.views.devices import device_list
from alongside.people.accounts.views.emails import email_confirm, email_edit, email_undo
from alongside.people.accounts.views.identity import identity_confirm
from alongside.people.accounts.views.links import link_use
from alongside.people.accounts.views.own import own_sign_in
from alongside.people.accounts.views.second_step import spending_first_code

__all__ = [
    "account_edit",
    "account_show",
    "device_list",
    "email_confirm",
    "email_edit",
    "email_undo",
    "identity_confirm",
    "link_use",
    "own_sign_in",
    "password_edit",
    "spending_first_code",
]
