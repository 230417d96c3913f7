"""What changes about providers and about whom they vouch for."""

from datetime import datetime, timedelta

from allauth.core.internal.ratelimit import get_ip
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.kit.edits import versions
from alongside.kit.history import recording as history
from alongside.kit.limits import actions as limits
from alongside.kit.limits.actions import Limit
from alongside.kit.sealing import boxes
from alongside.kit.verdict import YES, Verdict, insist, no
from alongside.people.accounts import queries as accounts
from alongside.people.champions import actions as champions
from alongside.people.identities import mails, queries, rules
from alongside.people.identities.models import Identity, Provider
from alongside.people.identities.rules import NotLetIn, Word
from alongside.people.networks import rules as networks
from alongside.people.networks.models import Member, Network

OTHERS = {"issuer", "client_id"}
"""When one of these changes, whoever vouches is somebody else, and no name that the old one gave means anything."""
HOUR = timedelta(hours=1)
CHECKS = Limit(30, HOUR)
STARTS = Limit(200, HOUR)  # enough for an office full of people behind one line


def may_check(network: Network, *, now: datetime) -> Verdict:
    """Whether a server may be asked for a network once more: an hour sees thirty of it at most. It is counted."""
    if limits.allow(f"check of a provider:{network.pk}", CHECKS, now=now):
        return YES
    return no(_("This was tried too often. Wait an hour and try again."))


def start(request: HttpRequest, *, now: datetime) -> None:
    """Count one more sign-in that somebody begins; refused when the client begins too many."""
    if not limits.allow(f"sign-in from a client:{get_ip(request)}", STARTS, now=now):
        raise NotLetIn(_("There were too many tries. Wait a few minutes and try again."))


@transaction.atomic
def set_up(network: Network, edit: versions.Edit, *, secret: str, by: Member, now: datetime) -> Provider:
    """The network's provider as the form says, with another secret when one was typed; `Changed` when another was first.

    Another issuer or client needs its own secret, and unties everybody. That, and switching off, ends every session that the
    provider opened.
    """
    insist(networks.may_run(by))
    Network.objects.select_for_update(no_key=True).get(pk=network.pk)  # whoever comes in meanwhile refers to it
    row = queries.provider_of(network)
    changes = versions.take(row, edit)
    if secret:
        row.secret = boxes.sealed(secret, purpose=rules.SEALED_FOR)
        changes["secret"] = []
    is_other = bool(OTHERS & changes.keys())
    insist(rules.may_keep_secret(is_other=is_other, is_typed=bool(secret)))
    if is_other or ("is_on" in changes and not row.is_on):
        row.generation += 1
    row.save()
    if is_other:
        Identity.objects.filter(provider=row).delete()
    if changes:
        told = {name: pair or None for name, pair in changes.items()}
        history.record(history.Entry("changed", row, told), chain=network.pk, by=by.pk, now=now)
    return row


@transaction.atomic
def come_in(provider: Provider, word: Word, *, now: datetime) -> Identity:
    """The identity that the provider vouches for, tied to a member now if it never was; `NotLetIn` for a stranger.

    Once tied, the provider's own name for the person decides, whatever address it tells. The first time its word is taken for
    a verified address alone, of a member or of somebody invited who has no account yet: an account that is there already
    belongs to somebody who has to show it in their own way (T24).
    """
    row = Provider.objects.select_for_update().get(pk=provider.pk)
    if not row.is_on or row.generation != provider.generation:
        raise NotLetIn(_("How to sign in here was changed at this moment. Begin again."))
    known = queries.identity_of(provider, subject=word.subject)
    if known is not None:
        if known.member.left_at is not None or not known.member.account.is_active:
            raise stranger(provider)
        return known
    if not word.email:
        raise NotLetIn(
            _("Your organisation's sign-in did not confirm your e-mail address. Ask whoever runs it to do so.")
        )
    member = queries.member_at(provider.network, email=word.email) or invited(provider, word, now=now)
    if Member.objects.select_for_update(no_key=True).get(pk=member.pk).left_at is not None:  # at this moment
        raise stranger(provider)
    if queries.is_tied(provider, member):
        raise NotLetIn(
            _(
                "Your organisation knows you by another name now. Ask whoever runs the network to untie you, then sign in again."
            )
        )
    identity = Identity.objects.create(provider=provider, member=member, subject=word.subject, tied_at=now)
    history.record(history.Entry("tied", identity), chain=provider.network_id, by=member.pk, now=now)
    mails.tied(identity, now=now)
    return identity


def invited(provider: Provider, word: Word, *, now: datetime) -> Member:
    """Whoever was invited at that address, as a member from now on; `NotLetIn` when nobody was, or they have an account.

    An account that can still be moved to the address counts: one opened on the word of whoever runs a provider would end
    that, and with it the only help against somebody who moved another person's account away (T31).
    """
    invitation = queries.invitation_at(provider.network, email=word.email, now=now)
    if invitation is None:
        raise stranger(provider)
    if accounts.any_account_at(word.email) is not None or accounts.is_claimed(word.email, now=now):
        raise NotLetIn(
            _("You are invited, and have an account already. Open the link in the mail, and join with that.")
        )
    name, language = rules.name_for(word, invited=invitation.name), get_language() or "en"
    return champions.accept_invitation(invitation, account=None, name=name, language=language, now=now)


def stranger(provider: Provider) -> NotLetIn:
    """The one answer to whoever does not belong to the network, whatever the reason."""
    return NotLetIn(
        _("You do not belong to %(network)s yet. Ask whoever runs it to invite you at your work address.")
        % {"network": provider.network}
    )


def forget(member: Member) -> None:
    """Whoever leaves is untied as well, so that no session opened for them wakes when they are admitted anew (T13)."""
    Identity.objects.filter(member=member).delete()


@transaction.atomic
def untie(identity: Identity, *, by: Member, now: datetime) -> None:
    """The provider vouches for that member no more, until they come anew; sessions that it opened for them end."""
    insist(networks.may_run(by))
    history.record(history.Entry("untied", identity.member), chain=by.network_id, by=by.pk, now=now)
    Identity.objects.filter(pk=identity.pk).delete()
