import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from alongside.kit.verdict import Refused
from alongside.people.accounts import actions as accounts
from alongside.people.accounts.models import Account
from alongside.people.champions import actions
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Group, Invitation, Member, Network, Organisation, Role, Team
from alongside.people.networks.tests.inviting import WELCOME, send
from conftest import NOW


def test_invitation_accept_changes_nothing_until_the_button_is_pressed(ama: Member):
    """T22: whatever follows links in mails accepts nothing."""
    path = send(ama)
    for _ in range(5):
        assert "Join" in Client().get(path).content.decode()
        Client().head(path)
    assert not Account.objects.filter(email="fay@example.org").exists()

    Client().post(path, WELCOME)

    assert Account.objects.filter(email="fay@example.org").exists()


def test_invitation_accept_opens_an_account_and_leads_in(ama: Member, client: Client):
    path = send(ama)

    answer = client.post(path, WELCOME)

    account = Account.objects.get(email="fay@example.org")
    assert (account.name, account.language) == ("Fay Jones", "cy")
    assert client.session["_auth_user_id"] == str(account.pk)
    assert answer["Location"] == "/n/leeds/"
    champion = Champion.objects.get()
    assert (champion.name, champion.email, champion.member) == (
        "Fay Jones",
        "fay@example.org",
        account.memberships.get(),
    )
    assert [role.kind for role in champion.member.roles.all()] == ["champion"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "You are a champion of Leeds Digital Champions now. Do this first: press “Log a session”"),
        (
            "cy",
            "Rydych yn hyrwyddwr gyda Leeds Digital Champions nawr. Gwnewch hyn yn gyntaf: pwyswch “Cofnodi sesiwn”",
        ),
    ],
)
def test_invitation_accept_welcomes_a_champion_once(ama: Member, client: Client, language: str, words: str):
    client.post(send(ama), WELCOME | {"language": language})

    pages = [client.get("/n/leeds/").content.decode() for _ in range(2)]

    assert [words in page for page in pages] == [True, False]


def test_invitation_accept_welcomes_others_with_their_role(ama: Member, network: Network, client: Client):
    fay = accounts.open_account("fay@example.org", name="Fay", now=NOW)
    client.force_login(fay)
    client.post(send(ama, kind=Role.Kind.MOTIVATOR, bound=Group.objects.create(network=network, name="North")))

    page = client.get("/n/leeds/").content.decode()

    assert "Welcome to Leeds Digital Champions. Your role: Motivator (North)." in page
    assert "Do this first" not in page


def test_invitation_accept_works_once(ama: Member):
    """T23."""
    path = send(ama)
    Client().post(path, WELCOME)

    again = Client()
    answer = again.post(path, {"name": "Thief", "language": "en"})

    assert answer.status_code == 409
    assert "_auth_user_id" not in again.session
    assert Champion.objects.count() == 1


def test_invitation_accept_works_for_seven_days(ama: Member):
    """T23."""
    send(ama, now=NOW)
    invitation = Invitation.objects.get()
    with pytest.raises(Refused, match="too old"):
        actions.accept_invitation(invitation, account=None, now=NOW + timedelta(days=7), **WELCOME)

    actions.accept_invitation(invitation, account=None, now=NOW + timedelta(days=7, seconds=-1), **WELCOME)

    assert Champion.objects.count() == 1


def test_invitation_accept_belongs_to_its_network(ama: Member, eve: Member):
    """T23: the same secret opens nothing in another network."""
    path = send(ama)

    answers = [Client().get(path.replace("/n/leeds/", "/n/cardiff/")), Client().get("/n/leeds/invitation/nothing/")]

    assert {answer.status_code for answer in answers} == {404}
    assert Client().get(path).status_code == 200


