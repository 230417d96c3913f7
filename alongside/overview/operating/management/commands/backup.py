"""`alongside backup`: everything in one file."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from alongside.kit.verdict import Refused
from alongside.overview.operating import actions
from alongside.overview.operating.queries.health import megabytes


class Command(BaseCommand):
    """Writes a back-up."""

    help = (
        "Write everything into one file: database, uploaded files, secret key. It can be made while people work, and is "
        "checked after it was written. Keep it as private as the data folder. Example: alongside backup /safe/today.tar"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("file", type=Path, help="a file that is not there yet")

    def handle(self, *, file: Path, **_options: object) -> None:
        """Write it, or say in one line why not."""
        try:
            with tqdm(unit="B", unit_scale=True, desc="back-up", disable=not sys.stderr.isatty()) as bar:
                manifest = actions.back_up(file.resolve(), now=timezone.now(), tell=bar.update)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        size = megabytes(file.stat().st_size)
        self.stdout.write(f"{file}: {size}, {len(manifest.contents)} parts, every byte checked.")
