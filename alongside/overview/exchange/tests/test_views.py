"""The pages on which files come in and go out."""

import csv
import io
import json
import re
from operator import itemgetter

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.kit.history.models import Deed
from alongside.kit.sheets import apart
from alongside.overview.exchange import actions
from alongside.overview.exchange.models import Remembered, Run
from alongside.overview.exchange.rules.rights import UNDO_FOR
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Team
from conftest import NOW, TODAY

GOOD = "Council,Name,Postcode\nLeeds,Garforth,LS25 1EH\nLeeds,Otley,LS21 3AQ\n"
BAD = GOOD + "Leeds,,\n"


@pytest.fixture(autouse=True)
def at_once(settings, files):
    """Jobs are done while the page waits, and files lie in a folder of their own."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def page(sign_in, ama, clock):
    """`page("run_list")` gives the answer to a GET, `page("run_start", run, data)` to a POST."""
    client = sign_in(ama)

    def asked(name: str, run: Run | None = None, data: dict | None = None, **query: str):
        where = reverse(f"exchange:{name}", kwargs={"network": "leeds"} | ({"run_id": run.pk} if run else {}))
        return client.get(where, query) if data is None else client.post(where, data)

    return asked


def upload(page, text: str, *, kind: str = "places", name: str = "our places.csv"):
    return page("run_new", data={"kind": kind, "file": SimpleUploadedFile(name, text.encode())})


def body(answer) -> str:
    return answer.content.decode()


def chosen(html: str) -> dict[str, str]:
    """What each select of the page is set to."""
    found = {}
    for name, options in re.findall(r'<select[^>]* name="(column-\d+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        selected = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = selected[1] if selected else ""
    return found


def excel(*sheets: list[list[object]]) -> SimpleUploadedFile:
    """An Excel file with these sheets."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for at, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {at}")
        for row in rows:
            sheet.append(row)
    book.save(target)
    return SimpleUploadedFile("our places.xlsx", target.getvalue())


LIST = [["Council", "Name"], ["Leeds", "Garforth"]]


def test_run_columns_offers_the_worksheets_of_an_excel_file(page):
    page("run_new", data={"kind": "places", "file": excel([["Notes"], ["Ask Ama"]], LIST)})
    run = Run.objects.get()

    first, second = body(page("run_columns", run)), body(page("run_columns", run, part="Sheet 2"))

    assert "Ask Ama" in first
    assert '<option value="Sheet 2">' in first
    assert "Garforth" in second
    page("run_columns", run, {**chosen(second), "part": "Sheet 2"})
    page("run_start", run, {})
    run.refresh_from_db()
    assert (run.state, run.part, run.created) == ("done", "Sheet 2", 1)
    assert Team.objects.get().name == "Garforth"


def test_run_new_says_when_an_excel_file_takes_too_much(page, monkeypatch):
    """T52: the file is read in a process with bounds; the person is told, and nothing is kept."""
    monkeypatch.setattr(apart, "BOUNDS", apart.Bounds(seconds=0))

    answer = page("run_new", data={"kind": "places", "file": excel(LIST)})

    assert "takes too long or too much memory to be read" in body(answer)
    assert not Run.objects.exists()


@pytest.fixture
def checked(page):
    def made(text: str, *, kind: str = "places", columns: dict[str, str] | None = None) -> Run:
        upload(page, text, kind=kind)
        run = Run.objects.latest("pk")
        if columns is None:
            columns = chosen(body(page("run_columns", run)))
        page("run_columns", run, columns)
        run.refresh_from_db()
        return run

    return made


def test_run_detail_says_how_many_new_names_there_are_and_opens_to_all(page, checked):
    councils = [f"Council {letter} & Co" for letter in "ABCDEFGHIJKL"]

    few, many = (
        body(page("run_detail", checked("Council,Name\n" + "".join(f"{one},Library\n" for one in found))))
        for found in (councils[:10], councils)
    )

    assert ["<summary" in page for page in (few.partition("<main")[2], many.partition("<main")[2])] == [False, True]
    assert "and 2 more</span></summary>" in many
    assert re.findall(r"<li>(Council .)", many) == ["Council K", "Council L"]
    assert [one for one in councils if one.replace("&", "&amp;") not in many] == []


