"""`alongside network`: the start of a new network."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from alongside.kit.verdict import Refused
from alongside.overview.demo import actions
from alongside.people.networks.models import Network


class Command(BaseCommand):
    """Makes a network, or gives one a coordinator."""

    help = (
        "Make a new network, with its first coordinator; or give a network that is there one more. Example: "
        'alongside network leeds --name "Leeds Digital Champions" --coordinator ama@example.org'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("slug", help="short name in the address: /n/leeds/")
        parser.add_argument("--name", help="name that people read; leave it out for a network that is there")
        parser.add_argument("--coordinator", metavar="EMAIL", help="address of somebody who is to run it")

    def handle(self, *, slug: str, name: str | None, coordinator: str | None, **_options: object) -> None:
        """Make it, or say in one line why not."""
        try:
            with transaction.atomic():
                self.make(slug, name=name, coordinator=coordinator)
        except Refused as refused:
            raise CommandError(refused.reason) from refused

    def make(self, slug: str, *, name: str | None, coordinator: str | None) -> None:
        """The network, its coordinator, and a line about each."""
        now = timezone.now()
        if name is not None:
            network = actions.begin(slug, name=name, now=now)
            self.stdout.write(f"{network.name} is at /n/{network.slug}/")
        elif coordinator is None:
            raise CommandError('Say --name "…" for a new network, or --coordinator EMAIL for one that is there.')
        if coordinator:
            found = Network.objects.filter(slug=slug).first()
            if found is None:
                raise CommandError(f"There is no network “{slug}”. Say --name to make it.")
            member = actions.appoint_first(found, email=coordinator, now=now)
            self.stdout.write(f"{member.name} coordinates it. A way in: alongside sign-in-link {member.account.email}")
