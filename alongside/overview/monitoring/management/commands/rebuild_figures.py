"""`alongside rebuild-figures`: prove the kept figures from the rows, and make wrong ones right."""

import sys
from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from alongside.helping.sessions import actions
from alongside.helping.sessions.queries.recounting import WAYS, Tell, wrong_figures
from alongside.people.networks.models import Network

MOST_SHOWN = 20


class Command(BaseCommand):
    """Checks or rebuilds the figures of every network."""

    help = (
        "Count every figure again from the sessions. With --check nothing is written: it names what differs, with exit "
        "status 1. Example: alongside rebuild-figures --check"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--check", action="store_true", help="only compare")
        parser.add_argument("--network", metavar="SLUG", help="one network; all of them without it")

    def handle(self, *, check: bool, network: str | None, **_options: object) -> None:
        """Check or rebuild, network by network."""
        networks = Network.objects.order_by("pk")
        networks = networks.filter(slug=network) if network else networks
        if network and not networks:
            raise CommandError(f"There is no network “{network}” here.")
        with tqdm(total=len(networks) * len(WAYS), unit=" scopes", leave=False, disable=not sys.stderr.isatty()) as bar:
            tell = partial(counted, bar)
            wrong = sum([self.compare(one, tell=tell) if check else self.rebuild(one, tell=tell) for one in networks])
        if check and wrong:
            sys.exit(1)

    def compare(self, network: Network, *, tell: Tell) -> int:
        """How many figures differ from the rows; the first of them are printed."""
        wrong = 0
        for one in wrong_figures(network.pk, tell=tell):
            wrong += 1
            if wrong <= MOST_SHOWN:
                short = ", ".join(f"{name} {amount:+}" for name, amount in one.columns.items())
                self.stdout.write(f"  {network.slug}: {one.scope} {one.scope_id}, {one.period}: {short}")
        self.stdout.write(
            f"{network.slug}: {f'{wrong} figures differ from the rows' if wrong else 'every figure equals the rows'}"
        )
        return wrong

    def rebuild(self, network: Network, *, tell: Tell) -> int:
        """How many figures were made right."""
        corrected = actions.rebuild(network, now=timezone.now(), tell=tell)
        self.stdout.write(
            f"{network.slug}: {corrected} figures made right" if corrected else f"{network.slug}: nothing was wrong"
        )
        return corrected


def counted(bar: "tqdm[Any]", scope: str) -> None:
    """Draw that a scope has been counted."""
    bar.set_postfix_str(scope, refresh=False)
    bar.update()
