from datetime import date, timedelta

import pytest

from alongside.people.champions import queries, rules
from alongside.people.champions.models import Champion
from alongside.people.champions.rules import Reach
from alongside.people.networks.models import Organisation, Role, Team
from alongside.people.networks.rules import EVERYTHING, Oversight

NOTHING = Oversight(whole=False)
TODAY = date(2026, 11, 19)
BEA = Champion(pk=1, name="Bea", member_id=5, organisation_id=10, team_id=20, group_id=30, started_on=TODAY)
GONE = Champion(pk=2, name="Ced", member_id=6, organisation_id=10, started_on=TODAY, left_on=TODAY)


def reach(sight: Oversight = NOTHING, charge: Oversight = NOTHING, member_id: int | None = 99) -> Reach:
    return Reach(sight=sight, charge=charge, member_id=member_id)


@pytest.mark.parametrize(
    ("oversight", "covered"),
    [
        (EVERYTHING, True),
        (Oversight(whole=False, organisations=frozenset({10})), True),
        (Oversight(whole=False, teams=frozenset({20})), True),
        (Oversight(whole=False, groups=frozenset({30})), True),
        (Oversight(whole=False, organisations=frozenset({11}), teams=frozenset({21}), groups=frozenset({31})), False),
        (NOTHING, False),
    ],
)
def test_covers(oversight, covered):
    assert rules.covers(oversight, BEA) is covered
    assert bool(rules.may_edit(reach(sight=oversight), BEA)) is covered
    assert bool(rules.may_place(reach(charge=oversight), BEA)) is covered


def test_a_champion_without_a_place_is_in_nobodys_part():
    alone = Champion(name="Dee", started_on=TODAY)

    assert not rules.covers(Oversight(whole=False, organisations=frozenset({10})), alone)
    assert not rules.may_edit(reach(member_id=None), alone)


def test_ones_own_record():
    own = reach(member_id=5)

    assert rules.may_edit(own, BEA)
    assert rules.may_let_go(own, BEA)
    assert not rules.may_place(own, BEA)
    assert not rules.may_edit(own, Champion(name="Another", member_id=7, started_on=TODAY))


def test_whoever_looks_after_them_is_not_yet_in_charge():
    motivator = reach(sight=Oversight(whole=False, groups=frozenset({30})))

    assert rules.may_edit(motivator, BEA)
    assert not rules.may_place(motivator, BEA)
    assert not rules.may_let_go(motivator, BEA)


def test_who_has_moved_on_is_brought_back_first():
    everything = reach(EVERYTHING, EVERYTHING)

    assert rules.may_edit(everything, GONE).reason == "Ced has moved on. Bring them back first."
    assert not rules.may_place(everything, GONE)
    assert not rules.may_let_go(everything, GONE)
    assert rules.may_bring_back(everything, GONE)
    assert not rules.may_bring_back(everything, BEA)
    assert not rules.may_bring_back(reach(member_id=6), GONE)


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (366, True), (367, False)])
def test_may_pause_for_a_year_at_most(days, allowed):
    until = TODAY + timedelta(days=days)

    assert bool(rules.may_pause(reach(EVERYTHING), BEA, until=until, today=TODAY)) is allowed


@pytest.mark.parametrize(
    ("charge", "allowed"),
    [
        (EVERYTHING, True),
        (Oversight(whole=False, organisations=frozenset({10})), True),
        (Oversight(whole=False, teams=frozenset({20})), True),
        (Oversight(whole=False, organisations=frozenset({11})), False),
        (NOTHING, False),
    ],
)
def test_may_add(charge, allowed):
    verdict = rules.may_add(reach(charge=charge), organisation=Organisation(pk=10), team=Team(pk=20))

    assert bool(verdict) is allowed


RIGHTS = {
    # role and its bound: may see, edit, place, let go
    (Role.Kind.COORDINATOR, None): (True, True, True, True),
    (Role.Kind.COORDINATOR, "council"): (True, True, True, True),
    (Role.Kind.COORDINATOR, "charity"): (False, False, False, False),
    (Role.Kind.PROJECT_LEAD, "libraries"): (True, True, True, True),
    (Role.Kind.PROJECT_LEAD, "armley"): (True, True, True, True),
    (Role.Kind.PROJECT_LEAD, None): (True, True, False, False),
    (Role.Kind.MOTIVATOR, "west"): (True, True, False, False),
    (Role.Kind.MOTIVATOR, None): (True, True, False, False),
    (Role.Kind.MOTIVATOR, "charity"): (False, False, False, False),
    **{
        (kind, None): (False, False, False, False)
        for kind in (Role.Kind.FACILITATOR, Role.Kind.CHAMPION, Role.Kind.EXPERT, Role.Kind.JUDGE, Role.Kind.LEARNER)
    },
}


@pytest.mark.parametrize(("role", "rights"), RIGHTS.items(), ids=str)
def test_rights_of_each_role(request, placed, with_role, charity, role, rights):
    kind, bound = role
    thing = request.getfixturevalue(bound) if bound else None
    name = {"west": "group", "armley": "team"}.get(bound or "", "organisation")
    member = with_role(kind, **({name: thing} if thing else {}))

    found = queries.reach_of(member)

    sees = queries.champions_seen_by(member).filter(pk=placed.pk).exists()
    may = [bool(rule(found, placed)) for rule in (rules.may_edit, rules.may_place, rules.may_let_go)]
    assert (sees, *may) == rights
