from datetime import date

import pytest
from django.utils import translation

from alongside.people.networks.forms.places import HoursForm
from alongside.people.networks.models import Team
from alongside.people.networks.rules import hours

WEEK = {"mon": ["10:00-13:00", "14:00-17:00"], "fri": ["By appointment"], "unstaffed": {"mon": ["17:00-20:00"]}}
MONDAY = date(2026, 11, 16)


def test_week_begins_today():
    days = hours.week(WEEK, today=MONDAY)

    assert days[0] == ("Monday", "10:00 to 13:00, 14:00 to 17:00", "17:00 to 20:00", True)
    assert days[1] == ("Tuesday", "", "", False)
    assert days[4] == ("Friday", "By appointment", "", False)
    assert [day.name for day in hours.week(WEEK, today=date(2026, 11, 21))][:2] == ["Saturday", "Sunday"]


def test_week_is_empty_when_nothing_is_known():
    assert hours.week({}, today=MONDAY) == []
    assert hours.week({"mon": [], "unstaffed": {}}, today=MONDAY) == []


def test_week_in_welsh():
    with translation.override("cy"):
        assert hours.week(WEEK, today=MONDAY)[0].name == "Dydd Llun"


def test_in_words():
    assert (
        hours.in_words(WEEK)
        == "Monday 10:00-13:00, 14:00-17:00; Friday By appointment; without staff: Monday 17:00-20:00"
    )
    assert hours.in_words({}) == "–"


def form(**lines: str) -> HoursForm:
    return HoursForm({"version": "", **lines}, team=Team())


@pytest.mark.parametrize(
    ("line", "spans"),
    [
        ("10:00-13:00, 14:00-17:00", ["10:00-13:00", "14:00-17:00"]),
        ("9-5", ["09:00-17:00"]),
        ("9.30am to 1pm", ["09:30-13:00"]),
        ("closed", []),
        ("", []),
        ("By appointment", ["By appointment"]),
    ],
)
def test_hours_form_reads_a_day_as_people_write_it(line, spans):
    filled = form(mon=line, unstaffed_sun="9-5")

    assert filled.is_valid()
    week = filled.edit().values["hours"]
    assert week == ({"mon": spans} if spans else {}) | {"unstaffed": {"sun": ["09:00-17:00"]}}


def test_hours_form_says_what_to_write():
    filled = form(tue="17:00-9:00am", wed="10:00-13:00")

    assert not filled.is_valid()
    assert "Tue" not in filled.errors
    assert "ends before it starts" in filled.errors["tue"][0]
    assert "wed" not in filled.errors


def test_hours_form_shows_what_is_known():
    shown = HoursForm(team=Team(hours=WEEK))

    assert [line.value() for line in shown.staffed()] == [
        "10:00-13:00, 14:00-17:00",
        "",
        "",
        "",
        "By appointment",
        "",
        "",
    ]
    assert shown.has_unstaffed()
    assert not HoursForm(team=Team()).has_unstaffed()
