"""The topics of a network."""

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from alongside.helping.sessions.models import Topic
from alongside.people.networks.models import Network

ONE_DIGITAL = (
    ("awareness", _("Getting interested")),
    ("device-basics", _("Device basics")),
    ("communicating", _("Messages and calls")),
    ("transacting", _("Forms and paying")),
    ("managing-information", _("Finding things")),
    ("problem-solving", _("Solving problems")),
    ("creating", _("Making things")),
    ("security", _("Staying safe")),
)
"""The eight topics of the One Digital programme, in words that a champion would use."""


def offer_defaults(network: Network) -> None:
    """Give a network the eight topics that everybody begins with; those it has already stay as they are."""
    with override("cy"):
        welsh = {slug: gettext(name) for slug, name in ONE_DIGITAL}
    topics = [
        Topic(network=network, slug=slug, name=name, name_cy=welsh[slug], place=place)
        for place, (slug, name) in enumerate(ONE_DIGITAL)
    ]
    Topic.objects.bulk_create(topics, ignore_conflicts=True)
