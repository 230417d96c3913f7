"""T02: who coordinates a part of a network sees the people and the invitations of that part, and of no other."""

import pytest
from django.test import Client
from django.utils import timezone

from alongside.kit.verdict import Refused
from alongside.people.networks import actions, queries
from alongside.people.networks.models import Group, Invitation, Member, Network, Organisation, Role, Team
from conftest import NOW, join


@pytest.fixture
def olu(network: Network) -> Member:
    """Olu coordinates one organisation of the network, Leeds City Council, and nothing else."""
    council = actions.add_organisation(network, {"name": "Leeds City Council"}, now=NOW)
    member = join(network, "Olu")
    actions.give_role(member, kind=Role.Kind.COORDINATOR, bound=council, now=NOW)
    return member


def placed(olu: Member) -> dict[str, Member]:
    """People with a role in what Olu coordinates, and people with roles beside it."""
    council, network = olu.roles.get().organisation, olu.network
    housing = actions.add_organisation(network, {"name": "Housing", "parent": council}, now=NOW)
    office = actions.add_team(housing, {"name": "Housing office"}, now=NOW)
    charity = actions.add_organisation(network, {"name": "Charity"}, now=NOW)
    shop = actions.add_team(charity, {"name": "Charity shop"}, now=NOW)
    bounds = {"Ida": council, "Jo": housing, "Kay": office, "Lou": charity, "Max": shop, "Ned": None}
    found = {name: join(network, name) for name in bounds}
    for name, bound in bounds.items():
        actions.give_role(found[name], kind=Role.Kind.CHAMPION, bound=bound, now=NOW)
        kind = Role.Kind.EXPERT if bound else Role.Kind.JUDGE
        actions.give_role(found[name], kind=kind, bound=bound and charity, now=NOW)
        asked = {"email": f"asked-{name.lower()}@example.org", "name": f"Asked {name}", "kind": Role.Kind.CHAMPION}
        actions.invite(network, **asked, bound=bound, by=first_coordinator(network), now=timezone.now())
    return found


def first_coordinator(network: Network) -> Member:
    member = queries.coordinators_of(network.pk).first()
    assert member
    return member


def test_member_list_shows_a_coordinator_of_a_part_those_whose_role_is_there(ama: Member, olu: Member, sign_in):
    """T02: of the others neither name nor address, on the page, in the download and through a filter."""
    placed(olu)
    client: Client = sign_in(olu)

    for path in ("members/", "members/?format=csv", "members/?q=o", "members/?role=champion"):
        page = client.get(f"/n/leeds/{path}").getvalue().decode()
        assert "Jo" in page
        assert [name for name in ("Lou", "Max", "Ned", "Ama") if name in page] == []
    page = client.get("/n/leeds/members/").content.decode()
    assert [name for name in ("Ida", "Jo", "Kay", "Olu") if name not in page] == []
    assert "You coordinate a part of this network: Leeds City Council." in page
    assert "You coordinate a part" not in sign_in(ama).get("/n/leeds/members/").content.decode()


def test_member_list_tells_a_coordinator_of_a_part_no_roles_elsewhere(ama: Member, olu: Member, sign_in):
    """T02: Ida is an expert of the charity as well; neither the list, nor the page, nor the filter tells."""
    ida = placed(olu)["Ida"]
    client: Client = sign_in(olu)

    assert "Expert" not in client.get(f"/n/leeds/members/{ida.pk}/").content.decode()
    assert "Ida" not in client.get("/n/leeds/members/?role=expert").content.decode().split("<main", 1)[1]
    assert "Ida" in sign_in(ama).get("/n/leeds/members/?role=expert").content.decode()


def test_member_detail_and_what_follows_are_not_there_for_people_elsewhere(ama: Member, olu: Member, sign_in):
    """T01, T02, T15: and nobody is changed by who coordinates a part."""
    people = placed(olu)
    client: Client = sign_in(olu)
    paths = ("", "roles/", "hand-over/", "removal/")

    assert [client.get(f"/n/leeds/members/{people['Lou'].pk}/{path}").status_code for path in paths] == [404] * 4
    assert [client.get(f"/n/leeds/members/{people['Jo'].pk}/{path}").status_code for path in paths] == [200] + [409] * 3
    assert client.post(f"/n/leeds/members/{people['Jo'].pk}/removal/").status_code == 409
    assert Member.objects.get(pk=people["Jo"].pk).left_at is None


