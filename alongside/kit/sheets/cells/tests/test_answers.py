import pytest

from alongside.kit.sheets import cells
from alongside.kit.sheets.problems import CellProblem


@pytest.mark.parametrize(
    "text", ["Yes", "y", "TRUE", "1", "x", "X", "✓", "✔️", "ie", "Ydy", "oes", "Yes - Self-service"]
)
def test_yes(text):
    assert cells.yes_no(text) is True


@pytest.mark.parametrize("text", ["No", "n", "FALSE", "0", "✗", "na", "Nac ydy", "nac oes", "N/A", "no, sorry"])
def test_no(text):
    assert cells.yes_no(text) is False


@pytest.mark.parametrize("text", ["maybe", "Temporary Closure", "", "2", "yesterday"])
def test_neither_is_refused(text):
    with pytest.raises(CellProblem, match="neither yes nor no"):
        cells.yes_no(text)


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "n/a", "\u200b", " \ufeff ", "N/A", "[Unknown]", "tbc", "#N/A"])
def test_empty_is_known_however_it_is_written(text):
    assert cells.is_empty(text)


@pytest.mark.parametrize("text", ["0", "no", "na", "none today"])
def test_what_says_something_is_not_empty(text):
    assert not cells.is_empty(text)


def test_several_are_told_apart_and_kept_once():
    assert cells.several("Polish; Urdu, Welsh\npolish, ,") == ("Polish", "Urdu", "Welsh")


def test_several_refuses_too_many():
    with pytest.raises(CellProblem, match="lists 3 things; at most 2"):
        cells.several("a,b,c", most=2)
