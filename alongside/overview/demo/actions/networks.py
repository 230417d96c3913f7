"""The start of a network."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.helping.sessions import actions as sessions
from alongside.kit.verdict import Refused, insist
from alongside.overview.demo import rules
from alongside.people.accounts.models import Account
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Member, Network, Role


@transaction.atomic
def begin(slug: str, *, name: str, now: datetime, is_demo: bool = False) -> Network:
    """A new network with the topics that everybody begins with; refused when its address is taken or cannot be one."""
    insist(rules.may_begin(slug, name=name, is_taken=Network.objects.filter(slug=slug).exists()))
    network = networks.found(slug, name=name.strip(), now=now, is_demo=is_demo)
    sessions.offer_defaults(network)
    return network


@transaction.atomic
def appoint_first(network: Network, *, email: str, now: datetime) -> Member:
    """The person with that address as a coordinator of the network, with an account when they had none."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(_("“%(email)s” is no e-mail address.") % {"email": email}) from error
    name = email.partition("@")[0].replace(".", " ").title()
    found = Account.objects.filter(email__iexact=email).first()
    account = found or Account.objects.create(email=email, name=name)
    member = networks.admit(account, network=network, name=account.name or name, now=now)
    networks.give_role(member, kind=Role.Kind.COORDINATOR, now=now)
    return member
