"""Lists of champions: rows in, who stands in the network afterwards."""

from datetime import date

import pytest

from alongside.overview.exchange.models import Kind
from alongside.overview.exchange.tests.conftest import counts
from alongside.people.accounts.models import Account
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Group, Organisation, Team
from conftest import NOW

LIST = """Full name,E-mail,Mobile,Employer,Branch,Role,Languages,Home postcode,Start date
"JONES, Siân",SIAN@example.org,07700 900123,Leeds City Council,Garforth Library,Volunteer,"Welsh, Polish",LS25 1EH,3/3/2024
Tom Ash,,0044 7700 900456,Leeds City Council,Garforth,Staff,,,
"""


@pytest.fixture
def bring(bring_in):
    return lambda text, **options: bring_in(text, kind=Kind.CHAMPIONS, **options)


def test_champions_come_in_with_all_that_is_told(network, bring):
    accounts = Account.objects.count()

    run = bring(LIST)

    sian = Champion.objects.select_related("team", "organisation", "district").get(email="sian@example.org")
    assert (run.state, counts(run), run.remarks) == ("done", (2, 2, 0, 0, 0), 0)
    assert (sian.name, sian.phone, sian.kind) == ("Siân JONES", "+447700900123", "volunteer")
    assert (sian.organisation.name, sian.team.name, sian.district.code) == (
        "Leeds City Council",
        "Garforth Library",
        "LS25",
    )
    assert (sian.languages, sian.started_on) == (["cy", "pl"], date(2024, 3, 3))
    tom = Champion.objects.get(name="Tom Ash")
    assert (tom.email, tom.phone, tom.kind, tom.started_on) == ("", "+447700900456", "workplace", NOW.date())
    assert tom.team == sian.team
    assert run.extras == {"organisations": ["Leeds City Council"], "places": ["Garforth Library"]}
    assert Account.objects.count() == accounts


def test_the_same_list_twice_changes_nothing(network, bring):
    bring(LIST)
    before = list(Champion.objects.values())

    run = bring(LIST)

    assert counts(run) == (2, 0, 0, 2, 0)
    assert list(Champion.objects.values()) == before
    assert (Organisation.objects.count(), Team.objects.count()) == (1, 1)


def test_a_champion_is_known_by_address_then_by_name(network, bring):
    bring(LIST)

    run = bring("First name,Surname,Email,Type\nSian,Jones-Reid,sian@example.org,peer\ntom,ash,tom@example.org,\n")

    assert counts(run) == (2, 0, 2, 0, 0)
    assert list(Champion.objects.order_by("pk").values_list("name", "email", "kind")) == [
        ("Sian Jones-Reid", "sian@example.org", "peer"),
        ("Tom Ash", "tom@example.org", "workplace"),
    ]


def test_the_same_name_twice_without_an_address_asks_what_to_do(network, bring):
    run = bring("Name,Team,Organisation\nAnn Lee,Otley,Leeds\nAnn  LEE,Garforth,Leeds\n")

    assert (run.state, counts(run)) == ("refused", (2, 1, 0, 0, 1))
    assert run.findings[0][:3] == [
        3,
        "Name",
        "Row 2 has the same name. If these are two people, add the e-mail address of each; if it is one, take a row out.",
    ]


def test_two_people_of_one_name_are_told_apart_by_their_addresses(network, bring):
    run = bring("Name,Email\nAnn Lee,a@example.org\nAnn Lee,b@example.org\n")

    assert counts(run) == (2, 2, 0, 0, 0)
    assert bring("Name\nAnn Lee\n").findings[0][2] == (
        "There are 2 champions called “Ann Lee”. Add the e-mail address of the one who is meant."
    )


def test_an_address_of_two_people_is_a_problem_and_a_repeated_row_is_none(network, bring):
    run = bring("Name,Email\nAnn Lee,a@example.org\nBo Ray,a@example.org\nAnn Lee,A@example.org\n")

    assert counts(run) == (3, 1, 0, 1, 1)
    assert run.findings[0][:2] == [3, "Email"]
    assert "Row 2 has this e-mail address for somebody else" in run.findings[0][2]


