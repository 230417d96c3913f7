import pytest

from alongside.kit.sheets import cells
from alongside.kit.sheets.problems import CellProblem


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("10:00-13:00,14:00-17:00", "10:00-13:00,14:00-17:00"),
        ("9:00-17:00", "09:00-17:00"),
        ("9-5", "09:00-17:00"),
        ("9am-5pm", "09:00-17:00"),
        ("9 a.m. - 5 p.m.", "09:00-17:00"),
        ("9-5pm", "09:00-17:00"),
        ("1-5pm", "13:00-17:00"),
        ("9.30am to 1pm; 2pm to 5.30pm", "09:30-13:00,14:00-17:30"),
        ("0900-1730", "09:00-17:30"),
        ("10 – 1", "10:00-13:00"),
        ("12-4", "12:00-16:00"),
        ("10am-noon and 1pm-4pm", "10:00-12:00,13:00-16:00"),
        ("noon-midnight", "12:00-24:00"),
        ("10:00-00:00", "10:00-24:00"),
        ("9yb", None),
        ("24 hours", "00:00-24:00"),
        ("00:00-24:00", "00:00-24:00"),
    ],
)
def test_opening_hours_are_spans(text, written):
    if written is None:
        with pytest.raises(CellProblem):
            cells.opening_hours(text)
    else:
        assert str(cells.opening_hours(text)) == written


@pytest.mark.parametrize("text", ["Closed", "N/A Closed", "closed", "Ar gau"])
def test_opening_hours_know_when_it_is_closed(text):
    assert cells.opening_hours(text).is_closed


@pytest.mark.parametrize("text", ["All Day (continuous)", "AM & PM (with closure)", "Appointment Only"])
def test_opening_hours_keep_words(text):
    assert cells.opening_hours(text) == ((), text, False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("99:99", "not opening hours"),
        ("00:00", "not opening hours"),
        ("10:00", "not opening hours"),
        ("10:00-25:00", "not opening hours"),
        ("10:00-13:60", "not opening hours"),
        ("13pm-14pm", "not opening hours"),
        ("17:00-09:00", "ends before it starts"),
        ("10:00-10:00", "ends before it starts"),
        ("10:00-14:00,13:00-17:00", "overlap"),
        ("first Monday, 2pm", "not opening hours"),
        (",1", "not opening hours"),
    ],
)
def test_opening_hours_refuse_with_the_remedy(text, says):
    with pytest.raises(CellProblem, match=says):
        cells.opening_hours(text)
