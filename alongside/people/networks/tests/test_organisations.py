import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from alongside.kit.edits.versions import Changed, Edit, version_of
from alongside.kit.verdict import Refused
from alongside.people.networks import actions, queries
from alongside.people.networks.models import Network, Organisation, Role
from alongside.people.networks.queries import trees
from conftest import NOW

LIST = "/n/leeds/organisations/"


def edit(row: Organisation, **values: object) -> Edit:
    return Edit(values, version_of(row, values))


def version_in(page: str) -> str:
    return re.search(r'name="version" value="(\w+)"', page)[1]


def shape(network: Network) -> list[tuple[str, int, int]]:
    return [(node.organisation.name, node.depth, node.all_teams) for node in trees.flat(trees.tree_of(network))]


def test_tree_of_counts_open_teams_of_parts_too(network, council, housing, armley, django_assert_num_queries):
    desk = actions.add_team(housing, {"name": "Desk"}, now=NOW)
    shut = actions.add_team(housing, {"name": "Old desk"}, now=NOW)
    actions.close_team(shut, on=NOW.date(), by=None, now=NOW)

    with django_assert_num_queries(2):
        found = shape(network)

    assert found == [("Leeds City Council", 0, 2), ("Housing", 1, 1)]
    assert desk.is_open


def test_parts_of_reaches_the_bottom(network, council, housing):
    actions.add_organisation(network, {"name": "Estates", "parent": housing}, now=NOW)

    assert queries.parts_of([council.pk]) == set(Organisation.objects.values_list("pk", flat=True))


def test_change_organisation_moves_it_in_the_tree(network, ama, council, housing):
    actions.change_organisation(housing, edit(housing, parent=None), by=ama, now=NOW)

    assert shape(network) == [("Housing", 0, 0), ("Leeds City Council", 0, 0)]
    told = queries.told_of(housing, network=network, sentences={})
    assert told[0].changes == [("Parent", "Leeds City Council", "–")]


def test_change_organisation_refuses_a_ring(network, ama, council, housing):
    with pytest.raises(Refused, match="which is a part of it already"):
        actions.change_organisation(council, edit(council, parent=housing), by=ama, now=NOW)

    assert shape(network) == [("Leeds City Council", 0, 0), ("Housing", 1, 0)]


