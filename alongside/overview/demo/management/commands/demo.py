"""`alongside demo`: a believable network to try things in."""

import sys
import time
from argparse import ArgumentParser, ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from alongside.kit.verdict import Refused
from alongside.overview.demo import actions, rules


class Command(BaseCommand):
    """Fills the network `demo`."""

    help = (
        "Make the network “demo” with invented people and a past. The same seed gives the same people on the same day. "
        "Example: alongside demo --scale small"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--scale", choices=list(rules.SCALES), default="small", help="how big (default: small)")
        parser.add_argument(
            "--share", type=share, default=1.0, help="make a part of it: 0.1 has a tenth of everything (default: 1)"
        )
        parser.add_argument("--seed", type=int, default=1, help="another number gives other people (default: 1)")

    def handle(self, *, scale: str, share: float, seed: int, verbosity: int, **_options: object) -> None:
        """Make it, or say in one line why not."""
        wanted, started = rules.SCALES[scale].part(share), time.monotonic()
        is_quiet = verbosity == 0 or not sys.stderr.isatty()
        try:
            with tqdm(unit=" rows", desc="demo", total=wanted.rows, disable=is_quiet) as bar:
                network = actions.make_demo(
                    wanted, seed=seed, now=timezone.now(), tell=bar.update, counted=bar.set_postfix_str
                )
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        if verbosity:
            counts = f"{network.champions.count():,} champions, {network.learners.count():,} learners"
            spent = time.monotonic() - started
            self.stdout.write(f"/n/{network.slug}/: {counts}, {network.sessions.count():,} sessions ({spent:.0f} s)")


def share(text: str) -> float:
    """A share between nothing and all of it."""
    found = float(text)
    if not 0 < found <= 1:
        raise ArgumentTypeError("a share is more than 0 and at most 1")
    return found
