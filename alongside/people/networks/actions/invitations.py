"""Ways into a network for one address: sent, sent again, withdrawn, accepted once."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.accounts import actions as accounts
from alongside.people.accounts import queries as accounts_asked
from alongside.people.accounts import rules as accounts_rules
from alongside.people.accounts.models import Account
from alongside.people.networks import mails, queries, rules
from alongside.people.networks.actions.members import Bound, admit, bounds_of, give_role, may_invite_still
from alongside.people.networks.models import Invitation, Member, Network, Role

LASTS, KEPT = timedelta(days=7), timedelta(days=14)


@transaction.atomic
def invite(
    network: Network, *, email: str, name: str, kind: Role.Kind, by: Member, now: datetime, bound: Bound | None = None
) -> Invitation:
    """A mail to the address with a link into the network, good for one use, seven days and that role."""
    insist(may_invite_still(by, bound))
    insist(accounts_rules.may_be_named(name))
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        network=network,
        email=email.strip().lower(),
        name=name,
        kind=kind,
        **bounds_of(bound),
        secret_hash=queries.hash_of(secret),
        invited_by=by,
        invited_at=now,
        ends_at=now + LASTS,
    )
    note("invited", invitation, by=by, now=now)
    send(invitation, secret=secret, now=now)
    return invitation


@transaction.atomic
def renew(invitation: Invitation, *, by: Member, now: datetime) -> None:
    """The mail goes again with a new link, for seven days from now; the old link is dead."""
    row = locked(invitation)
    insist(may_invite_still(by, row.bound))
    insist(rules.may_renew(row))
    secret = secrets.token_urlsafe(32)
    row.secret_hash, row.ends_at = queries.hash_of(secret), now + LASTS
    row.save(update_fields=["secret_hash", "ends_at"])
    note("sent again", row, by=by, now=now)
    send(row, secret=secret, now=now)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Member, now: datetime) -> None:
    """The link is dead."""
    row = locked(invitation)
    insist(may_invite_still(by, row.bound))
    insist(rules.may_renew(row))
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    note("withdrew", row, by=by, now=now)


@transaction.atomic
def accept(invitation: Invitation, *, account: Account | None, name: str, language: str, now: datetime) -> Member:
    """Whoever holds the link as a member with the role of the invitation, which is spent.

    `account` is signed in. Without one an account is opened with that name and language, for the address of the
    invitation, whose mail the person has shown to read; when that address has an account already, they sign in first.
    """
    row = locked(invitation)
    insist(rules.may_accept(row, account=account, known=accounts_asked.account_at(row.email), now=now))
    if account is None:
        account = accounts.open_account(row.email, name=name, language=language, now=now)
    member = admit(account, network=row.network, name=account.name or name, now=now, by=row.invited_by)
    give_role(member, kind=Role.Kind(row.kind), bound=row.bound, now=now)
    row.accepted_at, row.accepted_by = now, member
    row.save(update_fields=["accepted_at", "accepted_by"])
    note("accepted", row, by=member, now=now)
    return member


def forget_unanswered(*, now: datetime) -> None:
    """Delete the invitations that nobody accepted, two weeks after they were sent: a name and an address without a purpose."""
    Invitation.objects.filter(accepted_at__isnull=True, ends_at__lte=now + LASTS - KEPT).delete()


def locked(invitation: Invitation) -> Invitation:
    """The invitation as it is now, held until the transaction ends, so that two acceptances are one (T23)."""
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def send(invitation: Invitation, *, secret: str, now: datetime) -> None:
    """The mail, if one may go to the address just now (T28)."""
    if accounts.stamp(invitation.email, now=now):
        mails.invitation(invitation, secret=secret, now=now)


def note(verb: str, invitation: Invitation, *, by: Member, now: datetime) -> None:
    """Keep the deed in the history of the network."""
    history.record(
        history.Entry(verb, invitation, {"role": invitation.kind}), chain=invitation.network_id, by=by.pk, now=now
    )
