"""`alongside import`: brings a spreadsheet in."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from alongside.kit.verdict import Refused
from alongside.overview.exchange import actions
from alongside.overview.exchange.models import Run
from alongside.overview.exchange.queries.plans import Tell, plan_of
from alongside.overview.exchange.queries.sources import Source
from alongside.overview.exchange.rules.kinds import RECIPES
from alongside.overview.exchange.rules.planning import Finding, Tally
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
FINDING = ("row", "column", "message", "is_remark")


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
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.say(answer)
        if answer["refusal"]:
            raise CommandError(answer["refusal"])

    def say(self, answer: dict[str, Any]) -> None:
        """The counts in one line, then what was found."""
        self.stdout.write(", ".join(f"{answer[name]:,} {name}" for name in COUNTS))
        for found in answer["findings"][:SHOWN]:
            where = f"row {found['row']}, {found['column']}" if found["column"] else f"row {found['row']}"
            self.stderr.write(f"{where}: {found['message']}")
        more = len(answer["findings"]) - SHOWN
        if more > 0:
            self.stderr.write(f"and {more:,} more or so: --json lists up to 500 of them")


def answer_of(source: Source, options: dict[str, Any], *, tell: Tell) -> dict[str, Any]:
    """What would happen, or what has happened."""
    now, skips = timezone.now(), options["skip_bad_rows"]
    answer = {"kind": source.kind, "network": source.network.slug, "dry_run": options["dry_run"], "run": None}
    try:
        if options["dry_run"]:
            plan = plan_of(source, today=timezone.localtime(now).date(), tell=tell)
            tally, refusal, extras = plan.tally, plan.refused(skips=skips), plan.extras
        else:
            run = actions.bring_in(source, by=None, now=now, skips=skips, tell=tell)
            answer["run"] = run.pk
            tally, refusal, extras = tally_of(run), run.refusal, run.extras
    except Refused as refused:
        raise CommandError(refused.reason) from None
    findings = [dict(zip(FINDING, found, strict=True)) for found in tally.findings]
    return answer | tally.counts | {"new": extras, "findings": findings, "refusal": refusal}


def tally_of(run: Run) -> Tally:
    """The sum that the run keeps."""
    findings = [Finding(*found) for found in run.findings]
    return Tally(**{name: getattr(run, name) for name in (*COUNTS, "remarks")}, findings=findings)


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
