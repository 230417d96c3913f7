"""`alongside import`: brings a spreadsheet in."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from alongside.kit.verdict import Refused
from alongside.overview.exchange import actions
from alongside.overview.exchange.queries.plans import Plan, Tell, plan_of
from alongside.overview.exchange.queries.sources import Source
from alongside.overview.exchange.rules.findings import faults_of
from alongside.overview.exchange.rules.kinds import RECIPES
from alongside.people.networks.models import Network

EXAMPLE = """\
example:
  alongside import places libraries.csv --network leeds --dry-run
  alongside import sessions "Log 2025.xlsx" --network leeds --map columns.json

--map names a JSON file that says which heading gives which field, such as
{"Where we met": "place", "Internal notes": ""}; an empty field leaves a column out.
Nothing is written unless every row can be used, or --skip-bad-rows is given.
The same file twice changes nothing."""
SHOWN = 20
COUNTS = ("read", "created", "updated", "unchanged", "rejected")


class Answer(NamedTuple):
    """The plan of a file, what programs are told of it beside the findings, and why nothing was done, if so."""

    plan: Plan
    told: dict[str, Any]
    refusal: str


class Command(BaseCommand):
    """Brings a CSV or Excel file of places, champions, sessions or districts into a network."""

    help = "Bring a CSV or Excel file into a network: places, champions, sessions or districts."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, with an example at the end of its help."""
        formatter = argparse.RawDescriptionHelpFormatter
        return super().create_parser(prog_name, "import", epilog=EXAMPLE, formatter_class=formatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be typed."""
        parser.add_argument("kind", choices=list(RECIPES), help="what the file is about")
        parser.add_argument("file", type=Path, help="a CSV or Excel file")
        parser.add_argument("--network", required=True, metavar="SLUG", help="the network's short name")
        parser.add_argument("--map", type=Path, metavar="FILE", help="a JSON file: the field of each heading")
        parser.add_argument("--sheet", default="", metavar="NAME", help="the worksheet of an Excel file")
        parser.add_argument("--skip-bad-rows", action="store_true", help="leave rows with problems out")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="answer with one line of JSON")

    def handle(self, **options: Any) -> None:
        """Do it, and say what came of it; one line and status 1 when nothing could be done."""
        source = source_from(options)
        with progress(shown=sys.stderr.isatty()) as tell:
            answer = answer_of(source, options, tell=tell)
        if options["json"]:
            self.write(answer)
        else:
            self.say(answer)
        if answer.refusal:
            raise CommandError(answer.refusal)

    def write(self, answer: Answer) -> None:
        """The answer on one line, with what is wrong in every row, however many there are."""
        self.stdout.write(json.dumps(answer.told, ensure_ascii=False)[:-1] + ', "findings": [', ending="")
        before = ""
        for found in chain.from_iterable(answer.plan.notes):
            self.stdout.write(before + json.dumps(found._asdict(), ensure_ascii=False), ending="")
            before = ", "
        self.stdout.write("]}")

    def say(self, answer: Answer) -> None:
        """The counts in one line, then each fault with its rows, the most frequent first."""
        tally = answer.plan.tally
        self.stdout.write(", ".join(f"{tally.counts[name]:,} {name}" for name in COUNTS))
        faults = faults_of(tally.findings, tally.faults)
        for fault in faults[:SHOWN]:
            self.stderr.write(f"{fault.where}: {fault.message}")
        more = tally.faults.total() - sum(fault.count for fault in faults[:SHOWN])
        if more:
            self.stderr.write(f"and {more:,} more: --json lists every one")


def answer_of(source: Source, options: dict[str, Any], *, tell: Tell) -> Answer:
    """What would happen, or what has happened."""
    now, skips = timezone.now(), options["skip_bad_rows"]
    try:
        if options["dry_run"]:
            plan = plan_of(source, today=timezone.localtime(now).date(), tell=tell)
            run, refusal = None, plan.refused(skips=skips)
        else:
            made, plan = actions.bring_in(source, by=None, now=now, skips=skips, tell=tell)
            run, refusal = made.pk, made.refusal
    except Refused as refused:
        raise CommandError(refused.reason) from None
    told = {"kind": source.kind, "network": source.network.slug, "dry_run": options["dry_run"], "run": run}
    return Answer(plan, told | plan.tally.counts | {"new": plan.extras, "refusal": refusal}, refusal)


@contextmanager
def progress(*, shown: bool) -> Iterator[Tell]:
    """Draws a bar on a terminal while rows are read."""
    with tqdm(unit=" rows", disable=not shown, leave=False) as bar:

        def tell(done: int, about: int) -> None:
            bar.total = about
            bar.update(done - bar.n)

        yield tell


def source_from(options: dict[str, Any]) -> Source:
    """The file as it was named, in a network that is there."""
    network = Network.objects.filter(slug=options["network"]).first()
    if network is None:
        raise CommandError(f"There is no network “{options['network']}”.")
    path: Path = options["file"]
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    mapping = mapping_from(options["map"], kind=options["kind"]) if options["map"] else {}
    return Source(network, options["kind"], path, path.name, part=options["sheet"], mapping=mapping)


def mapping_from(path: Path, *, kind: str) -> dict[str, str]:
    """The match of columns that a file says."""
    try:
        mapping = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read as JSON: {error}.") from None
    if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
        raise CommandError(f'{path} must say the field of each heading, such as {{"Venue": "place"}}.')
    known = [field.name for field in RECIPES[kind].fields()]
    for name in mapping.values():
        if name and name not in known:
            raise CommandError(f"{path} names a field “{name}” that {kind} do not have. There are: {', '.join(known)}.")
    return mapping
