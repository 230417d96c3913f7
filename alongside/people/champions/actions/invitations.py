"""Coming into a network by an invitation: a member, and for champions their record as well."""

from datetime import datetime

from django.db import transaction

from alongside.people.accounts.models import Account
from alongside.people.champions.actions.profiles import record_for
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Invitation, Member, Role


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, account: Account | None, name: str, language: str, now: datetime
) -> Member:
    """Whoever holds the link as a member with the role of the invitation; a champion has a record from then on.

    Somebody whose record came before them, by import for instance, gets that one: the one with the address of the
    invitation, which they have shown to be theirs.
    """
    member = networks.accept(invitation, account=account, name=name, language=language, now=now)
    if invitation.kind == Role.Kind.CHAMPION:
        record_for(member, email=invitation.email, bound=invitation.bound, now=now)
    return member