def test_invitation_accept_gives_the_role_of_the_invitation_and_no_other(ama: Member, network: Network, client: Client):
    """T08, T23: whatever is posted with it."""
    group = Group.objects.create(network=network, name="North")
    path = send(ama, kind=Role.Kind.MOTIVATOR, bound=group)

    client.post(path, WELCOME | {"kind": "coordinator", "group": "", "email": "eve@example.net", "network": "cardiff"})

    role = Role.objects.get(member__account__email="fay@example.org")
    assert (role.kind, role.group) == ("motivator", group)
    assert Champion.objects.count() == 0


def test_invitation_accept_takes_over_no_account(ama: Member, client: Client):
    """T24: whoever has an account signs in to it first; the link alone is not enough."""
    fay = accounts.open_account("fay@example.org", name="Fay", now=NOW)
    path = send(ama)
    assert "Sign in first" in client.get(path).content.decode()
    assert client.post(path, WELCOME).status_code == 409
    assert "_auth_user_id" not in client.session
    assert fay.memberships.count() == 0

    client.force_login(fay)
    answer = client.post(path)

    assert answer["Location"] == "/n/leeds/"
    fay.refresh_from_db()
    assert (fay.name, fay.memberships.get().network.slug) == ("Fay", "leeds")


def test_invitation_accept_is_for_its_own_address(ama: Member, eve: Member, sign_in):
    """T23: somebody else who is signed in cannot take it."""
    path = send(ama)
    client: Client = sign_in(eve)

    assert "another address" in client.get(path).content.decode()
    assert client.post(path).status_code == 409
    assert eve.account.memberships.count() == 1


def test_invitation_accept_opens_a_network_that_is_not_public(ama: Member, network: Network, client: Client):
    Network.objects.filter(pk=network.pk).update(is_public=False)
    path = send(ama)

    assert client.get(path).status_code == 200
    assert client.get("/n/leeds/invitation/nothing/").status_code == 404


def test_invitation_accept_names_no_network_to_whoever_holds_nothing(network: Network, client: Client):
    """T01: a hidden network, an open one and one that never was answer alike."""
    client.get("/n/leeds/invitation/nothing/")
    open_one = client.get("/n/leeds/invitation/nothing/").content.decode()
    Network.objects.filter(pk=network.pk).update(is_public=False)
    hidden = client.get("/n/leeds/invitation/nothing/").content.decode()
    never = client.get("/n/never-was/invitation/nothing/").content.decode().replace("never-was", "leeds")

    pages = {re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", page) for page in (open_one, hidden, never)}
    assert len(pages) == 1
    assert "Leeds Digital Champions" not in pages.pop()


def test_invitation_accept_gives_a_champion_the_record_that_waited(ama: Member, network: Network, client: Client):
    waiting = actions.enrol(network, name="Fay", started_on=NOW.date(), now=NOW, details={"email": "fay@example.org"})

    client.post(send(ama), WELCOME)

    waiting.refresh_from_db()
    assert waiting.member == Member.objects.get(account__email="fay@example.org")
    assert Champion.objects.count() == 1


def test_invitation_accept_puts_a_champion_into_the_team(ama: Member, network: Network, client: Client):
    council = Organisation.objects.create(network=network, name="Council")
    library = Team.objects.create(network=network, organisation=council, name="Library")

    client.post(send(ama, bound=library), WELCOME)

    champion = Champion.objects.get()
    assert (champion.team, champion.organisation) == (library, council)


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_once_are_one(ama: Member):
    """T23: one account, one member, one record, whoever is first."""
    send(ama)
    invitation = Invitation.objects.get()
    start = Barrier(4)

    def accept(place: int) -> bool:
        try:
            start.wait(timeout=10)
            actions.accept_invitation(invitation, account=None, name=f"Fay {place}", language="en", now=timezone.now())
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(max_workers=4) as pool:
        accepted = list(pool.map(accept, range(4)))

    assert sum(accepted) == 1
    assert Account.objects.filter(email="fay@example.org").count() == 1
    assert Champion.objects.count() == 1


def test_invitation_accept_tells_nobody_where_it_was(ama: Member, client: Client):
    """T67: no other page learns the address with the secret."""
    assert client.get(send(ama))["Referrer-Policy"] == "strict-origin"
