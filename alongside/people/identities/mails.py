"""What is mailed to people for whom a provider begins to vouch."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.kit.mail import letters, outbox
from alongside.people.identities.models import Identity


def tied(identity: Identity, *, now: datetime) -> None:
    """That the network now opens by its own sign-in as well, in the person's language."""
    account, network = identity.member.account, identity.provider.network
    with translation.override(account.language):
        words = letters.Words(
            _("A new way to sign in to %(network)s") % {"network": network},
            [
                _("You can now sign in to %(network)s with “%(words)s”.")
                % {"network": network, "words": identity.provider.said},
                _("If this was you, there is nothing to do."),
            ],
            sender=str(network),
            label=_("Open %(network)s") % {"network": network},
            address=settings.BASE_URL + reverse("home:home", kwargs={"network": network.slug}),
            after=[_("If it was not you, tell whoever runs the network at once. It opens nothing but that network.")],
        )
        draft = letters.draft(words, kind="account-notice", key=f"identity:{identity.pk}", to=account.email)
        outbox.post(draft, chain=network.pk, now=now)