def test_a_place_that_is_not_there_is_made_only_when_it_is_told_whose_it_is(network, bring):
    run = bring("Name,Email,Branch\nAnn Lee,a@example.org,Otley\n")

    assert (run.created, run.remarks) == (1, 1)
    assert "There is no place called “Otley”" in run.findings[0][2]
    assert not Team.objects.exists()


def test_a_place_is_found_without_its_organisation(network, bring_in, bring):
    bring_in("Council,Name\nLeeds,Otley Library\n")

    bring("Name,Email,Branch\nAnn Lee,a@example.org,otley\n")

    ann = Champion.objects.select_related("team", "organisation").get()
    assert (ann.team.name, ann.organisation.name) == ("Otley Library", "Leeds")


def test_cells_that_cannot_be_understood_are_left_empty_or_refused(network, bring):
    run = bring(
        "Name,Email,Phone,Role,Languages\nAnn Lee,a@example.org,ask Jean,wizard,Klingonese\nBo Ray,not one,,,\n"
    )

    assert counts(run) == (2, 1, 0, 0, 1)
    assert [(row, column, is_remark) for row, column, _text, is_remark in run.findings] == [
        (2, "Phone", True),
        (2, "Role", True),
        (2, "Languages", True),
        (3, "Email", False),
    ]


def test_who_left_and_who_is_away_comes_in_as_such(network, bring):
    run = bring(
        "Name,Email,Since,Paused until,Date left\n"
        "Ann Lee,a@example.org,April 2023,1/2/2027,\n"
        "Bo Ray,b@example.org,2024,,June 2025\n"
        "Cy Fox,c@example.org,,,2024\n"
        "Di Elm,d@example.org,1/5/2025,,1/4/2025\n"
        "Ed Yew,e@example.org,last spring,,1/4/2027\n"
    )

    rows = Champion.objects.order_by("name").values_list("started_on", "paused_until", "left_on")
    assert list(rows) == [
        (date(2023, 4, 1), date(2027, 2, 1), None),
        (date(2024, 1, 1), None, date(2025, 6, 30)),
        (date(2024, 12, 31), None, date(2024, 12, 31)),
        (date(2025, 5, 1), None, None),
        (NOW.date(), None, None),
    ]
    assert [tuple(found[:2]) for found in run.findings] == [(5, "Date left"), (6, "Since"), (6, "Date left")]
    assert run.findings[0][2] == "Nobody can have left before they began, or after today. Check the date."


def test_who_leaves_by_a_file_leaves_their_group_and_an_undone_file_brings_them_back(network, bring, undo):
    group = Group.objects.create(network=network, name="Calder")
    bring("Name,Email,Since\nAnn Lee,a@example.org,2023\n")
    Champion.objects.update(group=group)

    run = bring("Name,Email,Date left\nAnn Lee,a@example.org,1/4/2025\n")

    assert Champion.objects.values_list("left_on", "group").get() == (date(2025, 4, 1), None)
    undo(run)
    assert Champion.objects.values_list("left_on", "group").get() == (None, group.pk)


def test_a_file_sends_nobody_away_who_signs_in(network, bea, bring):
    Champion.objects.update(email="bea@example.org", started_on=date(2023, 1, 1))

    run = bring("Name,Email,Date left\nBea,bea@example.org,1/4/2025\n")

    assert (run.unchanged, Champion.objects.get().left_on) == (1, None)
    assert run.findings[0][1:3] == [
        "Date left",
        "This person has an account here, so a file cannot change this. Change it on their page.",
    ]


def test_champions_of_another_network_are_others(network, other_network, bring):
    bring(LIST, into=other_network)

    assert counts(bring(LIST)) == (2, 2, 0, 0, 0)
    assert Champion.objects.filter(network=other_network).count() == 2
