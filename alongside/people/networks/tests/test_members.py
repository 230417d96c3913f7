from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.utils import timezone

from alongside.kit.verdict import Refused
from alongside.people.accounts.models import Account
from alongside.people.networks import actions, queries
from alongside.people.networks.models import Group, Invitation, Member, Network, Organisation, Role
from conftest import NOW, join

LAST = "A network needs a coordinator"


@pytest.fixture
def dan(network: Network) -> Member:
    """Dan coordinates the network together with Ama."""
    return join(network, "Dan", Role.Kind.COORDINATOR)


def kinds(member: Member) -> list[str]:
    return sorted(member.roles.values_list("kind", flat=True))


def coordinators(network: Network) -> list[str]:
    return sorted(member.name for member in queries.coordinators_of(network.pk))


def test_give_role_bounds_it_to_an_organisation_or_a_group(ama: Member, cai: Member, network: Network):
    council = Organisation.objects.create(network=network, name="Council")
    group = Group.objects.create(network=network, name="North")

    for bound in (council, council, group):
        actions.give_role(cai, kind=Role.Kind.PROJECT_LEAD, bound=bound, by=ama, now=NOW)

    roles = cai.roles.filter(kind=Role.Kind.PROJECT_LEAD)
    assert {(role.organisation, role.team, role.group) for role in roles} == {
        (council, None, None),
        (None, None, group),
    }
    assert roles.count() == 2


def test_give_role_needs_a_coordinator_of_the_whole_network(ama: Member, cai: Member, network: Network):
    council = Organisation.objects.create(network=network, name="Council")
    actions.give_role(cai, kind=Role.Kind.COORDINATOR, bound=council, by=ama, now=NOW)

    with pytest.raises(Refused, match="Only a coordinator"):
        actions.give_role(cai, kind=Role.Kind.COORDINATOR, by=cai, now=NOW)

    assert coordinators(network) == ["Ama"]


def test_take_role_keeps_the_last_coordinator(ama: Member, dan: Member, network: Network):
    """T16."""
    own = ama.roles.get()
    actions.take_role(dan.roles.get(), by=ama, now=NOW)

    with pytest.raises(Refused, match=LAST):
        actions.take_role(own, by=ama, now=NOW)

    assert coordinators(network) == ["Ama"]


def test_dismiss_keeps_the_last_coordinator(ama: Member, dan: Member, network: Network):
    """T16: neither by leaving nor by being removed, also by the operator."""
    actions.dismiss(dan, by=dan, now=NOW)

    for by in (ama, None):
        with pytest.raises(Refused, match=LAST):
            actions.dismiss(ama, by=by, now=NOW)

    assert coordinators(network) == ["Ama"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["dismiss", "take", "leave", "hand over"])
def test_two_coordinators_who_remove_each_other_leave_one(
    ama: Member, dan: Member, cai: Member, network: Network, way: str
):
    """T16: at the same moment, whichever way, a network keeps a coordinator."""
    start = Barrier(2)
    deeds: dict[str, Callable[[Member, Member], None]] = {
        "dismiss": lambda by, other: actions.dismiss(other, by=by, now=NOW),
        "take": lambda by, other: actions.take_role(other.roles.get(), by=by, now=NOW),
        "leave": lambda by, _other: actions.dismiss(by, by=by, now=NOW),
        "hand over": lambda by, _other: actions.hand_over(cai, by=by, now=NOW),
    }

    def remove(pair: tuple[Member, Member]) -> str:
        try:
            start.wait(timeout=10)
            deeds[way](*pair)
        except Refused as refused:
            return refused.reason
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = list(pool.map(remove, [(ama, dan), (dan, ama)]))

    assert "done" in answers
    assert len(coordinators(network)) >= 1
    if way != "hand over":
        assert sorted(answer == "done" for answer in answers) == [False, True]


def test_hand_over_swaps_the_coordinator(ama: Member, cai: Member, network: Network):
    actions.hand_over(cai, by=ama, now=NOW)

    assert coordinators(network) == ["Cai"]
    assert (kinds(ama), kinds(cai)) == ([], ["coordinator", "motivator"])


def test_somebody_who_left_comes_back_without_the_old_roles(ama: Member, cai: Member, network: Network):
    actions.dismiss(cai, by=ama, now=NOW)

    again = actions.admit(cai.account, network=network, name="Cai", now=NOW)

    assert again == cai
    assert kinds(again) == []


def test_member_list_shows_everybody_with_their_roles(ama: Member, cai: Member, eve: Member, sign_in):
    page = sign_in(ama).get("/n/leeds/members/").content.decode()

    assert "Cai" in page
    assert "Motivator" in page
    assert "Eve" not in page
    assert "Cai" not in sign_in(ama).get("/n/leeds/members/?role=coordinator").content.decode().split("<table")[-1]


def test_member_list_asks_the_same_number_of_questions_for_one_and_for_thirty(
    ama: Member, network: Network, sign_in, django_assert_num_queries
):
    client: Client = sign_in(ama)
    client.get("/n/leeds/members/")
    with django_assert_num_queries(QUERIES):
        client.get("/n/leeds/members/")
    for place in range(30):
        join(network, f"Person{place}", Role.Kind.CHAMPION, Role.Kind.EXPERT)

    with django_assert_num_queries(QUERIES):
        client.get("/n/leeds/members/")


QUERIES = 8


def test_member_detail_tells_what_was_done(ama: Member, cai: Member, sign_in):
    actions.give_role(cai, kind=Role.Kind.EXPERT, by=ama, now=NOW)

    page = sign_in(ama).get(f"/n/leeds/members/{cai.pk}/").content.decode()

    assert "cai@example.org" in page
    assert "Ama gave the role: Expert" in page


