"""R-17, T42, T52, T53, T55: whatever file is brought in as whatever kind, it is read as meant or refused in a sentence."""

import csv
import html
import io
import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.kit.sheets.sheet import SIGNS
from alongside.overview.exchange import actions
from alongside.overview.exchange.actions.importing import WRITERS
from alongside.overview.exchange.models import Kind, Run
from alongside.overview.exchange.queries.books import BOOKS
from alongside.overview.exchange.queries.exports import EXPORTS
from alongside.overview.exchange.queries.plans import Plan, plan_of
from alongside.overview.exchange.queries.sources import Source
from alongside.overview.exchange.rules.kinds import RECIPES
from alongside.overview.exchange.tests.hostile import NEEDED, ODD, READABLE, REFUSED, TABLES, Odd, plain
from alongside.overview.exchange.tests.test_round_trips import ORDER, brought, cells, taken_out
from alongside.people.networks.models import Network
from conftest import NOW

NUMBER = re.compile(r"-\d+(\.\d+)?")

MATCHED = {
    Kind.PLACES: ("organisation", "name"),
    Kind.CHAMPIONS: ("name", "email"),
    Kind.SESSIONS: ("date", "champion"),
    Kind.DISTRICTS: ("code",),
}
"""Which field the first columns of each table give."""

pytestmark = pytest.mark.usefixtures("bea")


@pytest.fixture
def source(network: Network, tmp_path: Path) -> Callable[..., Source]:
    """`source(kind, content)` is a file of those bytes, on its way into Leeds or another network."""

    def made(kind: str, content: bytes, *, into: Network = network) -> Source:
        path = tmp_path / "given"
        path.write_bytes(content)
        return Source(into, kind, path, "given")

    return made


def planned(source: Source) -> Plan:
    return plan_of(source, today=NOW.date())


def test_every_kind_is_tried():
    kinds = set(Kind.values)

    assert kinds == set(RECIPES) == set(BOOKS) == set(WRITERS) == set(EXPORTS)
    assert kinds == set(TABLES) == set(NEEDED)
    assert len(kinds) * (len(READABLE) + len(REFUSED)) >= 120


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("odd", READABLE, ids=lambda odd: odd.name)
def test_an_odd_file_says_the_same_as_a_plain_one(source, kind: str, odd: Odd):
    usual = planned(source(kind, plain(TABLES[kind])))

    plan = planned(source(kind, odd.made(TABLES[kind])))

    assert (usual.refusal, usual.tally.counts["created"]) == ("", 2)
    assert (plan.refusal, plan.tally.counts) == ("", usual.tally.counts)
    assert list(plan.work) == list(usual.work)


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("odd", REFUSED, ids=lambda odd: odd.name)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence_and_nothing_is_written(source, kind: str, odd: Odd):
    file = source(kind, odd.made(TABLES[kind]))
    before = everything(file.network)

    run, plan = actions.bring_in(file, by=None, now=NOW, skips=True)

    assert run.state == Run.State.REFUSED
    assert re.search(odd.refusal, run.refusal), run.refusal
    assert plan.refusal == run.refusal
    assert everything(file.network) == before


@pytest.mark.parametrize(
    ("odd", "kind"), list(zip(REFUSED, cycle(TABLES), strict=False)), ids=lambda one: getattr(one, "name", one)
)
def test_the_page_says_why_a_file_cannot_be_used(sign_in, ama, network, settings, tmp_path, odd: Odd, kind: str):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.STORAGES = settings.STORAGES | {
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    }
    client, before = sign_in(ama), everything(network)
    file = SimpleUploadedFile("our list.csv", odd.made(TABLES[kind]))

    answer = client.post(reverse("exchange:run_new", args=["leeds"]), {"kind": kind, "file": file})
    if answer.status_code == 302:
        answer = client.post(answer.url, {f"column-{at}": name for at, name in enumerate(MATCHED[kind])})
        answer = client.get(answer.url)

    assert answer.status_code == 200
    assert re.search(odd.refusal, html.unescape(answer.content.decode()))
    assert everything(network) == before


def everything(network: Network) -> dict[str, list[object]]:
    """What the network holds, as it can be taken out."""
    return {kind: list(export.json(network)) for kind, export in EXPORTS.items()}


def table_of(kind: str) -> list[list[str]]:
    """A file with a row for each field of the kind and each odd cell in it, and rows with the same cell in every field."""
    names = [field.name for field in RECIPES[kind].fields()]
    rows = [names]
    for field in (*names, None):
        for cell in ODD:
            usual = NEEDED[kind](len(rows))
            rows.append([cell if field in (None, name) else usual.get(name, "") for name in names])
    return [row for row in rows if "".join(row).strip()]


@pytest.fixture
def filled(source, network: Network) -> Callable[[str], Network]:
    """`filled(kind)` is a network with everything odd of that kind that could be brought in."""

    def made(kind: str) -> Network:
        run, _plan = actions.bring_in(source(kind, csv_of(table_of(kind))), by=None, now=NOW, skips=True)
        assert run.created > 350
        return network

    return made


def csv_of(table: list[list[str]]) -> bytes:
    """The table as a file."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(table)
    return buffer.getvalue().encode()


@pytest.mark.parametrize("kind", TABLES)
def test_odd_cells_are_taken_or_told_of_and_a_dry_run_says_what_the_run_does(source, kind: str):
    table = table_of(kind)
    file = source(kind, csv_of(table))

    plan = planned(file)
    run, done = actions.bring_in(file, by=None, now=NOW, skips=True)

    assert (plan.refusal, run.refusal, run.read) == ("", "", len(table) - 1)
    assert plan.tally == done.tally
    found = [one for row in done.notes for one in row]
    assert found == [one for row in plan.notes for one in row] != []
    untold = [
        one for one in found if not (one.column in table[0] and 1 < one.row <= len(table) and one.message[-1] == ".")
    ]
    assert untold == []


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", TABLES)
def test_what_is_taken_out_changes_nothing_here_and_is_the_same_elsewhere(
    filled, other_network: Network, tmp_path: Path, kind: str, format_: str
):
    network = filled(kind)
    for one in ORDER:
        path = taken_out(network, one, tmp_path / f"{one}.{format_}", format_=format_)

        here, there = brought(network, one, path), brought(other_network, one, path)

        assert (here.refusal, here.created, here.updated, here.rejected) == ("", 0, 0, 0), here.findings[:5]
        assert (there.refusal, there.rejected, there.remarks) == ("", 0, 0), there.findings[:5]
        without = ("key",) if one == Kind.SESSIONS else ()
        assert cells(other_network, one, without=without) == cells(network, one, without=without)


@pytest.mark.parametrize("kind", EXPORTS)
def test_no_exporter_lets_a_cell_run(filled, tmp_path: Path, kind: str):
    """T42: whatever was brought in, nothing that goes out is a formula."""
    network = filled(kind)

    with taken_out(network, kind, tmp_path / "out.csv").open(newline="", encoding="utf-8-sig") as file:
        written = [cell for row in csv.reader(file) for cell in row]
    book = openpyxl.load_workbook(taken_out(network, kind, tmp_path / "out.xlsx", format_="xlsx"), read_only=True)

    assert "'=cmd|' /C calc'!A0" in written
    assert [cell for cell in written if cell.startswith(SIGNS) and not NUMBER.fullmatch(cell)] == []
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "d"}
