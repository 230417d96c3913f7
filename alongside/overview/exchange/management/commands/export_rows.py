"""`alongside export`: writes everything of a kind to standard output."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alongside.kit.sheets.writing import write_csv
from alongside.overview.exchange import actions
from alongside.overview.exchange.queries.exports import EXPORTS
from alongside.people.networks.models import Network

EXAMPLE = """\
example:
  alongside export sessions --network leeds --format csv > sessions.csv

What comes out can be brought in again with `alongside import`; the history of the network remembers that it was taken out."""


class Command(BaseCommand):
    """Writes the places, champions, sessions or districts of a network as CSV or JSON."""

    help = "Write everything of a kind to standard output: places, champions, sessions or districts."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, with an example at the end of its help."""
        formatter = argparse.RawDescriptionHelpFormatter
        return super().create_parser(prog_name, "export", epilog=EXAMPLE, formatter_class=formatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be typed."""
        parser.add_argument("what", choices=sorted(EXPORTS), help="what to take out")
        parser.add_argument("--network", required=True, metavar="SLUG", help="the network's short name")
        parser.add_argument("--format", choices=["csv", "json"], default="csv", help="csv unless told otherwise")

    def handle(self, **options: Any) -> None:
        """Write it; one line and status 1 when there is no such network."""
        network = Network.objects.filter(slug=options["network"]).first()
        if network is None:
            raise CommandError(f"There is no network “{options['network']}”.")
        what, format_ = options["what"], options["format"]
        actions.note_export(network, what=what, format_=format_, by=None, now=timezone.now(), how="command")
        export = EXPORTS[what]
        pieces = (
            export.json(network) if format_ == "json" else write_csv(export.table(network), columns=export.headings())
        )
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
