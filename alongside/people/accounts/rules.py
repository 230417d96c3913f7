"""What an account may do, and why not."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Verdict, no
from alongside.people.accounts.models import Account, EmailChange, SignInLink

ADDRESS = re.compile(r"://|www\.|@|[\w-]\.[a-z]{2,}(/|\b)", re.IGNORECASE)


def may_be_named(name: str) -> Verdict:
    """Whether the words can be a person's name: mail programs turn web addresses inside names into links (T39)."""
    if ADDRESS.search(name):
        return no(_("Enter a name without a web address or an e-mail address in it."))
    if any(not sign.isprintable() for sign in name):
        return no(_("Enter a name without line breaks or hidden signs."))
    return YES


def may_use_link(link: SignInLink, *, now: datetime) -> Verdict:
    """Whether the link still signs its account in."""
    if link.used_at:
        return no(_("This link has been used. Ask for a new one."))
    if link.ends_at <= now:
        return no(_("This link is too old. Ask for a new one."))
    if not link.account.is_active:
        return no(_("This account is closed."))
    return YES


def may_move_to(account: Account, email: str) -> Verdict:
    """Whether the account may ask for that address."""
    if email == account.email:
        return no(_("This is your address already."))
    return YES


def may_confirm(change: EmailChange, *, account: Account, other: Account | None, now: datetime) -> Verdict:
    """Whether the link in the mail to the new address still works; `other` is the account that has the address by now."""
    if change.confirmed_at:
        return no(_("This link has been used. Your new address is confirmed."))
    if change.ends_at <= now or account.email != change.old or other is not None or not account.is_active:
        return address_is_lost()
    return YES


def address_is_lost() -> Verdict:
    """No to the link of a new address, whatever the reason: who has that address is nobody's business (T17)."""
    return no(_("This link no longer works. Open your account and ask again."))


def may_undo(change: EmailChange, *, account: Account, other: Account | None, now: datetime) -> Verdict:
    """Whether the link in the mail to the old address still works; `other` is the account that has the address by now."""
    if change.undone_at:
        return no(_("You have taken your address back already."))
    if change.undo_ends_at is None or change.undo_ends_at <= now:
        return no(_("This link is too old. Ask whoever runs your network for help."))
    if other is not None and other.pk != account.pk:
        return old_address_is_lost()
    return YES


def old_address_is_lost() -> Verdict:
    """No to the link of the old address, which somebody else has by now."""
    return no(_("This address belongs to somebody else by now. Ask whoever runs your network for help."))
