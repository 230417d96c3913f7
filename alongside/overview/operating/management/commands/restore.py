"""`alongside restore`: a back-up in place."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from alongside.kit.verdict import Refused
from alongside.overview.operating import actions


class Command(BaseCommand):
    """Reads a back-up."""

    help = (
        "Put a back-up in place: database, uploaded files, secret key. Stop server and worker before. "
        "Example: alongside restore /safe/today.tar"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("file", type=Path, help="what `alongside backup` wrote")
        parser.add_argument("--force", action="store_true", help="replace what is here")

    def handle(self, *, file: Path, force: bool, **_options: object) -> None:
        """Read it, or say in one line why not."""
        try:
            with tqdm(unit="B", unit_scale=True, desc="restore", disable=not sys.stderr.isatty()) as bar:
                manifest = actions.restore(file.resolve(), now=timezone.now(), tell=bar.update, force=force)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(
            f"Everything is as it was at {manifest.made_at[:16]}. Start: alongside serve, alongside worker"
        )