def test_run_list_says_how_to_begin_and_then_what_came_in(page, checked):
    assert "Begin with your places" in body(page("run_list"))

    checked(GOOD)

    assert "our places.csv" in body(page("run_list"))


def test_run_list_asks_the_same_number_of_questions_for_thirty(page, network, ama):
    asked = []
    for count in (1, 29):
        row = {"network": network, "kind": "places", "digest": "", "uploaded_by": ama, "uploaded_at": NOW}
        Run.objects.bulk_create([Run(name=f"{count}-{place}.csv", **row) for place in range(count)])
        page("run_list")
        with CaptureQueriesContext(connection) as queries:
            page("run_list")
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_run_new_keeps_the_file_and_shows_how_it_begins(page):
    answer = upload(page, GOOD)

    run = Run.objects.get()
    assert answer.url == f"/n/leeds/imports/{run.pk}/columns/"
    assert (run.name, run.state, "our places" in run.file) == ("our places.csv", "uploaded", False)
    shown = page("run_columns", run)
    assert "Garforth" in body(shown)
    assert list(chosen(body(shown)).values()) == ["organisation", "name", "postcode"]


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        ("places", "", "This file is empty"),
        ("places", "%PDF-1.4", "This is not a spreadsheet"),
        ("", GOOD, "Choose what the file is about"),
        ("posts", GOOD, "Choose one of the answers to"),
    ],
)
def test_run_new_says_what_is_wrong_with_a_file(page, kind, content, told):
    answer = upload(page, content, kind=kind)

    assert answer.status_code == 200
    assert told in body(answer)
    assert not Run.objects.exists()


def test_run_columns_takes_corrections_and_remembers_them(page, checked):
    text = "Who,What,Where\nLeeds,Garforth,LS25 1EH\n"
    columns = {"column-0": "organisation", "column-1": "name", "column-2": "postcode"}

    run = checked(text, columns=columns)

    assert (run.state, run.created) == ("checked", 1)
    assert Remembered.objects.get().mapping == {"Who": "organisation", "What": "name", "Where": "postcode"}
    upload(page, text)
    again = page("run_columns", Run.objects.latest("pk"))
    assert chosen(body(again))["column-1"] == "name"


def test_run_columns_shows_what_was_recognised_first_and_folds_the_rest_away(page):
    odd = [f"Odd {n}" for n in range(40)]
    upload(page, f"{','.join(odd)},Council,Name\n{',' * 40}Leeds,Otley\n")
    run = Run.objects.get()

    shown = body(page("run_columns", run))

    assert list(chosen(shown)) == ["column-40", "column-41", *(f"column-{n}" for n in range(40))]
    assert "40 columns are left out" in shown
    assert shown.index("What is “Name”?") < shown.index("govuk-details") < shown.index("What is “Odd 0”?")
    wrong = body(page("run_columns", run, {"column-40": "name", "column-41": "name"}))
    assert re.search(r"govuk-details\"[^>]* open", wrong)
    page("run_columns", run, {"column-40": "organisation", "column-41": "name", "column-0": "kind"})
    run.refresh_from_db()
    assert (run.state, run.created, run.mapping["Odd 0"]) == ("checked", 1, "kind")


def test_run_columns_refuses_one_field_twice(page, checked):
    upload(page, GOOD)
    run = Run.objects.get()

    answer = page("run_columns", run, {"column-0": "name", "column-1": "name", "column-2": ""})

    assert "“Council” is “Name” already" in body(answer)
    assert Run.objects.get().state == "uploaded"


def test_run_detail_names_row_column_and_remedy(page, checked):
    run = checked(BAD)

    shown = body(page("run_detail", run))

    assert (run.state, run.read, run.created, run.rejected) == ("checked", 3, 2, 1)
    assert "“Name” is empty. Fill it in, or take the row out." in shown
    assert not Team.objects.exists()


