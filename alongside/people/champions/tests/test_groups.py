from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection

from alongside.kit.verdict import Refused
from alongside.people.champions import actions, queries
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks import queries as network_queries
from alongside.people.networks.models import Role
from conftest import NOW, join


@pytest.fixture
def dai(network, west):
    """Dai looks after West Leeds and nobody else."""
    member = join(network, "Dai")
    networks.give_role(member, kind=Role.Kind.MOTIVATOR, bound=west, now=NOW)
    return member


def address(group, rest: str = "") -> str:
    return f"/n/leeds/groups/{group.pk}/{rest}"


def test_join_group_and_leave_group(bea, ama, west, dai):
    assert list(queries.champions_seen_by(dai)) == []

    actions.join_group([bea], west, by=ama, now=NOW)
    assert list(queries.champions_of(west)) == [bea]
    assert list(queries.champions_seen_by(dai)) == [bea]
    actions.leave_group(bea, west, by=ama, now=NOW)

    assert list(queries.champions_seen_by(dai)) == []


def test_join_group_is_not_for_motivators(bea, west, dai):
    with pytest.raises(Refused):
        actions.join_group([bea], west, by=dai, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_join_group_of_the_same_champions_at_once_waits_its_turn(bea, enrol, network, west):
    """In whichever order they were ticked: two that held one champion each and waited for the other would never end."""
    gwen, east = enrol("Gwen"), networks.add_group(network, name="East Leeds", now=NOW)
    both_began = Barrier(2)

    def slowly(*champions):
        for champion in champions:
            yield champion
            with suppress(BrokenBarrierError):  # on SQLite the second only begins when the first is done
                both_began.wait(timeout=0.5)

    def join_them(told):
        group, *champions = told
        try:
            actions.join_group(slowly(*champions), group, by=None, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(join_them, [(west, bea, gwen), (east, gwen, bea)]))

    assert {len(queries.champions_of(group)) for group in (west, east)} == {0, 2}


def test_group_detail_shows_people_to_those_who_look_after_them(network, placed, west, dai, bea, sign_in):
    east = networks.add_group(network, name="East Leeds", now=NOW)

    page = sign_in(dai).get(address(west)).content.decode()

    assert ("Dai" in page, "Bea" in page, "Take out" in page) == (True, True, False)
    assert sign_in(dai).get(address(east)).status_code == 404
    assert sign_in(placed).get(address(west)).status_code == 404


def test_group_join_adds_those_who_were_ticked(network, bea, ama, west, dai, sign_in):
    ced = actions.enrol(network, name="Ced", started_on=NOW.date(), now=NOW)
    client = sign_in(ama)
    assert "Ced" in client.get(address(west, "champions/?q=ce")).content.decode()
    assert "Bea" not in client.get(address(west, "champions/?q=ce")).content.decode()
    assert "Choose at least one champion." in client.post(address(west, "champions/")).content.decode()

    client.post(address(west, "champions/?q=ce"), {"champions": [ced.pk]})

    assert list(queries.champions_of(west)) == [ced]
    assert sign_in(dai).post(address(west, "champions/"), {"champions": [bea.pk]}).status_code == 409


def test_group_join_knows_nobody_of_another_network(other_network, ama, west, sign_in):
    stranger = actions.enrol(other_network, name="Stranger", started_on=NOW.date(), now=NOW)

    sign_in(ama).post(address(west, "champions/"), {"champions": [stranger.pk]})

    assert Champion.objects.get(pk=stranger.pk).group is None


def test_group_leave(placed, ama, west, sign_in):
    sign_in(ama).post(address(west, f"champions/{placed.pk}/removal/"))

    placed.refresh_from_db()
    assert placed.group is None


def test_group_motivator_then_group_release(network, ama, cai, west, sign_in):
    client = sign_in(ama)
    assert "Cai" in client.get(address(west, "motivators/?q=cai")).content.decode()

    client.post(address(west, "motivators/"), {"member": cai.pk})
    assert [role.member for role in network_queries.motivators_of(west)] == [cai]
    client.post(address(west, f"motivators/{cai.pk}/removal/"))

    assert not network_queries.motivators_of(west).exists()


def test_group_release_is_for_coordinators(west, dai, sign_in):
    assert sign_in(dai).post(address(west, f"motivators/{dai.pk}/removal/")).status_code == 409
    assert network_queries.motivators_of(west).exists()
