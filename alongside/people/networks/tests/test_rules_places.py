from datetime import date

import pytest

from alongside.people.networks import rules
from alongside.people.networks.models import Organisation, Project, Team
from alongside.people.networks.rules import Oversight

COUNCIL, HOUSING = Organisation(pk=1, name="Council"), Organisation(pk=2, name="Housing", parent_id=1)
ALL, NOTHING = rules.EVERYTHING, Oversight(whole=False)
OF_HOUSING = Oversight(whole=False, organisations=frozenset({2}))


@pytest.mark.parametrize(
    ("charge", "organisation", "allowed"),
    [
        (ALL, COUNCIL, True),
        (ALL, None, True),
        (OF_HOUSING, HOUSING, True),
        (OF_HOUSING, COUNCIL, False),
        (OF_HOUSING, None, False),
        (NOTHING, HOUSING, False),
    ],
)
def test_may_change_organisation(charge, organisation, allowed):
    assert bool(rules.may_change_organisation(charge, organisation)) is allowed


@pytest.mark.parametrize(
    ("charge", "allowed"),
    [
        (ALL, True),
        (OF_HOUSING, True),
        (Oversight(whole=False, teams=frozenset({7})), True),
        (Oversight(whole=False, teams=frozenset({8})), False),
        (Oversight(whole=False, groups=frozenset({7})), False),
        (NOTHING, False),
    ],
)
def test_may_change_team(charge, allowed):
    assert bool(rules.may_change_team(charge, Team(pk=7, name="Desk", organisation_id=2))) is allowed


def test_may_stand_in_says_why_not():
    assert rules.may_stand_in(HOUSING, COUNCIL, above={1})
    assert rules.may_stand_in(HOUSING, None, above=set())

    itself = rules.may_stand_in(COUNCIL, COUNCIL, above={1})
    ring = rules.may_stand_in(COUNCIL, HOUSING, above={1, 2})

    assert itself.reason == "Council cannot be a part of itself."
    assert ring.reason.startswith("Council cannot become a part of Housing, which is a part of it already.")


def test_may_remove_only_what_is_empty():
    assert rules.may_remove(HOUSING, parts=0, teams=0)
    assert not rules.may_remove(HOUSING, parts=1, teams=0)
    assert not rules.may_remove(HOUSING, parts=0, teams=1)


@pytest.mark.parametrize(
    ("charge", "organisation_id", "allowed"),
    [(ALL, None, True), (OF_HOUSING, 2, True), (OF_HOUSING, 1, False), (OF_HOUSING, None, False)],
)
def test_may_change_project(charge, organisation_id, allowed):
    assert bool(rules.may_change_project(charge, Project(organisation_id=organisation_id))) is allowed


def test_may_add_projects_and_keep_groups():
    assert rules.may_add_projects(OF_HOUSING)
    assert not rules.may_add_projects(NOTHING)
    assert rules.may_keep_groups(ALL)
    assert not rules.may_keep_groups(OF_HOUSING)


@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-03-31", "ahead"), ("2026-04-01", "running"), ("2027-03-31", "running"), ("2027-04-01", "over")],
)
def test_state_of(today, state):
    project = Project(starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31))

    assert rules.state_of(project, today=date.fromisoformat(today)) == state


def test_state_of_a_project_without_an_end():
    assert rules.state_of(Project(starts_on=date(2020, 1, 1)), today=date(2026, 1, 1)) == "running"
