import pytest

from alongside.overview.exchange.rules import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Garforth Library", "The Garforth Community Library"),
        ("St. Mary’s", "st marys library"),
        ("Llyfrgell Tŷ Gwyn", "TY GWYN"),
        ("Chapel Allerton & Moortown", "Chapel Allerton and Moortown"),
    ],
)
def test_places_are_alike(one, other):
    assert names.place_key(one) == names.place_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Shirley", "Shirley Park"), ("Library", "The Hub"), ("Town 1", "Town 2")])
def test_places_are_not_alike(one, other):
    assert names.place_key(one) != names.place_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("London Borough of Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("City of Bradford Metropolitan District Council", "bradford"),
        ("Cyngor Sir Powys", "Powys County Council"),
        ("Durham County Council", "County Durham"),
    ],
)
def test_councils_are_alike(one, other):
    assert names.organisation_key(one) == names.organisation_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Derby City Council", "Derbyshire County Council"), ("City of London", "The Council")]
)
def test_councils_are_not_alike(one, other):
    assert names.organisation_key(one) != names.organisation_key(other)


def test_people_are_alike_with_the_surname_first():
    assert names.person_key("JONES, Siân") == names.person_key(" Sian  Jones ") == "sian jones"
