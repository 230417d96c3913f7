"""What a member may do with tokens, and why not."""

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Verdict, no
from alongside.people.networks import rules as networks
from alongside.people.networks.models import Member
from alongside.people.tokens.models import Token

MOST_TOKENS = 20
LONGEST = 366


def may_make(*, has: int, days: int) -> Verdict:
    """Whether a member who has so many open tokens may make one more that lasts so many days."""
    if has >= MOST_TOKENS:
        return no(_("You have %(most)s tokens in use. Revoke one you no longer need.") % {"most": MOST_TOKENS})
    if not 0 < days <= LONGEST:
        return no(_("A token lasts a year at most."))
    return YES


def may_revoke(member: Member, token: Token) -> Verdict:
    """Whether the member may end the token: their own, and any of the network for a coordinator."""
    if member.pk == token.member_id or (networks.is_coordinator(member) and member.network_id == token.network_id):
        return YES
    return no(_("Only who made this token, or a coordinator, can revoke it."))
