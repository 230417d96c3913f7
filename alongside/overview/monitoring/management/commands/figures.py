"""`alongside figures`: the figures of a network, as the pages show them."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alongside.helping.figures.rules import ALL, Period, period_named, run_of
from alongside.helping.figures.rules.periods import month_number
from alongside.kit.sheets.writing import write_csv
from alongside.overview.monitoring.queries.lines import BY, Line, lines
from alongside.people.networks.models import Network

COLUMNS = ("people", "new_people", "sessions", "headcount", "minutes")
SOURCES = ("measured", "stated", "estimated", "imported")
NAMES = (
    "id",
    "name",
    *COLUMNS,
    *(f"{column}_{source}" for column in ("people", "sessions", "minutes") for source in SOURCES),
)


class Command(BaseCommand):
    """Prints figures."""

    help = (
        "Print the figures of a network: people supported, new people, sessions, people counted in tallies, minutes. "
        "Example: alongside figures --network leeds --from 2026-04 --to 2026-09 --by team --format csv"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--network", required=True, metavar="SLUG", help="short name of the network")
        parser.add_argument("--from", dest="first", metavar="YYYY-MM", help="first month; without it, since the start")
        parser.add_argument("--to", dest="last", metavar="YYYY-MM", help="last month; without it, this month")
        parser.add_argument("--by", choices=BY, default="month", help="one line for each of these")
        parser.add_argument("--format", dest="shape", choices=["table", "csv", "json"], default="table")

    def handle(self, *, network: str, by: str, shape: str, **options: str | None) -> None:
        """Print them, or say in one line why not."""
        found = Network.objects.filter(slug=network).first()
        if found is None:
            raise CommandError(f"There is no network “{network}” here.")
        period = asked(options["first"], options["last"], now=timezone.now())
        rows = lines(found, by=by, period=period)
        if shape == "json":
            self.stdout.write(as_json(found, rows, by=by, period=period))
        elif shape == "csv":
            pieces = write_csv((cells(line) for line in rows), columns=NAMES)
            self.stdout.write(b"".join(pieces).decode("utf-8-sig"), ending="")
        else:
            self.stdout.writelines(f"{line}\n" for line in as_table(rows, by=by, period=period))


def asked(first: str | None, last: str | None, *, now: datetime) -> Period:
    """The period between two months as typed; refused when they are no months, or the wrong way round."""
    if first is None and last is None:
        return Period(ALL)
    end = number_of(last) if last else month_number(timezone.localtime(now).date())
    if first is None:
        raise CommandError("Say the first month too: --from 2026-04")
    begin = number_of(first)
    if begin > end:
        raise CommandError("The first month comes after the last.")
    return run_of(begin, end)


def number_of(month: str) -> int:
    """The number of a month as typed, which is how periods count them."""
    found = period_named(f"m{month}")
    if found is None or found.first is None:
        raise CommandError("A month is written like 2026-04.")
    return found.first


def cells(line: Line) -> list[int | str]:
    """A line in the order of NAMES."""
    by_source = [line.sources(column)[source] for column in ("people", "sessions", "minutes") for source in SOURCES]
    return [line.id, line.name, *line.counts.values(), *by_source]


def as_json(network: Network, rows: list[Line], *, by: str, period: Period) -> str:
    """The lines as JSON."""
    told = {
        "network": network.slug,
        "period": period.name,
        "by": by,
        "rows": [dict(zip(NAMES, cells(line), strict=True)) for line in rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def as_table(rows: list[Line], *, by: str, period: Period) -> Iterator[str]:
    """The lines in columns for a screen."""
    wide = max([len(line.name) for line in rows] + [len(by)])
    yield period.label
    yield by.ljust(wide) + "".join(f"{name.replace('_', ' '):>12}" for name in COLUMNS)
    for line in rows:
        yield line.name.ljust(wide) + "".join(f"{count:>12,}" for count in line.counts.values())