def test_role_give_asks_how_far_it_reaches(ama: Member, cai: Member, network: Network, sign_in):
    Organisation.objects.create(network=network, name="Leeds City Council")
    Organisation.objects.create(network=network, name="Leeds College")
    client: Client = sign_in(ama)
    path = f"/n/leeds/members/{cai.pk}/roles/"
    assert client.get(path).status_code == 200
    several = client.post(path, {"kind": "expert", "reach": "organisation", "place": "leeds"}).content.decode()
    assert "Leeds City Council, Leeds College" in several
    assert "Enter its name" in client.post(path, {"kind": "expert", "reach": "team"}).content.decode()
    assert kinds(cai) == ["motivator"]

    client.post(path, {"kind": "expert", "reach": "organisation", "place": "leeds ci"})
    role = cai.roles.get(kind="expert")
    assert str(role.bound) == "Leeds City Council"


def test_role_take_asks_first(ama: Member, cai: Member, sign_in):
    client: Client = sign_in(ama)
    path = f"/n/leeds/members/{cai.pk}/roles/{cai.roles.get().pk}/removal/"
    assert "Cai will no longer be: Motivator" in client.get(path).content.decode()
    assert kinds(cai) == ["motivator"]

    client.post(path)

    assert kinds(cai) == []


def test_role_give_reaches_nothing_of_another_network(ama: Member, cai: Member, other_network: Network, sign_in):
    """T01, T08."""
    Organisation.objects.create(network=other_network, name="Cardiff Council")

    answer = sign_in(ama).post(
        f"/n/leeds/members/{cai.pk}/roles/", {"kind": "expert", "reach": "organisation", "place": "Cardiff Council"}
    )

    assert "Nothing here begins with" in answer.content.decode()
    assert kinds(cai) == ["motivator"]


def test_member_hand_over_takes_two_clicks(ama: Member, cai: Member, network: Network, sign_in):
    client: Client = sign_in(ama)
    path = f"/n/leeds/members/{cai.pk}/hand-over/"
    assert path in client.get(f"/n/leeds/members/{cai.pk}/").content.decode()
    assert "Hand over" in client.get(path).content.decode()
    assert coordinators(network) == ["Ama"]

    client.post(path)

    assert coordinators(network) == ["Cai"]
    assert client.get("/n/leeds/members/").status_code == 404


def test_a_role_that_is_taken_ends_at_once(ama: Member, dan: Member, network: Network):
    """T13."""
    theirs = Client()
    theirs.force_login(dan.account)
    assert theirs.get("/n/leeds/members/").status_code == 200

    actions.take_role(dan.roles.get(), by=ama, now=NOW)

    assert theirs.get("/n/leeds/members/").status_code == 404
    assert theirs.post(f"/n/leeds/members/{ama.pk}/removal/").status_code == 404
    assert coordinators(network) == ["Ama"]


@pytest.mark.parametrize("path", ["", "roles/", "hand-over/", "removal/"])
def test_people_of_another_network_are_not_there(ama: Member, eve: Member, sign_in, path: str):
    """T01: the same 404 as for somebody who never was."""
    client: Client = sign_in(ama)

    answers = [
        getattr(client, method)(f"/n/leeds/members/{pk}/{path}")
        for pk in (eve.pk, 999_999)
        for method in ("get", "post")
        if (method, path) != ("post", "")
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Account.objects.get(pk=eve.account_id).memberships.filter(left_at__isnull=True).exists()


@pytest.mark.parametrize("path", ["members/", "invitations/", "invitations/new/"])
def test_pages_of_people_are_for_coordinators(cai: Member, ama: Member, eve: Member, sign_in, path: str):
    assert sign_in(ama).get(f"/n/leeds/{path}").status_code == 200

    assert [sign_in(person).get(f"/n/leeds/{path}").status_code for person in (cai, eve)] == [404, 404]


def test_coordinators_are_asked_for_a_second_step_until_they_have_one(ama: Member, cai: Member, sign_in):
    words = "Make your account safer with a second step."
    assert words in sign_in(ama).get("/n/leeds/members/").content.decode()
    assert words not in sign_in(cai).get("/n/leeds/").content.decode()

    TOTP.activate(ama.account, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    assert words not in sign_in(ama).get("/n/leeds/members/").content.decode()


def test_dismiss_withdraws_what_would_let_them_in_again(ama: Member, cai: Member, network: Network):
    """T13: an invitation that lies in the mailbox of somebody who was removed opens nothing; others stay."""
    for email in ("cai@example.org", "fay@example.org"):
        actions.invite(network, email=email, name="Cai", kind=Role.Kind.EXPERT, by=ama, now=timezone.now())

    actions.dismiss(cai, by=ama, now=NOW)

    withdrawn = dict(Invitation.objects.values_list("email", "withdrawn_at"))
    assert withdrawn == {"cai@example.org": NOW, "fay@example.org": None}


def test_member_detail_tells_nothing_of_another_network_of_the_same_person(
    ama: Member, eve: Member, other_network: Network, sign_in
):
    """T12: Eve belongs to both networks; each coordinator reads what was done in their own."""
    here = actions.admit(eve.account, network=ama.network, name="Eve", by=ama, now=NOW)
    actions.give_role(here, kind=Role.Kind.JUDGE, by=ama, now=NOW)

    page = sign_in(ama).get(f"/n/leeds/members/{here.pk}/").content.decode()
    theirs = sign_in(eve).get(f"/n/cardiff/members/{eve.pk}/").content.decode()

    assert ("Ama gave the role: Judge" in page, "Coordinator" in page.split("<main", 1)[1]) == (True, False)
    assert ("Ama" in theirs, "gave the role: Coordinator" in theirs) == (False, True)