def test_run_detail_tells_a_fault_of_many_rows_once(page, checked):
    run = checked(GOOD + "Leeds,,\n" * 38 + "Leeds,York,LS1\nLeeds,Hull,LS2\n")

    shown = body(page("run_detail", run))

    assert "Name, rows 4, 5, 6 and 35 more" in shown
    assert shown.count("“Name” is empty. Fill it in, or take the row out.") == 1
    assert ", ".join(str(row) for row in range(4, 42)) in shown
    assert "Postcode, rows 42 and 43" in shown
    assert shown.count("“LS1” is only the first half") == 2
    assert shown.count("“LS2” is only the first half") == 1


def test_run_detail_stays_small_however_much_is_wrong_and_the_download_has_every_row(page, checked):
    """Five thousand rows with ten faults each."""
    days = ",".join(["x" * 90] * 7)
    text = "Council,Name,Email,Website,Year closed,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"
    run = checked(text + "".join(f"Leeds,Place {n},x,x,x,{days}\n" for n in range(5_000)))

    shown = page("run_detail", run)

    assert (run.read, run.remarks, len(run.findings)) == (5_000, 50_000, 500)
    assert "Mon, rows 2, 3, 4 and 4,997 more" in body(shown)
    assert len(shown.content) < 200_000
    lines = sum(piece.count(b"\n") for piece in page("run_bad_rows", run).streaming_content)
    assert lines == 5_001


def test_run_detail_says_what_lacks_when_a_needed_column_is_not_there(page, checked):
    run = checked("Name,Postcode\nGarforth,LS25 1EH\n")

    assert run.state == "refused"
    assert "no column for “Organisation”" in body(page("run_detail", run))


def test_run_start_brings_everything_in(page, checked):
    run = checked(GOOD)

    page("run_start", run, {})

    run.refresh_from_db()
    assert (run.state, Team.objects.count()) == ("done", 2)
    assert "Brought in on" in body(page("run_detail", run))
    assert Deed.objects.filter(verb="brought in", subject_id=str(run.pk)).exists()


def test_run_start_leaves_bad_rows_out_only_when_told_so(page, checked):
    run = checked(BAD)

    assert page("run_start", run, {}).status_code == 409
    assert not Team.objects.exists()
    page("run_start", run, {"skips": "on"})

    assert Team.objects.count() == 2


def test_run_start_refuses_what_is_done(page, checked):
    run = checked(GOOD)
    page("run_start", run, {})

    assert page("run_start", run, {}).status_code == 409
    assert Team.objects.count() == 2


def test_run_stop_keeps_the_file_from_coming_in(page, checked):
    run = checked(GOOD)
    Run.objects.update(state=Run.State.RUNNING)

    page("run_stop", run, {})

    run.refresh_from_db()
    assert (run.state, run.refusal) == ("refused", "This was stopped. Nothing was brought in.")


def test_run_undo_asks_first_and_then_takes_everything_out(page, checked):
    run = checked(GOOD)
    page("run_start", run, {})

    assert "What this file made new is removed: 2 rows." in body(page("run_undo", run))
    assert Team.objects.count() == 2
    page("run_undo", run, {})

    run.refresh_from_db()
    assert (run.state, Team.objects.count()) == ("undone", 0)


def serve(network, *names: str) -> None:
    """Have a champion at each of those places."""
    for name in names:
        team = Team.objects.get(name=name)
        champions.enrol(network, name=f"Champion of {name}", started_on=TODAY, now=NOW, details={"team": team})


def test_run_undo_tells_what_has_to_stay_and_takes_back_the_rest(page, checked, network):
    run = checked(GOOD)
    page("run_start", run, {})
    serve(network, "Otley")
    page("run_undo", run, {})

    detail, asked = body(page("run_detail", run)), body(page("run_undo", run))

    assert "3 things that came in with this file have to stay, so nothing was undone." in detail
    for shown in (detail, asked):
        assert "A champion belongs to it" in shown
        assert f"/n/leeds/imports/{run.pk}/staying/?why=champions" in shown
        assert "Take back the rest" in shown
    page("run_undo", run, {"leaves": "yes"})
    run.refresh_from_db()
    assert (run.state, [team.name for team in Team.objects.all()]) == ("undone", ["Otley"])
    after = body(page("run_detail", run))
    assert ("but for what had to stay" in after, "Take back the rest" in after) == (True, False)


