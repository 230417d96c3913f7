from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from alongside.kit.verdict import Refused
from alongside.people.champions import actions, queries
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Team
from conftest import NOW

TODAY = NOW.date()
LATER = TODAY + timedelta(days=30)


def at(champion: Champion, page: str) -> str:
    return f"/n/leeds/champions/{champion.pk}/{page}/"


def test_pause_and_come_back(placed):
    actions.pause(placed, until=LATER, by=placed.member, now=NOW)
    placed.refresh_from_db()
    assert placed.is_paused(today=TODAY)
    assert placed.is_paused(today=LATER)
    assert not placed.is_paused(today=LATER + timedelta(days=1))

    actions.come_back(placed, by=placed.member, now=NOW)

    placed.refresh_from_db()
    assert not placed.is_paused(today=TODAY)


def test_move_on_keeps_the_record_and_leaves_the_group(placed, armley, ama):
    actions.move_on(placed, on=TODAY, by=ama, now=NOW)

    placed.refresh_from_db()
    assert (placed.left_on, placed.group, placed.team) == (TODAY, None, armley)
    assert queries.champion_of(placed.member) is None
    assert list(queries.champions_at(armley, member=ama)) == []
    with pytest.raises(Refused, match="moved on"):
        actions.pause(placed, until=LATER, by=ama, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_move_on_of_two_at_once_leaves_their_places_unserved(network, placed, libraries, armley, enrol, ama):
    """Each serves the other's main place as well, so that both hold the same teams: in one order, or they never end."""
    bramley = networks.add_team(libraries, {"name": "Bramley Library"}, now=NOW)
    gwen, start = enrol("Gwen", team=bramley), Barrier(2)
    actions.add_place(gwen, armley, by=None, now=NOW)
    actions.add_place(placed, bramley, by=None, now=NOW)

    def go(champion):
        try:
            start.wait(timeout=10)
            actions.move_on(champion, on=NOW.date(), by=ama, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(go, [placed, gwen]))

    assert set(Team.objects.values_list("name", "has_champion")) == {
        ("Armley Library", False),
        ("Bramley Library", False),
    }


def test_bring_back_is_the_same_record(placed, ama):
    actions.move_on(placed, on=TODAY, by=placed.member, now=NOW)
    with pytest.raises(Refused, match="can bring a champion back"):
        actions.bring_back(placed, by=placed.member, now=NOW)

    actions.bring_back(placed, by=ama, now=NOW)

    assert queries.champion_of(placed.member) == placed


def test_motivators_pause_but_do_not_let_go(placed, cai):
    actions.pause(placed, until=LATER, by=cai, now=NOW)

    with pytest.raises(Refused, match="Only the champion, a coordinator"):
        actions.move_on(placed, on=TODAY, by=cai, now=NOW)


def test_champion_pause_asks_until_when(bea, sign_in, clock):
    client = sign_in(bea)
    assert client.get(at(bea, "pause")).status_code == 200

    wrong = client.post(at(bea, "pause"), {"until": "2026-11-18"}).content.decode()
    assert "Choose today or a day to come." in wrong
    assert 'value="2026-11-18"' in wrong
    client.post(at(bea, "pause"), {"until": "2026-12-19"})

    bea.refresh_from_db()
    assert bea.paused_until == date(2026, 12, 19)


def test_champion_come_back_ends_the_pause(bea, ama, sign_in):
    actions.pause(bea, until=LATER, by=ama, now=NOW)
    client = sign_in(bea)

    assert client.get(at(bea, "pause/end")).status_code == 405
    client.post(at(bea, "pause/end"))

    bea.refresh_from_db()
    assert bea.paused_until is None


def test_champion_move_on_then_champion_bring_back(bea, ama, cai, sign_in, clock):
    assert sign_in(cai).post(at(bea, "leaving"), {"left_on": "2026-11-19"}).status_code == 409
    sign_in(bea).post(at(bea, "leaving"), {"left_on": "2026-11-19"})
    bea.refresh_from_db()
    assert bea.left_on == TODAY

    assert "Bring back" in sign_in(ama).get(at(bea, "profile")).content.decode()
    sign_in(ama).post(at(bea, "return"))

    bea.refresh_from_db()
    assert bea.left_on is None


def test_champion_bring_back_of_somebody_who_is_here(bea, ama, sign_in):
    assert sign_in(ama).post(at(bea, "return")).status_code == 409


@pytest.mark.parametrize(("day", "said"), [("2026-11-20", "set a pause"), ("2026-11-18", "Bea began on 19 November")])
def test_champion_move_on_asks_for_a_day_that_can_be_the_last(bea, ama, sign_in, clock, day, said):
    """In words beside the field, with the day as it was typed."""
    page = sign_in(ama).post(at(bea, "leaving"), {"left_on": day}).content.decode()

    bea.refresh_from_db()
    assert (said in page, f'value="{day}"' in page, bea.left_on) == (True, True, None)
