import csv
import io
import json
import uuid
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from alongside.helping.figures.models import Figure
from alongside.helping.sessions import actions
from alongside.helping.sessions.rules import LogEntry
from conftest import NOW

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def logged(bea):
    def log(on, *codes, **details):
        codes = {code: uuid.uuid4() for code in codes}
        entry = LogEntry(key=uuid.uuid4(), happened_on=on, new_codes=codes, minutes=30, **details)
        actions.log(bea, entry, by=bea.member, now=NOW)

    log(date(2026, 2, 10), "Heron", "Teapot")
    log(date(2026, 3, 10), "Heron", provenance="stated")
    log(date(2026, 4, 10), headcount=7)


def run(*words):
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_figures_prints_a_table_for_people(logged):
    lines = run("figures", "--network", "leeds").splitlines()

    assert lines[0] == "Since the start"
    assert lines[1].split() == ["month", "people", "new", "people", "sessions", "headcount", "minutes"]
    assert lines[2].split() == ["February", "2026", "2", "2", "1", "0", "30"]
    assert len(lines) == 5


def test_figures_says_the_same_in_every_format(logged):
    words = ("figures", "--network", "leeds", "--from", "2026-02", "--to", "2026-03", "--by", "champion", "--format")

    [row] = csv.DictReader(io.StringIO(run(*words, "csv")))
    told = json.loads(run(*words, "json"))

    assert (told["period"], told["by"]) == ("r2026-02-2026-03", "champion")
    assert {name: str(value) for name, value in told["rows"][0].items()} == row
    assert (row["name"], row["people"], row["sessions"], row["people_stated"]) == ("Bea", "2", "2", "0")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--network", "nowhere"), "There is no network “nowhere” here."),
        (("--network", "leeds", "--from", "April"), "A month is written like 2026-04."),
        (("--network", "leeds", "--from", "2026-04", "--to", "2026-03"), "The first month comes after the last."),
    ],
)
def test_figures_refuses_in_one_plain_line(network, words, reason):
    with pytest.raises(CommandError, match=reason):
        run("figures", *words)


def test_rebuild_figures_check_tells_and_changes_nothing(logged, capsys):
    assert run("rebuild_figures", "--check") == "leeds: every figure equals the rows\n"
    Figure.objects.filter(scope="network", period="all").update(people=9)

    with pytest.raises(SystemExit) as stopped:
        call_command("rebuild_figures", "--check")

    assert stopped.value.code == 1
    assert "all: people -7" in capsys.readouterr().out
    assert Figure.objects.get(scope="network", period="all").people == 9


def test_rebuild_figures_makes_them_right(logged):
    Figure.objects.filter(scope="network", period="all").update(people=9)

    assert run("rebuild_figures", "--network", "leeds") == "leeds: 1 figures made right\n"
    assert run("rebuild_figures") == "leeds: nothing was wrong\n"
    assert Figure.objects.get(scope="network", period="all").people == 2
