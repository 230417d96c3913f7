"""Whether somebody serves a team, as it is kept on the team, after whatever champions do."""

from datetime import date, timedelta

import pytest

from alongside.kit.edits.versions import Edit, version_of
from alongside.people.champions import actions, queries
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Team
from conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def otley(libraries):
    return networks.add_team(libraries, {"name": "Otley Library"}, now=NOW)


def served():
    return sorted(Team.objects.filter(has_champion=True).values_list("name", flat=True))


def test_a_team_is_served_once_somebody_is_enrolled_there(network, armley, otley, enrol):
    enrol("Gone", since=9, team=otley, left_on=TODAY)
    assert served() == []

    enrol("Ced", team=armley)

    assert served() == ["Armley Library"]


def test_a_team_is_served_while_one_of_its_champions_is_here(placed, armley, enrol):
    ced = enrol("Ced", team=armley)

    actions.move_on(placed, on=TODAY, by=None, now=NOW)
    assert served() == ["Armley Library"]
    actions.move_on(ced, on=TODAY, by=None, now=NOW)
    assert served() == []

    actions.bring_back(placed, by=None, now=NOW)
    assert served() == ["Armley Library"]


def test_a_champion_takes_along_that_a_team_is_served(placed, otley):
    edit = Edit({"team": otley}, version_of(placed, ["team"]))

    actions.change_champion(placed, edit, by=None, now=NOW)
    assert served() == ["Otley Library"]

    actions.set_team(placed, None, by=None, now=NOW)
    assert served() == []


def test_a_team_that_is_visited_is_served(placed, armley, otley):
    actions.add_place(placed, otley, by=None, now=NOW)
    assert served() == ["Armley Library", "Otley Library"]

    actions.dismiss(placed.member, by=None, now=NOW)
    assert served() == []

    actions.bring_back(placed, by=None, now=NOW)
    actions.leave_place(placed, otley, by=None, now=NOW)
    assert served() == ["Armley Library"]


def test_teams_told_wrong_names_them_and_no_others(network, placed, armley, otley):
    assert list(queries.teams_told_wrong(network.pk)) == []
    Team.objects.update(has_champion=True)
    assert list(queries.teams_told_wrong(network.pk)) == [otley]

    Team.objects.update(has_champion=False)

    assert list(queries.teams_told_wrong(network.pk)) == [armley]


def test_note_last_never_goes_back(bea, enrol):
    ced = enrol("Ced", since=400)

    actions.note_lasts({bea.pk: TODAY, ced.pk: TODAY - timedelta(days=5)})
    actions.note_last([bea.pk, ced.pk], on=TODAY - timedelta(days=2))

    found = dict(Champion.objects.values_list("name", "last_on"))
    assert found == {"Bea": TODAY, "Ced": TODAY - timedelta(days=2)}


def test_nothing_is_heard_of_a_champion_before_they_begin(enrol):
    ced = enrol("Ced", since=10)
    began = TODAY - timedelta(days=10)

    def heard(last_on):
        actions.set_last({ced.pk: last_on})
        return Champion.objects.get(pk=ced.pk).heard_on

    assert [heard(None), heard(date(2020, 1, 1)), heard(TODAY)] == [began, began, TODAY]
