"""Files that councils published, read whole; skipped where they are not beside the repository."""

import os
from collections import Counter
from pathlib import Path

import pytest

from alongside.kit.sheets import cells, columns
from alongside.kit.sheets.columns import Field
from alongside.kit.sheets.reading import open_sheet

ROOT = Path(__file__).resolve().parents[4]
DATA = Path(os.environ.get("ALONGSIDE_SHARED", ROOT.parent / "shared")) / "data"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the published files are not at {DATA} (ALONGSIDE_SHARED)")

PLACE = (
    Field("authority", "Local authority", synonyms=("local authority code",), required=True),
    Field("name", "Library name", required=True),
    Field("postcode", "Postcode", forgiving=True, parse=cells.postcode),
    Field("closed", "Year closed", synonyms=("closed",), parse=cells.year),
    Field("email", "Email address", synonyms=("email",), forgiving=True, parse=cells.email),
    *(Field(day, day, synonyms=(f"{day} staffed hours",), forgiving=True, parse=cells.opening_hours) for day in DAYS),
)


def read(name, fields):
    """The values of every row, which has no problem, and every remark as column and the text it quotes."""
    sheet = open_sheet(DATA / name, name=Path(name).name, known=columns.known(fields))
    matching = columns.match(sheet.headings, fields)
    columns.insist(matching)
    answers = [columns.values_of(row, matching) for row in sheet.rows()]
    assert [problem.message for read in answers for problem in read.problems] == []
    remarks = [remark for read in answers for remark in read.remarks]
    return [read.values for read in answers], [(found.column, found.message.split("”")[0][1:]) for found in remarks]


def test_every_library_of_the_country():
    places, remarks = read("libraries-uk/libraries_uk_hours.csv", PLACE)

    assert len(places) == 4231
    assert len({place["authority"] for place in places}) == 208
    assert sum(place["closed"] is not None for place in places) == 478
    assert all(place["postcode"] for place in places)
    assert not any("mailto" in (place["email"] or "") for place in places)
    assert str(places[1]["saturday"]) == "10:00-13:00,14:00-17:00"
    assert [(column, text) for column, text in remarks if column != "Email address"] == [
        ("Sunday staffed hours", "00:00"),
        ("Tuesday staffed hours", "07:00-02:00"),
    ]
    assert len(remarks) == 38


def test_the_libraries_of_england_in_words():
    places, remarks = read(
        "libraries-uk/libraries_england_2023.csv", (Field("reporting", "Reporting", required=True), *PLACE[1:])
    )

    assert len(places) == 3487
    assert {text for column, text in remarks if column == "postcode"} == {
        "[No registered public address]",
        "n/a - mobile",
    }
    assert Counter(column for column, _text in remarks) == {"email": 39, "postcode": 9}
    assert places[0]["monday"] == ((), "All Day (continuous)", False)
    assert places[1]["monday"].is_closed


def test_the_libraries_of_wales_with_their_links():
    places, remarks = read("libraries-uk/libraries_wales.csv", PLACE)

    assert remarks == []
    assert len(places) == 265
    assert places[0]["email"] == "kbxlh@anglesey.gov.uk"
    assert sum(place["closed"] is not None for place in places) == 2


def test_every_district_of_the_country():
    fields = (
        Field("district", "Postcode", required=True, parse=cells.district_of),
        Field("latitude", "Latitude", required=True, parse=float),
        Field("longitude", "Longitude", required=True, parse=float),
    )

    districts, remarks = read("outcodes/outcodes.csv", fields)

    assert remarks == []
    assert len({district["district"] for district in districts}) == len(districts) == 2856
    assert all(49 < district["latitude"] < 61 and -9 < district["longitude"] < 2 for district in districts)


@pytest.mark.parametrize("path", sorted(DATA.glob("*/**/*.csv")), ids=lambda path: path.name)
def test_every_other_file_can_be_read(path):
    sheet = open_sheet(path, name=path.name)

    assert all(row.problem == "" for row in sheet.rows())
    assert len(sheet.headings) > 1
