import uuid
from datetime import date

import pytest

from alongside.helping.figures.models import Figure
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Topic
from alongside.helping.sessions.queries.recounting import wrong_figures
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.edits import versions
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import District, Organisation, Project, Team
from conftest import NOW


@pytest.fixture
def team(network):
    county = Organisation.objects.create(network=network, name="County")
    library = Organisation.objects.create(network=network, name="Libraries", parent=county)
    district = District.objects.create(network=network, code="LS12")
    return Team.objects.create(network=network, organisation=library, district=district, name="Armley")


@pytest.fixture
def logged(network, bea, team):
    project = Project.objects.create(network=network, name="Home", starts_on=date(2025, 1, 1))
    topic = Topic.objects.filter(network=network)[0].pk

    def log(on, *codes, **details):
        given = {"minutes": 45, "team": team.pk, "topics": (topic,), "projects": (project.pk,)} | details
        codes = {code: uuid.uuid4() for code in codes}
        entry = LogEntry(key=uuid.uuid4(), happened_on=on, new_codes=codes, **given)
        return actions.log(bea, entry, by=bea.member, now=NOW).session

    log(date(2025, 12, 31), "Heron", "Teapot")
    log(date(2026, 3, 31), "Heron", provenance="imported")
    log(date(2026, 4, 1), "Heron", provenance="stated")
    log(date(2026, 4, 2), headcount=7, provenance="estimated", team=None)
    return log


def kept():
    return sorted(Figure.objects.values_list("scope", "scope_id", "period", "people", "sessions", "minutes", "last_on"))


def test_wrong_figures_finds_nothing_where_the_sums_were_right(network, logged):
    assert Figure.objects.count() > 50
    assert list(wrong_figures(network.pk)) == []


def test_wrong_figures_names_what_is_wrong_and_by_how_much(network, logged):
    Figure.objects.filter(scope="network", period="m2026-04").update(people=5)
    Figure.objects.filter(scope="team", period="all").update(last_on=date(2020, 1, 1))
    Figure.objects.filter(scope="project", period="y2025").delete()

    found = {(one.scope, one.period): one.columns for one in wrong_figures(network.pk)}

    assert found["network", "m2026-04"] == {"people": -4}
    assert found["team", "all"] == {"last_on": 1}
    assert found["project", "y2025"] == {"sessions": 1, "people": 2, "new_people": 2, "contacts": 2, "minutes": 45}
    assert len(found) == 3


def test_wrong_figures_names_champions_and_teams_that_keep_something_else(network, logged, bea, team):
    Champion.objects.update(last_on=None)
    Team.objects.update(has_champion=True)

    found = {(one.scope, one.scope_id, one.period): one.columns for one in wrong_figures(network.pk)}

    assert found == {("champion", bea.pk, "now"): {"last_on": 1}, ("team", team.pk, "now"): {"has_champion": 1}}


def test_rebuild_puts_right_what_champions_and_teams_keep(network, logged, bea, team):
    champions.set_team(bea, team, by=None, now=NOW)
    Champion.objects.update(last_on=date(2020, 1, 1))
    Team.objects.update(has_champion=False)

    corrected = actions.rebuild(network, now=NOW)

    assert corrected == 2
    assert (Champion.objects.get().last_on, Team.objects.get().has_champion) == (date(2026, 4, 2), True)
    assert list(wrong_figures(network.pk)) == []


def test_rebuild_finds_the_days_of_champions_together_with_their_figures(network, logged, bea):
    Figure.objects.all().delete()
    Champion.objects.update(last_on=None)

    actions.rebuild(network, now=NOW)

    assert Champion.objects.get().last_on == date(2026, 4, 2)


def test_rebuild_makes_everything_from_nothing(network, logged):
    right = kept()
    Figure.objects.all().delete()

    corrected = actions.rebuild(network, now=NOW)

    assert corrected >= len(right)
    assert kept() == right
    assert actions.rebuild(network, now=NOW) == 0


def test_rebuild_takes_away_what_should_not_be_there(network, logged):
    Figure.objects.create(network=network, scope="champion", scope_id=999, period="all", sessions=3, last_on=NOW.date())

    actions.rebuild(network, now=NOW)

    assert not Figure.objects.filter(scope_id=999).exists()
    assert list(wrong_figures(network.pk)) == []


def test_rebuild_leaves_other_networks_alone(network, other_network, logged):
    Figure.objects.create(network=other_network, scope="network", scope_id=other_network.pk, period="all", sessions=3)

    actions.rebuild(network, now=NOW)

    assert Figure.objects.get(network=other_network).sessions == 3


def test_recount_organisations_leaves_figures_alone_that_are_right(network, logged, team):
    right = kept()

    assert (
        actions.recount_organisations(network.pk, organisations=[team.organisation_id, team.organisation.parent_id])
        == 0
    )

    assert kept() == right


def test_recount_organisations_follows_a_move_in_the_tree(network, ama, logged, team):
    library, county = team.organisation, team.organisation.parent
    elsewhere = Organisation.objects.create(network=network, name="Elsewhere")
    edit = versions.Edit({"parent": elsewhere}, versions.version_of(library, ["parent"]))

    networks.change_organisation(library, edit, by=ama, now=NOW)

    assert list(wrong_figures(network.pk)) == []
    assert Figure.objects.get(scope="organisation", scope_id=elsewhere.pk, period="all").people == 2
    assert not Figure.objects.filter(scope="organisation", scope_id=county.pk).exists()
