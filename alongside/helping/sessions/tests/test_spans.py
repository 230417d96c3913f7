import uuid
from datetime import date

import pytest

from alongside.helping.figures.models import COLUMNS, Figure
from alongside.helping.figures.rules import period_named
from alongside.helping.sessions import actions
from alongside.helping.sessions.queries import spans
from alongside.helping.sessions.rules import LogEntry
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Group, Organisation, Team
from alongside.people.networks.rules import Oversight
from conftest import NOW


@pytest.fixture
def log(bea):
    def logged(on, *codes, champion=bea, **details):
        entry = LogEntry(
            key=uuid.uuid4(), happened_on=on, new_codes={code: uuid.uuid4() for code in codes}, minutes=30, **details
        )
        return actions.log(champion, entry, by=champion.member, now=NOW).session

    return logged


def columns(figure):
    return {name: getattr(figure, name) for name in COLUMNS if getattr(figure, name)}


def test_figure_in_counts_people_once_over_a_run_of_months(network, log):
    log(date(2026, 1, 10), "Heron", provenance="imported")
    log(date(2026, 2, 10), "Heron", "Teapot", provenance="stated")
    log(date(2026, 3, 10), "Heron", "Otter", provenance="imported")
    log(date(2026, 4, 10), "Gull")

    found = spans.figure_in(network.pk, scope=("network", network.pk), period=period_named("r2026-02-2026-03"))

    assert columns(found) == {
        "sessions": 2,
        "sessions_stated": 1,
        "sessions_imported": 1,
        "people": 3,
        "people_stated": 2,
        "people_imported": 1,
        "new_people": 2,
        "contacts": 4,
        "minutes": 60,
        "minutes_stated": 30,
        "minutes_imported": 30,
    }


@pytest.mark.parametrize("scope", ["network", "champion", "team", "organisation", "topic"])
def test_a_run_that_holds_all_sessions_is_the_figure_of_everything(network, bea, log, scope):
    organisation = Organisation.objects.create(network=network, name="Libraries")
    team = Team.objects.create(network=network, organisation=organisation, name="Armley")
    topics = tuple(network.topics.values_list("pk", flat=True)[:2])
    for month in (1, 2, 5):
        log(date(2026, month, 10), "Heron", f"Teapot {month}", team=team.pk, topics=topics)

    run = spans.figures_by(network.pk, scope=scope, period=period_named("r2025-12-2026-06"))
    kept = spans.figures_by(network.pk, scope=scope, period=period_named("all"))

    assert kept
    assert {one.scope_id: columns(one) for one in run} == {one.scope_id: columns(one) for one in kept}


def test_figure_in_is_nought_where_nothing_was_logged(network):
    for name in ("m2026-01", "r2026-01-2026-02", "all"):
        assert columns(spans.figure_in(network.pk, scope=("network", network.pk), period=period_named(name))) == {}


def test_figures_within_a_group_are_those_of_its_champions(network, bea, log):
    group = Group.objects.create(network=network, name="North")
    one = champions.enrol(network, name="One", started_on=NOW.date(), now=NOW, details={"group": group})
    two = champions.enrol(network, name="Two", started_on=NOW.date(), now=NOW, details={"group": group})
    log(date(2026, 4, 10), "Gull")
    mine = actions.log(
        one,
        LogEntry(
            key=uuid.uuid4(),
            happened_on=date(2026, 4, 11),
            minutes=20,
            champions=(two.pk,),
            new_codes={"Heron": uuid.uuid4()},
        ),
        by=None,
        now=NOW,
    ).session

    found = spans.figures_within(network.pk, oversight=Oversight(whole=False, groups=frozenset({group.pk})))

    assert mine.helpers.count() == 2
    assert set(found) == {"m2026-04", "q2026-2", "y2026", "f2026", "all"}
    assert columns(found["m2026-04"]) == {"sessions": 1, "people": 1, "new_people": 1, "contacts": 1, "minutes": 40}


def test_figures_within_an_organisation_are_those_kept_of_it(network, log):
    county = Organisation.objects.create(network=network, name="County")
    part = Organisation.objects.create(network=network, name="Libraries", parent=county)
    team = Team.objects.create(network=network, organisation=part, name="Armley")
    log(date(2026, 4, 10), "Gull")
    log(date(2026, 4, 11), "Heron", team=team.pk)
    log(date(2026, 5, 11), "Heron", headcount=3, team=team.pk, provenance="stated")

    found = spans.figures_within(network.pk, oversight=Oversight(whole=False, organisations=frozenset({county.pk})))

    kept = Figure.objects.filter(scope="organisation", scope_id=county.pk)
    assert {name: columns(one) for name, one in found.items()} == {one.period: columns(one) for one in kept}


def test_figures_within_nothing_are_none(network, log):
    log(date(2026, 4, 10), "Gull")

    assert spans.figures_within(network.pk, oversight=Oversight(whole=False)) == {}


def test_figure_within_counts_people_once_over_a_run_of_months(network, log):
    organisation = Organisation.objects.create(network=network, name="Libraries")
    team = Team.objects.create(network=network, organisation=organisation, name="Armley")
    log(date(2026, 3, 11), "Heron", team=team.pk)
    log(date(2026, 4, 11), "Heron", "Teapot", team=team.pk)
    log(date(2026, 5, 11), "Heron", "Gull", team=team.pk)
    seen = Oversight(whole=False, organisations=frozenset({organisation.pk}))
    run = period_named("r2026-03-2026-04")

    found = spans.figure_within(
        network.pk, oversight=seen, period=run, months=spans.figures_within(network.pk, oversight=seen)
    )

    assert columns(found) == columns(spans.figure_in(network.pk, scope=("organisation", organisation.pk), period=run))
    assert (found.people, found.contacts) == (2, 3)
