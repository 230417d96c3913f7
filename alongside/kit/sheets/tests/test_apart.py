"""T52: a workbook is read in a process with bounds; what is found is the same, and past the bounds the person is told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation

from alongside.kit.sheets import apart, workbooks
from alongside.kit.sheets.limits import Limits
from alongside.kit.sheets.reading import SheetProblem, open_sheet
from alongside.kit.sheets.tests.test_workbooks import workbook
from alongside.kit.sheets.writing import write_xlsx

LIMITS = Limits()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook([["Name", "When"], ["Siân", 3.5], ["", None], ["=1+1", True]], [["Other"], ["x"]]))
    return path


def test_load_gives_what_reading_here_gives(book: Path):
    there, here = (one.load(book, limits=LIMITS, part="") for one in (apart, workbooks))

    assert list(there.records()) == list(here.records()) != []
    assert list(there.records()) == list(here.records()), "as often as wanted"
    assert there[:3] == here[:3]
    assert there[:2] == ("Sheet 1", ("Sheet 2",))
    assert dict(there.flaws) == dict(here.flaws)


def test_load_says_what_is_wrong_in_the_language_of_the_moment(book: Path):
    with translation.override("cy"):
        with pytest.raises(SheetProblem) as there:
            apart.load(book, limits=LIMITS, part="Nowhere")
        with pytest.raises(SheetProblem) as here:
            workbooks.load(book, limits=LIMITS, part="Nowhere")

    assert there.value.message == here.value.message
    assert "There is no sheet" not in there.value.message


def test_load_stops_when_it_takes_too_much_memory_and_says_so(tmp_path: Path):
    path = tmp_path / "large.xlsx"
    rows = [[f"{row}-{cell}" for cell in range(40)] for row in range(14_999)]
    path.write_bytes(write_xlsx(rows, columns=[f"Column {cell}" for cell in range(40)], title="Large").read())

    with pytest.raises(SheetProblem, match="takes too long or too much memory"):
        apart.load(path, limits=LIMITS, part="", bounds=apart.Bounds(memory=96 * 1024 * 1024))

    assert sum(1 for _ in apart.load(path, limits=LIMITS, part="").records()) == 15_000


def test_load_stops_when_it_never_ends(tmp_path: Path):
    path = tmp_path / "never.xlsx"
    os.mkfifo(path)  # whoever opens it waits for a writer who never comes

    with pytest.raises(SheetProblem, match="takes too long or too much memory"):
        apart.load(path, limits=LIMITS, part="", bounds=apart.Bounds(seconds=1))


def test_the_process_is_bound_by_the_system(book: Path, tmp_path: Path):
    asked = json.dumps({"seconds": 7, "memory": 2**29, "language": "en"})
    command = "import resource, runpy, sys\ntry: runpy.run_module('alongside.kit.sheets.child', run_name='__main__')\n"
    command += (
        "except KeyError: print(resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_DATA))"
    )

    words = [sys.executable, "-c", command]
    told = subprocess.run(words, input=asked, text=True, cwd=apart.ROOT, capture_output=True, check=False)

    assert told.stdout.strip() == f"(7, 7) ({2**29}, {2**29})"


def test_open_sheet_reads_a_strange_workbook_apart(book: Path, monkeypatch: pytest.MonkeyPatch):
    calls = []
    load = apart.load
    monkeypatch.setattr(apart, "load", lambda *args, **options: calls.append(args) or load(*args, **options))

    strange = open_sheet(book, name="book.xlsx", is_strange=True)
    own = open_sheet(book, name="book.xlsx")

    assert len(calls) == 1
    assert [row.cells for row in strange.rows()] == [row.cells for row in own.rows()]