def test_change_organisation_refuses_the_second_half_of_a_ring(network, ama, council):
    """Two people, each of whom saw two organisations beside each other."""
    charity = actions.add_organisation(network, {"name": "Charity"}, now=NOW)
    first, second = edit(council, parent=charity), edit(charity, parent=council)

    actions.change_organisation(council, first, by=ama, now=NOW)
    with pytest.raises(Refused, match="cannot become a part"):
        actions.change_organisation(charity, second, by=ama, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_change_organisation_of_two_at_once_makes_no_ring(network, ama):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; its writers wait for each other anyway")
    for round_ in range(5):
        one = actions.add_organisation(network, {"name": f"One {round_}"}, now=NOW)
        two = actions.add_organisation(network, {"name": f"Two {round_}"}, now=NOW)

        def move(what: Organisation, into: Organisation) -> bool:
            try:
                actions.change_organisation(what, edit(what, parent=into), by=ama, now=NOW)
            except Refused:
                return False
            finally:
                connections.close_all()
            return True

        with ThreadPoolExecutor(2) as pool:
            moved = list(pool.map(move, [one, two], [two, one]))

        assert sorted(moved) == [False, True]


def test_change_organisation_of_two_coordinators_loses_neither_text(network, ama, council):
    """T89"""
    mine = edit(council, name="Leeds Council")
    actions.change_organisation(council, edit(council, name="City of Leeds"), by=ama, now=NOW)

    with pytest.raises(Changed) as refusal:
        actions.change_organisation(council, mine, by=ama, now=NOW)

    assert refusal.value.differences == [("Name", "City of Leeds", "Leeds Council")]


def test_a_name_is_given_once_in_a_network(network, other_network, ama, council):
    with pytest.raises(Refused, match="called Leeds City Council already"):
        actions.add_organisation(network, {"name": "Leeds City Council"}, now=NOW)

    assert actions.add_organisation(other_network, {"name": "Leeds City Council"}, now=NOW)


def test_leads_change_their_own_part_only(network, council, housing, in_charge):
    lead = in_charge(Role.Kind.PROJECT_LEAD, organisation=housing)

    actions.change_organisation(housing, edit(housing, code="H1"), by=lead, now=NOW)
    estates = actions.add_organisation(network, {"name": "Estates", "parent": housing}, by=lead, now=NOW)

    actions.change_organisation(estates, edit(estates, code="H2"), by=lead, now=NOW)
    for refused in (
        lambda: actions.change_organisation(council, edit(council, code="C"), by=lead, now=NOW),
        lambda: actions.change_organisation(estates, edit(estates, parent=council), by=lead, now=NOW),
        lambda: actions.add_organisation(network, {"name": "Mine"}, by=lead, now=NOW),
        lambda: actions.remove_organisation(council, by=lead, now=NOW),
    ):
        with pytest.raises(Refused):
            refused()


def test_remove_organisation_only_when_nothing_is_in_it(network, ama, council, housing, armley):
    with pytest.raises(Refused, match="not empty"):
        actions.remove_organisation(council, by=ama, now=NOW)
    project = actions.add_project(network, {"name": "P", "organisation": housing, "starts_on": NOW.date()}, now=NOW)
    with pytest.raises(Refused, match="still has champions, projects"):
        actions.remove_organisation(housing, by=ama, now=NOW)
    assert Organisation.objects.filter(pk=housing.pk).exists()

    actions.change_project(
        project, Edit({"organisation": None}, version_of(project, ["organisation"])), by=ama, now=NOW
    )
    actions.remove_organisation(housing, by=ama, now=NOW)

    assert shape(network) == [("Leeds City Council", 0, 1)]


def test_organisation_list_as_tree_and_as_table(network, ama, council, housing, armley, sign_in):
    client = sign_in(ama)

    tree = client.get(LIST).content.decode()
    table = client.get(LIST + "?as=table").content.decode()

    assert re.search(r'class="tree".*Leeds City Council.*1 open team.*<ul>.*Housing', tree, re.DOTALL)
    assert "<table" not in tree
    assert re.search(r"<table.*Leeds City Council.*Housing", table, re.DOTALL)


def test_organisation_list_is_one_question_at_any_size(network, ama, sign_in, django_assert_max_num_queries):
    client = sign_in(ama)
    for count in (1, 30):
        for number in range(count):
            actions.add_organisation(network, {"name": f"Partner {count} {number}"}, now=NOW)
        with django_assert_max_num_queries(9):
            assert client.get(LIST).status_code == 200


def test_organisation_list_says_how_to_begin(network, ama, sign_in):
    assert "No organisations yet" in sign_in(ama).get(LIST).content.decode()


def test_organisation_add_puts_it_where_asked(network, ama, council, sign_in):
    client = sign_in(ama)
    page = client.get(f"{LIST}new/?inside={council.pk}").content.decode()
    assert re.search(rf'value="{council.pk}" selected', page)

    answer = client.post(LIST + "new/", {"name": "Adult care", "parent": council.pk, "website": "care.example"})

    added = Organisation.objects.get(name="Adult care")
    assert answer["Location"] == f"{LIST}{added.pk}/"
    assert (added.parent, added.website) == (council, "https://care.example")


def test_organisation_add_keeps_what_was_typed(network, ama, council, sign_in):
    page = sign_in(ama).post(LIST + "new/", {"name": council.name, "code": "E08000035"}).content.decode()

    assert "There is an organisation of that name already." in page
    assert 'value="E08000035"' in page


def test_organisation_add_is_refused_to_those_in_charge_of_nothing(network, bea, cai, council, eve, sign_in):
    for person in (bea, cai):
        assert sign_in(person).post(LIST + "new/", {"name": "Mine"}).status_code == 409
    assert sign_in(eve).post(LIST + "new/", {"name": "Mine"}).status_code == 404
    assert not Organisation.objects.filter(name="Mine").exists()


def test_organisation_edit_offers_no_place_inside_itself(network, ama, council, housing, sign_in):
    charity = actions.add_organisation(network, {"name": "Charity"}, now=NOW)
    address = f"{LIST}{council.pk}/edit/"

    page = sign_in(ama).get(address).content.decode()

    assert set(re.findall(r'<option value="(\d+)"', page)) == {str(charity.pk)}
    answer = sign_in(ama).post(address, {"name": council.name, "parent": charity.pk, "version": version_in(page)})
    assert answer.status_code == 302
    council.refresh_from_db()
    assert council.parent == charity


def test_organisation_edit_of_another_network_is_not_there(other_network, ama, eve, sign_in):
    theirs = actions.add_organisation(other_network, {"name": "Cardiff Council"}, now=NOW)

    assert sign_in(eve).get(f"/n/cardiff/organisations/{theirs.pk}/edit/").status_code == 200
    for address in (f"{LIST}{theirs.pk}/edit/", f"{LIST}{theirs.pk}/removal/", f"{LIST}{theirs.pk}/"):
        assert sign_in(ama).get(address).status_code == 404


def test_organisation_remove_asks_first(network, ama, housing, sign_in):
    client = sign_in(ama)

    assert "Remove Housing?" in client.get(f"{LIST}{housing.pk}/removal/").content.decode()
    assert Organisation.objects.filter(pk=housing.pk).exists()
    assert client.post(f"{LIST}{housing.pk}/removal/")["Location"] == LIST
    assert not Organisation.objects.filter(pk=housing.pk).exists()
