import pytest

from alongside.kit.edits.versions import Edit, version_of
from alongside.kit.verdict import Refused
from alongside.people.networks import actions, queries, rules
from alongside.people.networks.models import Group, Member, Role
from conftest import NOW, join

LIST = "/n/leeds/groups/"


@pytest.fixture
def west(network) -> Group:
    return actions.add_group(network, name="West Leeds", now=NOW)


def motivate(group: Group, member: Member) -> None:
    actions.give_role(member, kind=Role.Kind.MOTIVATOR, bound=group, now=NOW)


def test_a_motivator_of_a_group_sees_no_further(network, west):
    dai = join(network, "Dai")

    motivate(west, dai)

    assert rules.oversight_of(dai) == rules.Oversight(whole=False, groups=frozenset({west.pk}))
    assert [role.member for role in queries.motivators_of(west)] == [dai]
    assert dai not in queries.could_motivate(west, words="")


def test_groups_are_kept_by_coordinators_only(network, cai, bea, west):
    for person in (cai, bea.member):
        for refused in (
            lambda by=person: actions.add_group(network, name="Mine", by=by, now=NOW),
            lambda by=person: actions.remove_group(west, by=by, now=NOW),
        ):
            with pytest.raises(Refused, match="Only a coordinator"):
                refused()


def test_change_group_and_remove_group(ama, west):
    actions.change_group(west, Edit({"name": "Leeds West"}, version_of(west, ["name"])), by=ama, now=NOW)
    west.refresh_from_db()
    assert west.name == "Leeds West"

    actions.remove_group(west, by=ama, now=NOW)
    assert not Group.objects.exists()


def test_group_list_shows_motivators_only_their_own(network, ama, west, sign_in):
    actions.add_group(network, name="East Leeds", now=NOW)
    dai = join(network, "Dai")
    motivate(west, dai)

    own, all_ = (sign_in(person).get(LIST).content.decode() for person in (dai, ama))

    assert ("West Leeds" in own, "East Leeds" in own) == (True, False)
    assert ("West Leeds" in all_, "East Leeds" in all_) == (True, True)


def test_group_list_adds_a_group(network, ama, cai, sign_in):
    answer = sign_in(ama).post(LIST, {"name": "North Leeds"})

    assert answer["Location"] == f"{LIST}{Group.objects.get().pk}/"
    assert "There is a group of that name already." in sign_in(ama).post(LIST, {"name": "North Leeds"}).content.decode()
    assert sign_in(cai).post(LIST, {"name": "Mine"}).status_code == 409


def test_group_list_asks_no_more_with_thirty(network, ama, sign_in, django_assert_max_num_queries):
    client = sign_in(ama)
    for count in (1, 29):
        for number in range(count):
            group = actions.add_group(network, name=f"Group {count} {number}", now=NOW)
            motivate(group, ama)
        with django_assert_max_num_queries(9):
            assert client.get(LIST).status_code == 200


def test_group_edit(west, ama, eve, sign_in):
    address = f"{LIST}{west.pk}/edit/"

    sign_in(ama).post(address, {"name": "Far West", "version": version_of(west, ["name"])})

    west.refresh_from_db()
    assert west.name == "Far West"
    assert sign_in(eve).get(address).status_code == 404
    assert sign_in(eve).get(f"/n/cardiff/groups/{west.pk}/edit/").status_code == 404


def test_group_remove_asks_first(west, ama, sign_in):
    client = sign_in(ama)

    assert "Remove West Leeds?" in client.get(f"{LIST}{west.pk}/removal/").content.decode()
    assert Group.objects.exists()
    client.post(f"{LIST}{west.pk}/removal/")
    assert not Group.objects.exists()
