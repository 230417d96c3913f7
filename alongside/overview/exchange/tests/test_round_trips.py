"""R-17: what is taken out comes in again, into an empty network and into its own, and is the same."""

import io
import json
import re
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from alongside.helping.figures.models import COLUMNS, Figure
from alongside.kit.sheets.writing import write_csv, write_xlsx
from alongside.overview.exchange import actions
from alongside.overview.exchange.models import Kind
from alongside.overview.exchange.queries.exports import EXPORTS
from alongside.overview.exchange.queries.plans import plan_of
from alongside.overview.exchange.queries.sources import Source
from alongside.overview.exchange.tests.conftest import counts
from alongside.people.networks.models import Network
from conftest import NOW

FILES = {
    Kind.DISTRICTS: "District,Name,Region,Lat,Long\nLS25,Garforth,Leeds,53.79,-1.38\nLL53,=Nefyn,Gwynedd,52.9,-4.5\nYO1,,,,\n",
    Kind.PLACES: "Council,Name,Postcode,Monday,Type,Year closed\n"
    'Leeds,Garforth Library,LS25 1EH,"09:00-12:30,13:30-17:00",LAL,\n'
    "Leeds,=cmd|calc,LS21 3AQ,closed,,2024\n"
    "Cyngor Gwynedd,Llyfrgell Nefyn,LL53 6HG,,,\n",
    Kind.CHAMPIONS: "Name,Email,Phone,Organisation,Team,Languages,Postcode,Hours pledged,Started,Paused until,Left\n"
    "Siân Jones,sian@example.org,0113 496 0000,Leeds,Garforth Library,Welsh; Polish,LS25 1EH,6,2023,1/2/2027,\n"
    "-Dev O’Neil,,,Leeds,,,,,2022,,31/3/2025\n",
    Kind.SESSIONS: "Date,Champion,People,Minutes,Topic,Venue,Type,Notes\n"
    '03/03/2026,Siân Jones,3-4,45,"Device basics, NHS App",Garforth Library,f2f,@home\n'
    "04/03/2026,-Dev O’Neil,,,,,,\n"
    "04/03/2026,-Dev O’Neil,,,,,,\n",
}
ORDER = (Kind.DISTRICTS, Kind.PLACES, Kind.CHAMPIONS, Kind.SESSIONS)


@pytest.fixture
def filled(network: Network, bring_in) -> Network:
    for kind in ORDER:
        assert bring_in(FILES[kind], kind=kind).state == "done"
    return network


def taken_out(network: Network, kind: str, path: Path, *, format_: str = "csv") -> Path:
    """Everything of the kind as a file."""
    export = EXPORTS[kind]
    if format_ == "xlsx":
        path.write_bytes(write_xlsx(export.table(network), columns=export.headings(), title="Leeds").read())
    else:
        path.write_bytes(b"".join(write_csv(export.table(network), columns=export.headings())))
    return path


def cells(network: Network, kind: str, *, without: tuple[str, ...] = ()) -> list[list[object]]:
    """The cells of an export, without some columns."""
    export = EXPORTS[kind]
    kept = [at for at, name in enumerate(export.cells) if name not in without]
    return sorted([[row[at] for at in kept] for row in export.table(network)], key=str)


def brought(network: Network, kind: str, path: Path):
    return actions.bring_in(Source(network, kind, path, path.name), by=None, now=NOW, skips=False)[0]


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_what_is_taken_out_fills_an_empty_network_and_changes_nothing_in_its_own(
    filled: Network, other_network: Network, tmp_path: Path, format_: str
):
    for kind in ORDER:
        path = taken_out(filled, kind, tmp_path / f"{kind}.{format_}", format_=format_)
        again, elsewhere = brought(filled, kind, path), brought(other_network, kind, path)

        assert (again.refusal, again.created, again.updated) == ("", 0, 0), kind
        assert (elsewhere.refusal, elsewhere.rejected) == ("", 0), kind
        assert brought(other_network, kind, path).created == 0, "the same file twice changes nothing"
        without = ("key",) if kind == Kind.SESSIONS else ()
        assert cells(other_network, kind, without=without) == cells(filled, kind, without=without) != []
    mine, theirs = (
        Figure.objects.filter(network=one, scope="network").order_by("period").values_list("period", *COLUMNS)
        for one in (filled, other_network)
    )
    assert list(mine) == list(theirs) != []


@pytest.mark.parametrize("kind", ORDER)
def test_a_dry_run_says_what_the_run_does_and_undoing_brings_back_what_was(filled, tmp_path, kind):
    before = {one: cells(filled, one) for one in ORDER}
    text = (
        re.sub("Garforth", "Otley", FILES[kind])
        .replace("Siân Jones", "Fay New")
        .replace("sian@", "fay@")
        .replace("YO1", "YO2")
        if kind != Kind.SESSIONS
        else None
    )
    path = tmp_path / "more.csv"
    path.write_text(text or FILES[kind].replace("2026", "2025"))

    planned = plan_of(Source(filled, kind, path, path.name), today=NOW.date()).tally
    run = brought(filled, kind, path)

    assert counts(run) == (planned.read, planned.created, planned.updated, planned.unchanged, planned.rejected)
    assert run.created
    assert {one: cells(filled, one) for one in ORDER} != before
    actions.begin_undo(run, by=None, now=NOW)
    actions.undo(run, now=NOW)
    assert {one: cells(filled, one) for one in ORDER} == before


@pytest.mark.parametrize("kind", ORDER)
def test_nothing_that_is_taken_out_runs_as_a_formula(filled: Network, tmp_path: Path, kind: str):
    """T42, T43: in CSV such a cell is guarded, in XLSX it is a text; one visible sheet, and nobody's name beside it."""
    text = taken_out(filled, kind, tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    book = openpyxl.load_workbook(taken_out(filled, kind, tmp_path / "out.xlsx", format_="xlsx"))

    risky = {
        Kind.DISTRICTS: "=Nefyn",
        Kind.PLACES: "=cmd|calc",
        Kind.CHAMPIONS: "-Dev O’Neil",
        Kind.SESSIONS: "@home (3 to 4 people)",
    }[kind]
    assert f"'{risky}" in text
    assert not re.search(r'(^|[,"\n])[=+@\t]|(^|[,"\n])-[^0-9]', text)
    (sheet,) = book.worksheets
    held = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert (held[risky].data_type, sheet.sheet_state) == ("s", "visible")
    assert not [cell for cell in held.values() if cell.data_type == "f" or cell.comment]
    assert (book.properties.lastModifiedBy, list(book.defined_names)) == (None, [])
    assert book.properties.creator in (None, "openpyxl"), "the reader's own default; the file names nobody"


@pytest.mark.parametrize("format_", ["csv", "json"])
@pytest.mark.parametrize("what", ORDER)
def test_export_writes_everything_of_a_kind(filled: Network, what: str, format_: str, monkeypatch):
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=out, flush=lambda: None))

    call_command("export_rows", what, network="leeds", format=format_)

    told = out.getvalue().decode("utf-8-sig")
    rows = json.loads(told) if format_ == "json" else told.splitlines()[1:]
    assert len(rows) == {Kind.DISTRICTS: 4, Kind.PLACES: 3, Kind.CHAMPIONS: 2, Kind.SESSIONS: 3}[what]


def test_export_refuses_a_network_that_is_not_there(db: None):
    with pytest.raises(CommandError, match="There is no network “nowhere”"):
        call_command("export_rows", "places", network="nowhere")
