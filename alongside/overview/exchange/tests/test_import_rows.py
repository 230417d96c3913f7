"""`alongside import`."""

import json

import pytest
from django.core.management import CommandError, call_command

from alongside.overview.exchange.models import Run
from alongside.people.networks.models import Team

GOOD = "Council,Name,Postcode\nLeeds,Garforth,LS25 1EH\nLeeds,Otley,LS21 3AQ\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text(GOOD)
    return path


def answer(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def test_import_says_what_came_of_each_row(network, file, capsys):
    call_command("import_rows", "places", str(file), network="leeds")

    assert capsys.readouterr().out == "2 read, 2 created, 0 updated, 0 unchanged, 0 rejected\n"
    assert Team.objects.count() == 2


def test_import_answers_in_json(network, file, capsys):
    call_command("import_rows", "places", str(file), network="leeds", json=True)

    assert answer(capsys) == {
        "kind": "places",
        "network": "leeds",
        "dry_run": False,
        "run": Run.objects.get().pk,
        "read": 2,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "remarks": 0,
        "new": {"organisations": ["Leeds"]},
        "findings": [],
        "refusal": "",
    }


def test_import_writes_nothing_in_a_dry_run(network, file, capsys):
    call_command("import_rows", "places", str(file), network="leeds", dry_run=True, json=True)

    told = answer(capsys)
    assert (told["dry_run"], told["created"], told["run"]) == (True, 2, None)
    assert not Team.objects.exists()
    assert not Run.objects.exists()
    call_command("import_rows", "places", str(file), network="leeds", json=True)
    assert answer(capsys) | {"dry_run": True, "run": None} == told


def test_import_names_the_row_the_column_and_the_remedy(network, file, capsys):
    file.write_text(GOOD + "Leeds,,LS1\n")

    with pytest.raises(CommandError, match=r"^1 row has a problem, so nothing was brought in\.$"):
        call_command("import_rows", "places", str(file), network="leeds")

    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Name, row 4: “Name” is empty. Fill it in, or take the row out."
    assert lines[1].startswith("Postcode, row 4: “LS1” is only the first half of a postcode.")
    assert not Team.objects.exists()


def test_import_tells_a_fault_once_and_programs_of_every_row(network, file, capsys):
    file.write_text(GOOD + "".join(f"Leeds,Place {n},LS{n}\n" for n in range(600)) + "Leeds,,\n")

    call_command("import_rows", "places", str(file), network="leeds", dry_run=True, skip_bad_rows=True)

    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("Postcode, rows 104, 105, 106 and 497 more: “LS100” is not a postcode.")
    assert said[1].startswith("Postcode, rows 4, 5, 6 and 97 more: “LS0” is only the first half of a postcode.")
    assert said[2:] == ["Name, row 604: “Name” is empty. Fill it in, or take the row out."]
    call_command("import_rows", "places", str(file), network="leeds", dry_run=True, skip_bad_rows=True, json=True)
    findings = answer(capsys)["findings"]
    assert [found["row"] for found in findings] == list(range(4, 605))
    assert findings[599] == {
        "row": 603,
        "column": "Postcode",
        "message": "“LS599” is not a postcode. Write one such as LS1 4AP, or leave the cell empty.",
        "is_remark": True,
    }


def test_import_leaves_bad_rows_out_when_told_so(network, file, capsys):
    file.write_text(GOOD + "Leeds,,\n")

    call_command("import_rows", "places", str(file), network="leeds", skip_bad_rows=True)

    assert capsys.readouterr().out == "3 read, 2 created, 0 updated, 0 unchanged, 1 rejected\n"


def test_import_takes_a_map_of_columns(network, file, tmp_path, capsys):
    file.write_text("Who runs it,What,Name\nLeeds,Garforth,Mrs Smith\n")
    columns = tmp_path / "map.json"
    columns.write_text('{"Who runs it": "organisation", "What": "name", "Name": ""}')

    call_command("import_rows", "places", str(file), network="leeds", map=columns)

    assert Team.objects.get().name == "Garforth"


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ('{"What": "naem"}', "names a field “naem” that places do not have"),
        ("[1]", "must say the field"),
        ("{", "JSON"),
    ],
)
def test_import_refuses_a_map_that_says_nothing(network, file, tmp_path, mapping, told):
    columns = tmp_path / "map.json"
    columns.write_text(mapping)

    with pytest.raises(CommandError, match=told):
        call_command("import_rows", "places", str(file), network="leeds", map=columns)


def test_import_refuses_in_one_line(network, tmp_path):
    with pytest.raises(CommandError, match="no network “york”"):
        call_command("import_rows", "places", "x.csv", network="york")
    with pytest.raises(CommandError, match="no file"):
        call_command("import_rows", "places", str(tmp_path / "none.csv"), network="leeds")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    with pytest.raises(CommandError, match="Excel file of the old kind"):
        call_command("import_rows", "places", str(tmp_path / "old.xls"), network="leeds")