def test_run_detail_says_that_something_had_to_stay_when_it_is_forgotten_what(page, checked, network):
    run = checked(GOOD)
    page("run_start", run, {})
    serve(network, "Otley")
    page("run_undo", run, {})
    page("run_undo", run, {"leaves": "yes"})
    assert "Otley" in body(page("run_stays", run))

    actions.forget(now=NOW + UNDO_FOR * 2)

    detail, stays = body(page("run_detail", run)), body(page("run_stays", run))
    assert ("but for what had to stay" in detail, "What it had brought in is gone" in detail) == (True, False)
    assert ("What had to stay is not listed any longer." in stays, "Otley" in stays) == (True, False)


def test_run_stays_shows_each_row_with_the_reason_and_the_way_to_it(page, checked, network):
    run = checked(GOOD)
    page("run_start", run, {})
    assert "Nothing of this file has to stay." in body(page("run_stays", run))
    serve(network, "Otley")
    page("run_undo", run, {})

    told = b"".join(page("run_stays", run, format="csv").streaming_content).decode("utf-8-sig")
    narrowed = body(page("run_stays", run, why="places"))

    assert sorted(csv.DictReader(io.StringIO(told)), key=itemgetter("Name")) == [
        {"Name": name, "What it is": kind, "Why it stays": why}
        for name, kind, why in (
            ("LS21", "District", "A place belongs to it"),
            ("Leeds", "Organisation", "A champion belongs to it"),
            ("Otley", "Place", "A champion belongs to it"),
        )
    ]
    assert ("LS21" in narrowed, "Otley</a>" in narrowed) == (True, False)
    otley = Team.objects.get(name="Otley")
    assert f'<a href="/n/leeds/teams/{otley.pk}/">Otley</a>' in body(page("run_stays", run))


def test_run_stays_asks_as_much_for_thirty_rows_as_for_one(page, checked, network):
    def asked(*names: str) -> int:
        run = checked("Council,Name\n" + "".join(f"Leeds,{name}\n" for name in names))
        page("run_start", run, {})
        serve(network, *names)
        page("run_undo", run, {})
        with CaptureQueriesContext(connection) as queries:
            page("run_stays", run)
        return len(queries)

    assert asked("Otley") == asked(*(f"Hub {number}" for number in range(30)))


def test_run_bad_rows_can_be_corrected_and_brought_in(page, checked):
    run = checked(BAD)

    answer = page("run_bad_rows", run)

    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [(row["Row"], row["Council"], row["Name"]) for row in rows] == [("4", "Leeds", "")]
    assert "“Name” is empty" in rows[0]["What is wrong"]
    assert checked(content.replace(",Leeds,,", ",Leeds,York,")).created == 1


def test_runs_of_another_network_are_not_there(page, other_network, eve, sign_in):
    theirs = Run.objects.create(network=other_network, kind="places", name="secret.csv", digest="", uploaded_at=NOW)

    for name in ("run_detail", "run_columns", "run_undo", "run_stays", "run_bad_rows"):
        assert page(name, theirs).status_code == 404
    for name in ("run_start", "run_stop"):
        assert page(name, theirs, {}).status_code == 404
    assert "secret.csv" not in body(page("run_list"))


def test_export_gives_what_imports_take(page, checked, network):
    run = checked(GOOD)
    page("run_start", run, {})

    answer = page("export", data={"what": "places", "format": "csv"})

    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert 'filename="places-2026-11-19.csv"' in answer["Content-Disposition"]
    assert [row["Name"] for row in csv.DictReader(io.StringIO(content))] == ["Garforth", "Otley"]
    again = checked(content)
    assert (again.read, again.created, again.updated, again.unchanged) == (2, 0, 0, 2)
    assert Deed.objects.get(verb="took out").changes == {"what": "places", "format": "csv"}


@pytest.mark.parametrize("format_", ["xlsx", "json"])
def test_export_in_other_formats(page, bea, format_):
    answer = page("export", data={"what": "champions", "format": format_})

    content = b"".join(answer.streaming_content)
    assert content[:2] == b"PK" if format_ == "xlsx" else json.loads(content)[0]["name"] == "Bea"


def test_export_says_what_to_choose(page, ama):
    assert "Take data out" in body(page("export"))
    assert "Choose what to take out" in body(page("export", data={}))
