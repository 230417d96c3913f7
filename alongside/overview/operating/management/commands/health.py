"""`alongside health`: whether all is well."""

import json
from argparse import ArgumentParser
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alongside.overview.operating.queries import health


class Command(BaseCommand):
    """Looks at everything and says what is wrong."""

    help = (
        "Say how the installation is: database, worker, mail, disk, back-up; ends with status 1 when something is wrong. "
        "Example: alongside health"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, **options: object) -> None:
        """A line for each finding."""
        found = list(health.findings(now=timezone.now()))
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], indent=1))
        else:
            for one in found:
                self.stdout.write(f"{'fine ' if one.is_fine else 'WRONG'}  {one.name:<9} {one.says}")
        wrong = [one.name for one in found if not one.is_fine]
        if wrong:
            raise CommandError(f"Not well: {', '.join(wrong)}.")
