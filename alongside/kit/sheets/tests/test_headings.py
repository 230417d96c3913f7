import pytest

from alongside.kit.sheets import headings


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_column_letters(index, letters):
    assert headings.column_letters(index) == letters


def test_unique_numbers_what_comes_again():
    assert headings.unique(["Note", "Note (2)", "Note", " Note\n", "x" * 300]) == (
        "Note",
        "Note (2)",
        "Note (3)",
        "Note (4)",
        "x" * 200,
    )


@pytest.mark.parametrize("text", ["E-mail Address", "email_address", "E MAIL  ADDRESS*", "é-mail addréss:"])
def test_normalised_keeps_letters_and_figures(text):
    assert headings.normalised(text) == "emailaddress"


def test_without_brackets():
    assert headings.without_brackets("Date (dd/mm/yyyy) [required]") == "date"
