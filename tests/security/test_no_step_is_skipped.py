"""T25: whatever is done in steps is held together by what the server keeps, not by which page somebody came from."""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils import timezone

from alongside.kit.mail.models import Letter
from alongside.kit.mail.tests.reading import newest_path
from alongside.people.accounts import actions as accounts
from alongside.people.accounts.models import Account
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Invitation, Member, Network, Role
from conftest import join

ASK, CONFIRM, STEP = "/account/login/code/", "/account/login/code/confirm/", "/account/login/second-step/"
SECRETS = {"ama": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "eve": "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"}
FORM = {"name": "Fay", "language": "en", "kind": "coordinator", "role": "coordinator", "email": "eve@example.org"}


def code_of(name: str) -> str:
    """The code that the person's app shows now."""
    return totp.format_hotp_value(totp.hotp_value(SECRETS[name], int(time.time()) // 30))


def with_app(member: Member) -> Member:
    """The member, whose account asks for a code of their app."""
    totp.TOTP.activate(member.account, SECRETS[member.name.lower()])
    return member


def first_step(client: Client, email: str) -> None:
    """Asked for a mailed code, and typed it."""
    client.post(ASK, {"email": email})
    found = re.search(r"^\d{6}", Letter.objects.latest("pk").subject)
    assert found
    client.post(CONFIRM, {"code": found[0]})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_t25_no_step_of_signing_in_stands_alone(ama: Member):
    """The second step without the first, and the page of the code without having asked, lead to the beginning."""
    with_app(ama)
    for path, typed in ((STEP, {"code": code_of("ama")}), (CONFIRM, {"code": "000000"}), (CONFIRM, {"code": ""})):
        client = Client()
        answer = client.post(path, typed)

        assert answer.status_code == 302
        assert answer["Location"] in {"/account/login/", ASK}, path
        assert not is_in(client)


@pytest.mark.parametrize(
    "path",
    ["/account/", "/account/app/remove/", "/account/password/", "/account/confirm/", "/n/leeds/", "/n/leeds/members/"],
)
def test_t25_nothing_opens_between_the_first_step_and_the_second(ama: Member, path: str):
    client = Client()
    with_app(ama)
    first_step(client, ama.account.email)

    for method in (client.get, client.post):
        answer = method(path)
        assert answer.status_code == 302
        assert answer["Location"].split("?")[0] in {ASK, "/account/confirm/"}, path
    assert not is_in(client)

    client.post(STEP, {"code": code_of("ama")})
    assert is_in(client)


def test_t25_the_second_step_is_that_of_whoever_took_the_first(ama: Member, eve: Member):
    """Eve takes her own first step, then begins as Ama; or takes Ama's: her own code opens Ama's account in neither case."""
    with_app(ama), with_app(eve)
    client = Client()
    first_step(client, eve.account.email)
    client.post(ASK, {"email": ama.account.email})
    client.post(STEP, {"code": code_of("eve")})
    assert not is_in(client)

    first_step(client, ama.account.email)
    client.post(STEP, {"code": code_of("eve")})
    assert not is_in(client)

    client.post(STEP, {"code": code_of("ama")})
    assert client.session["_auth_user_id"] == str(ama.account.pk)


def test_t25_a_code_belongs_to_the_address_it_was_mailed_to(ama: Member, eve: Member):
    """The address typed last is whose code is asked for, and no field of the form says otherwise."""
    client = Client()
    client.post(ASK, {"email": eve.account.email})
    code = Letter.objects.latest("pk").subject[:6]
    client.post(ASK, {"email": ama.account.email})
    client.post(CONFIRM, {"code": code, "email": ama.account.email, "user_id": str(ama.account.pk)})
    assert not is_in(client)

    client.post(ASK, {"email": eve.account.email})
    code = Letter.objects.latest("pk").subject[:6]
    client.post(CONFIRM, {"code": code, "email": ama.account.email, "user_id": str(ama.account.pk)})
    assert client.session["_auth_user_id"] == str(eve.account.pk)


def invited(ama: Member) -> str:
    """The path of the link that Fay was mailed."""
    networks.invite(
        ama.network, email="fay@example.org", name="Fay", kind=Role.Kind.CHAMPION, by=ama, now=timezone.now()
    )
    return newest_path()


def test_t25_an_invitation_gives_what_it_says_and_nothing_typed(ama: Member):
    path = invited(ama)

    answer = Client().post(path, FORM)

    assert answer.status_code == 302
    fay = Member.objects.get(account__email="fay@example.org")
    assert [(role.kind, role.bound) for role in fay.roles.all()] == [(Role.Kind.CHAMPION, None)]


def test_t25_an_invitation_opens_for_its_own_address_and_not_past_the_sign_in(ama: Member, eve: Member, sign_in):
    """Somebody else who is signed in, and a stranger when its address has an account, are refused; the link stays good."""
    path = invited(ama)
    accounts.open_account("fay@example.org", name="Fay", now=timezone.now())

    assert sign_in(eve).post(path, FORM).status_code == 409
    assert Client().post(path, FORM).status_code == 409

    assert not Member.objects.filter(
        network=ama.network, account__email__in=["fay@example.org", "eve@example.org"]
    ).exists()
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("state", ["withdrawn", "too old", "accepted"])
def test_t25_a_dead_invitation_opens_nothing_however_it_is_posted(ama: Member, state: str):
    path, now = invited(ama), timezone.now()
    if state == "withdrawn":
        networks.withdraw(Invitation.objects.get(), by=ama, now=now)
    if state == "too old":
        Invitation.objects.update(ends_at=now)
    if state == "accepted":
        Client().post(path, FORM)
    before = (Member.objects.count(), Account.objects.count(), Role.objects.count())

    client = Client()
    answer = client.post(path, FORM)

    assert answer.status_code == 409
    assert not is_in(client)
    assert (Member.objects.count(), Account.objects.count(), Role.objects.count()) == before


def running(network: Network) -> list[str]:
    """Who runs the network."""
    return [role.member.name for role in Role.objects.filter(member__network=network, kind=Role.Kind.COORDINATOR)]


def test_t25_a_network_is_handed_over_by_who_runs_it_and_to_who_is_there(
    ama: Member, bea: Champion, cai: Member, eve: Member, sign_in
):
    """Not by a champion who knows the address of the second click, not to somebody who left or is elsewhere, and not twice."""
    gone = join(ama.network, "Gil")
    networks.dismiss(gone, by=ama, now=timezone.now())
    there = "/n/leeds/members/{}/hand-over/"
    client = sign_in(ama)
    path = there.format(cai.pk)
    assert client.get(path).status_code == 200, "looking hands nothing over"

    told = [
        sign_in(bea).post(there.format(bea.member.pk)).status_code,
        sign_in(eve).post(path).status_code,
        sign_in(ama).post(there.format(gone.pk)).status_code,
        sign_in(ama).post(there.format(eve.pk)).status_code,
        sign_in(ama).post(there.format(ama.pk)).status_code,
    ]
    assert told == [404, 404, 404, 404, 409]
    assert running(ama.network) == ["Ama"]

    assert sign_in(ama).post(path).status_code == 302
    assert running(ama.network) == ["Cai"]
    assert sign_in(ama).post(there.format(bea.member.pk)).status_code == 404
    assert running(ama.network) == ["Cai"]