def test_invitation_list_shows_a_coordinator_of_a_part_those_into_it(ama: Member, olu: Member, sign_in):
    """T02."""
    placed(olu)
    client: Client = sign_in(olu)

    for path in ("invitations/", "invitations/?format=csv", "invitations/?q=asked"):
        page = client.get(f"/n/leeds/{path}").getvalue().decode()
        told = [name for name in ("ida", "jo", "kay", "lou", "max", "ned") if f"asked-{name}@" in page]
        assert told == ["ida", "jo", "kay"]
    hidden = Invitation.objects.get(email="asked-lou@example.org")
    assert client.get(f"/n/leeds/invitations/{hidden.pk}/").status_code == 404
    assert sign_in(ama).get(f"/n/leeds/invitations/{hidden.pk}/").status_code == 200


def invited(olu: Member, bound: Organisation | Team | Group | None) -> str:
    """What becomes of an invitation by Olu into there: the role as it is written, or why not."""
    asked = {"email": "fay@example.org", "name": "Fay", "kind": Role.Kind.CHAMPION, "by": olu, "now": timezone.now()}
    try:
        return queries.role_in_words(actions.invite(olu.network, **asked, bound=bound))
    except Refused as refused:
        return refused.reason


def test_invite_reaches_as_far_as_the_coordinator_and_no_further(ama: Member, olu: Member):
    """T06, T08: their organisation, its parts and the teams there; not the network, nor what stands beside."""
    placed(olu)
    told = {
        str(bound): invited(olu, bound)
        for bound in (
            *Organisation.objects.all(),
            *Team.objects.all(),
            actions.add_group(olu.network, name="West", now=NOW),
        )
    }

    refusal = "Choose an organisation, a team or a group that you coordinate."
    assert {name: words for name, words in told.items() if words != refusal} == {
        "Leeds City Council": "Champion (Leeds City Council)",
        "Housing": "Champion (Housing)",
        "Housing office": "Champion (Housing office)",
    }
    assert invited(olu, None) == refusal


def test_invite_is_not_for_who_coordinates_no_longer(ama: Member, olu: Member):
    """T13: the role is looked at when the mail goes, not when the page was opened."""
    council = olu.roles.get().organisation
    actions.take_role(olu.roles.get(), by=ama, now=NOW)

    assert invited(olu, council) == "Only a coordinator of the network can do this."


def test_invitation_new_keeps_a_coordinator_of_a_part_to_it(ama: Member, olu: Member, sign_in):
    placed(olu)
    client: Client = sign_in(olu)
    path, typed = "/n/leeds/invitations/new/", {"name": "Fay", "email": "fay@example.org", "kind": "champion"}
    assert "The whole network" not in client.get(path).content.decode()

    beside = client.post(path, typed | {"reach": "organisation", "place": "Charity"}).content.decode()
    whole = client.post(path, typed | {"reach": "whole"}).content.decode()
    client.post(path, typed | {"reach": "team", "place": "Housing o"})

    assert "that you coordinate" in beside
    assert 'value="fay@example.org"' in beside
    assert "Choose one of the answers" in whole
    found = Invitation.objects.get(email="fay@example.org")
    assert (str(found.team), found.invited_by) == ("Housing office", olu)


def test_invitation_withdraw_and_renew_are_for_those_into_the_part(ama: Member, olu: Member, sign_in):
    placed(olu)
    client: Client = sign_in(olu)
    near, far = (Invitation.objects.get(email=f"asked-{name}@example.org") for name in ("jo", "lou"))

    answers = [
        client.post(f"/n/leeds/invitations/{one.pk}/{step}/").status_code
        for one in (near, far)
        for step in ("renewal", "removal")
    ]

    assert answers == [302, 302, 404, 404]
    assert set(Invitation.objects.filter(withdrawn_at__isnull=False)) == {near}
