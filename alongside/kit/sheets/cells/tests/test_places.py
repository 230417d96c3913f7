import pytest

from alongside.kit.sheets import cells
from alongside.kit.sheets.problems import CellProblem


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("SW1A 1AA", "SW1A 1AA"),
        ("sw1a1aa", "SW1A 1AA"),
        ("CH1 1 RL", "CH1 1RL"),
        ("GL10 2Ng", "GL10 2NG"),
        ("NE26 1EJ.", "NE26 1EJ"),
        ("SE1  5TY", "SE1 5TY"),
        ("M1 1AE", "M1 1AE"),
        ("W1A OAX", "W1A 0AX"),
        ("GIR 0AA", "GIR 0AA"),
        ("JE2 3ZZ", "JE2 3ZZ"),
        ("SA15 5SC", "SA15 5SC"),
    ],
)
def test_postcode_in_one_form(text, postcode):
    assert cells.postcode(text) == postcode


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SW1A", "first half"),
        ("n/a - mobile", "not a postcode"),
        ("[Unknown]", "not a postcode"),
        ("LS1 44P", "not a postcode"),
        ("12345", "not a postcode"),
        ("", "not a postcode"),
    ],
)
def test_postcode_refuses_with_the_remedy(text, says):
    with pytest.raises(CellProblem, match=says):
        cells.postcode(text)


@pytest.mark.parametrize(
    ("text", "district"), [("sw1a 1aa", "SW1A"), ("SW1A", "SW1A"), ("ls1", "LS1"), ("B495HJ", "B49")]
)
def test_district_is_the_first_half(text, district):
    assert cells.district_of(text) == district


def test_district_of_what_is_no_postcode_is_refused():
    with pytest.raises(CellProblem, match="not a postcode"):
        cells.district_of("Leeds")
