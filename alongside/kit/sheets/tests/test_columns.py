import pytest

from alongside.kit.sheets import cells, columns
from alongside.kit.sheets.columns import Field
from alongside.kit.sheets.reading import SheetProblem
from alongside.kit.sheets.sheet import Row

DATE = Field("date", "Date", synonyms=("when", "session date"), required=True, parse=cells.day)
LENGTH = Field("length", "How long", synonyms=("minutes", "duration"), parse=cells.minutes)
EMAIL = Field("email", "E-mail address", synonyms=("email",), parse=cells.email)
PLACE = Field("place", "Place", synonyms=("venue", "library name"))
FIELDS = (DATE, LENGTH, EMAIL, PLACE)


@pytest.mark.parametrize(
    "heading",
    [
        "E-mail address",
        "EMAIL",
        "email_address",
        " Email  Address: ",
        "E-Mail Address *",
        "Email (work)",
        "émail",
        "email address",
    ],
)
def test_match_by_what_is_meant(heading):
    matching = columns.match([heading, "Notes"], FIELDS)

    assert matching.heading_of == {"email": heading}
    assert matching.unused_headings == ("Notes",)
    assert matching.unmatched == (DATE, LENGTH, PLACE)
    assert matching.missing == (DATE,)


def test_match_prefers_the_whole_heading_to_one_with_brackets():
    matching = columns.match(["Date (of birth)", "Date", "Minutes (about)"], FIELDS)

    assert matching.heading_of == {"date": "Date", "length": "Minutes (about)"}


def test_match_prefers_the_name_to_a_synonym():
    assert columns.match(["When", "Date"], FIELDS).heading_of == {"date": "Date"}


def test_match_gives_a_heading_to_one_field():
    twins = (Field("first", "Name"), Field("second", "Name"))

    assert columns.match(["Name"], twins).heading_of == {"first": "Name"}


def test_match_remembers_what_a_person_chose():
    headings = ["Date", "Updated", "Where we met", "Venue"]
    remembered = {"Updated": "date", "Where we met": "place", "Venue": "", "Gone": "email", "Date": "no such field"}

    matching = columns.match(headings, FIELDS, remembered=remembered)

    assert matching.heading_of == {"date": "Updated", "place": "Where we met"}
    assert matching.unused_headings == ("Date", "Venue")
    assert columns.match(headings, FIELDS, remembered=matching.remembered()) == matching


def test_insist_names_the_columns_that_lack():
    with pytest.raises(SheetProblem, match="no column for “Date”"):
        columns.insist(columns.match(["Venue"], FIELDS))
    columns.insist(columns.match(["Date"], FIELDS))


def test_known_holds_every_name():
    assert columns.known([DATE]) == {"date", "Date", "when", "session date"}


def test_values_of_a_row_and_everything_wrong_with_it():
    matching = columns.match(["Date", "Minutes", "Email", "Venue", "Notes"], FIELDS)

    def read(*texts):
        given = dict(zip(matching.heading_of.values(), texts, strict=False))
        values, problems, _remarks = columns.values_of(Row(7, given), matching)
        return values, [(problem.row, problem.column, problem.message.partition(".")[0]) for problem in problems]

    day = cells.day("3/3/2026")
    assert read("3/3/2026", "45", "", "York") == ({"date": day, "length": 45, "email": None, "place": "York"}, [])
    assert read("n/a", "a while", "bea@example.org", "") == (
        {"email": "bea@example.org", "place": None},
        [(7, "Date", "“Date” is empty"), (7, "Minutes", "“a while” is not a length of time")],
    )


def test_values_of_a_broken_row_are_its_problem():
    matching = columns.match(["Date"], FIELDS)

    values, problems, _remarks = columns.values_of(Row(7, {"Date": "3/3/2026"}, "Too many cells."), matching)

    assert values == {}
    assert [(problem.row, problem.message) for problem in problems] == [(7, "Too many cells.")]


def test_a_forgiving_field_is_empty_with_a_remark():
    email = Field("email", "Email", forgiving=True, parse=cells.email)

    values, problems, remarks = columns.values_of(Row(7, {"Email": "none yet"}), columns.match(["Email"], [email]))

    assert (values, problems) == ({"email": None}, [])
    assert [(remark.row, remark.column, remark.message.partition(".")[0]) for remark in remarks] == [
        (7, "Email", "“none yet” is not one e-mail address")
    ]


def test_match_of_a_thousand_headings_is_quick():
    headings = [f"Heading {number} ({'(' * 90}" for number in range(1000)]

    assert columns.match([*headings, "Date"], FIELDS).heading_of == {"date": "Date"}
