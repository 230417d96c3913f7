"""What is mailed to people who are asked into a network."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.kit.mail import letters, outbox
from alongside.kit.pages import formats
from alongside.people.networks import queries
from alongside.people.networks.models import Invitation


def invitation(invitation: Invitation, *, secret: str, now: datetime) -> None:
    """The link into the network, in the language of whoever sends it."""
    network = str(invitation.network)
    path = reverse("champions:invitation_accept", kwargs={"network": invitation.network.slug, "secret": secret})
    words = letters.Words(
        _("You are invited to %(network)s") % {"network": network},
        [
            _("Hello %(name)s.") % {"name": invitation.name} if invitation.name else _("Hello."),
            _("%(who)s invites you to join %(network)s. Your role: %(role)s.")
            % {"who": invitation.invited_by or network, "network": network, "role": queries.role_in_words(invitation)},
        ],
        sender=network,
        label=_("Open the invitation"),
        address=settings.BASE_URL + path,
        after=[
            _("It works once, until %(day)s.") % {"day": formats.short_day(localdate(invitation.ends_at))},
            _("If you do not know what this is about, do nothing."),
        ],
    )
    key = f"invitation:{invitation.pk}:{invitation.secret_hash}"
    draft = letters.draft(words, kind="invitation", key=key, to=invitation.email)
    outbox.post(draft, chain=invitation.network_id, now=now)
