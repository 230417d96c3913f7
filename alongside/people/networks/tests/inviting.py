"""An invitation that is sent, and what whoever gets it fills in."""

from django.utils import timezone

from alongside.kit.mail.tests.reading import newest_path
from alongside.people.networks import actions
from alongside.people.networks.models import Member, Role

WELCOME = {"name": "Fay Jones", "language": "cy"}


def send(ama: Member, **more: object) -> str:
    """The path of the link in the mail of a fresh invitation."""
    details = {"email": "fay@example.org", "name": "Fay", "kind": Role.Kind.CHAMPION, "by": ama, "now": timezone.now()}
    actions.invite(ama.network, **(details | more))
    return newest_path()
