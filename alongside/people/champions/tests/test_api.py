import pytest

from alongside.people.champions import actions
from alongside.people.networks.models import District, Group, Organisation, Role, Team
from conftest import NOW, join

CHAMPIONS = "/api/networks/leeds/champions/"


def enrol(network, name, **details):
    return actions.enrol(network, name=name, started_on=NOW.date(), now=NOW, details=details)


def names(client):
    return [one["name"] for one in client.get(CHAMPIONS).json()["items"]]


def test_champion_list_tells_who_helps_but_not_how_to_reach_them(bearer, ama, network):
    council = Organisation.objects.create(network=network, name="Leeds City Council")
    district = District.objects.create(network=network, code="LS12")
    team = Team.objects.create(network=network, organisation=council, name="Armley Library")
    fay = enrol(
        network,
        "Fay",
        organisation=council,
        team=team,
        district=district,
        email="fay@example.org",
        phone="+441134960000",
    )

    answer = bearer(ama, "read:champions").get(CHAMPIONS)

    assert answer.json() == {
        "items": [
            {
                "id": fay.pk,
                "name": "Fay",
                "kind": "volunteer",
                "sector": "citizen",
                "languages": [],
                "hours_pledged": None,
                "organisation": council.pk,
                "team": team.pk,
                "district": "LS12",
                "started_on": "2026-11-19",
                "paused_until": None,
                "left_on": None,
            }
        ],
        "next": None,
    }


def test_champion_list_is_no_wider_than_its_member(bearer, ama, bea, network, eve, other_network):
    """T03: a token reaches what its scopes and the member's own rights both allow."""
    group = Group.objects.create(network=network, name="North")
    cai = join(network, "Cai")
    Role.objects.create(member=cai, kind=Role.Kind.MOTIVATOR, group=group, given_at=NOW)
    enrol(network, "Fay", group=group)
    enrol(other_network, "Gus")

    assert names(bearer(ama)) == ["Bea", "Fay"]
    assert names(bearer(cai)) == ["Fay"]
    assert names(bearer(bea)) == ["Bea"]
    assert bearer(eve).get(CHAMPIONS).status_code == 404


def test_champion_list_narrows_at_once_with_its_member(bearer, ama, bea, network):
    client = bearer(ama)
    enrol(network, "Fay")
    assert names(client) == ["Bea", "Fay"]

    ama.roles.all().delete()

    assert names(client) == []


def test_champion_list_comes_in_parts(bearer, ama, network):
    for name in ("Fay", "Gus", "Hal"):
        enrol(network, name)
    client = bearer(ama)

    first = client.get(CHAMPIONS, {"limit": 2}).json()
    second = client.get(CHAMPIONS, {"limit": 2, "after": first["next"]}).json()

    assert [one["name"] for one in first["items"] + second["items"]] == ["Fay", "Gus", "Hal"]
    assert second["next"] is None


def test_champion_list_asks_as_much_for_one_as_for_thirty(bearer, ama, network, django_assert_num_queries):
    district = District.objects.create(network=network, code="LS12")
    client = bearer(ama)
    client.get("/api/token/")
    enrol(network, "Fay", district=district)
    with django_assert_num_queries(5):
        client.get(CHAMPIONS)
    for n in range(29):
        enrol(network, f"Number {n}", district=district)

    with django_assert_num_queries(5):
        client.get(CHAMPIONS)


@pytest.mark.parametrize("scope", ["read:sessions", "write:sessions", "read:figures", "read:places"])
def test_champion_list_needs_its_scope(bearer, ama, scope):
    assert bearer(ama, scope).get(CHAMPIONS).status_code == 403


def test_champion_show_finds_only_whom_the_member_may_see(bearer, ama, bea, network, other_network):
    fay, theirs = enrol(network, "Fay"), enrol(other_network, "Gus")

    def asked(person, pk):
        return bearer(person).get(f"{CHAMPIONS}{pk}/")

    assert asked(ama, fay.pk).json()["name"] == "Fay"
    never = asked(ama, 2**40)
    assert [asked(ama, theirs.pk).content, asked(bea, fay.pk).content] == [never.content] * 2
    assert [never.status_code, asked(ama, 0).status_code, asked(ama, 2**70).status_code] == [404, 404, 404]
