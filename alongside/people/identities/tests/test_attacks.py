"""What whoever means harm tries with a network's own sign-in; each shows first that the same without the trick opens."""

import base64
import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils import timezone

from alongside.kit.fetching.tests.liar import CLIENT, KEYS, PERSON, SECRET, TOKEN, Liar, next_key
from alongside.kit.fetching.turns import turn
from alongside.kit.limits.actions import Limit
from alongside.kit.mail.tests.reading import newest_path
from alongside.people.accounts import actions as accounts
from alongside.people.accounts.models import Account
from alongside.people.champions.models import Champion
from alongside.people.identities import actions
from alongside.people.identities.adapter import asking_for
from alongside.people.identities.models import Identity, Provider
from alongside.people.identities.tests.conftest import begin, come_back, set_up, who
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Member, Role
from conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ready(leeds_sso: Provider, bea: Champion) -> None:
    """The sign-in is on, and Bea belongs to the network."""


def opens(liar: Liar, client: Client | None = None, **told: Any) -> Client:
    """An honest sign-in of Bea, or of whoever is told."""
    client = client or Client()
    sent = begin(client)
    liar.let_through(sent, **told)
    answer = come_back(client, sent)
    assert answer.status_code == 302, answer.content.decode()[-800:]
    return client


def refused(answer: Any, client: Client) -> bool:
    """Whether the answer is the page that says why, and nobody is signed in or tied."""
    return answer.status_code == 409 and "You are not signed in" in answer.content.decode() and who(client) is None


def test_an_honest_sign_in_opens(liar: Liar, bea: Champion):
    assert bea.member
    assert who(opens(liar)) == str(bea.member.account_id)


@pytest.mark.parametrize("state", ["", "wrong", "x" * 43])
def test_a_wrong_state_opens_nothing(liar: Liar, state: str):
    client = Client()
    sent = begin(client)
    liar.let_through(sent)

    assert refused(come_back(client, sent, state=state), client)
    assert come_back(client, sent).status_code == 302


def test_a_return_that_somebody_else_began_opens_nothing(liar: Liar):
    """Login CSRF: Bea's browser is sent to the address with which Mallory comes back."""
    mallory, victim = Client(), Client()
    sent = begin(mallory)
    begin(victim)
    liar.let_through(sent)

    assert refused(come_back(victim, sent), victim)
    assert come_back(mallory, sent).status_code == 302


def test_the_button_cannot_be_pressed_from_another_site(liar: Liar):
    client = Client(enforce_csrf_checks=True)

    assert client.post("/n/leeds/sign-in/").status_code == 403
    assert client.get("/n/leeds/sign-in/").status_code == 200
    assert "socialaccount_states" not in client.session


def test_a_return_works_once(liar: Liar):
    client = Client()
    sent = begin(client)
    liar.let_through(sent)
    assert come_back(client, sent).status_code == 302
    client.post("/account/logout/")

    liar.let_through(sent)
    assert refused(come_back(client, sent), client)


def test_a_return_that_comes_too_late_opens_nothing(liar: Liar, monkeypatch: pytest.MonkeyPatch):
    client = Client()
    sent = begin(client)
    liar.let_through(sent)
    later = time.time() + 601
    monkeypatch.setattr("allauth.socialaccount.internal.statekit.time.time", lambda: later)

    assert refused(come_back(client, sent), client)


LIES: dict[str, dict[str, Any]] = {
    "wrong nonce": {"nonce": "of another sign-in"},
    "no nonce": {"nonce": None},
    "wrong audience": {"aud": "another client"},
    "audience of others as well": {"aud": [CLIENT, "another client"]},
    "no audience": {"aud": None},
    "wrong issuer": {"iss": "https://example.org"},
    "no issuer": {"iss": None},
    "expired": {"exp": int(time.time()) - 3600},
    "no end": {"exp": None},
    "made in the future": {"iat": int(time.time()) + 3600},
    "no subject": {"sub": None},
    "empty subject": {"sub": ""},
    "subject is no text": {"sub": ["b-1"]},
    "subject too long": {"sub": "b" * 256},
    "subject with odd signs": {"sub": "b\u0000-1"},
    "unverified address": {"email_verified": False},
    "verified in words": {"email_verified": "false"},
    "nothing about verified": {"email_verified": None},
    "address of nobody": {"email": "zed@example.org"},
    "address of another network's coordinator": {"email": "eve@example.org"},
    "address that only looks alike": {"email": "be\u0430@example.org"},
    "address with odd signs": {"email": "bea\u0000@example.org"},
    "address is a list": {"email": ["bea@example.org"]},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_opens_nothing(liar: Liar, eve: Member, lie: str):
    client = Client()
    sent = begin(client)
    before = Account.objects.count()
    liar.let_through(sent, **LIES[lie])

    assert refused(come_back(client, sent), client)
    assert (Identity.objects.count(), Account.objects.count()) == (0, before)
    opens(liar, client)


def encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


FORGED: dict[str, Callable[[Liar, dict[str, Any]], str]] = {
    "nobody's signature": lambda liar, claims: f"{encoded({'alg': 'none', 'kid': 'one'})}.{encoded(claims)}.",
    "none in capitals": lambda liar, claims: f"{encoded({'alg': 'NONE', 'kid': 'one'})}.{encoded(claims)}.",
    "another key": lambda liar, claims: liar.signed(claims, key=next_key()),
    "a key of another name": lambda liar, claims: liar.signed(claims, headers={"kid": "two"}),
    "the client's secret": lambda liar, claims: liar.signed(claims, key=SECRET * 3, algorithm="HS256"),
    "the public key as a secret": lambda liar, claims: jwt.encode(
        claims, key=str(liar.key.public_key().public_numbers().n), algorithm="HS256", headers={"kid": "one"}
    ),
    "changed afterwards": lambda liar, claims: ".".join(
        [liar.signed(claims).split(".")[0], encoded(claims | {"sub": "other"}), liar.signed(claims).split(".")[2]]
    ),
    "nothing that can be read": lambda liar, claims: "a.b",
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_token_opens_nothing(liar: Liar, how: str):
    client = Client()
    sent = begin(client)
    liar.let_through(sent, token=FORGED[how](liar, liar.claims(sent)))

    assert refused(come_back(client, sent), client)
    opens(liar, client)


def test_a_subject_once_tied_counts_whatever_address_it_tells(liar: Liar, bea: Champion, cai: Member):
    assert bea.member
    opens(liar)

    assert who(opens(liar, email="cai@example.org")) == str(bea.member.account_id)
    assert who(opens(liar, email=None, email_verified=None)) == str(bea.member.account_id)
    assert [one.member for one in Identity.objects.all()] == [bea.member]


def test_another_subject_with_an_address_that_is_tied_opens_nothing(liar: Liar):
    opens(liar)
    client = Client()
    sent = begin(client)
    liar.let_through(sent, sub="b-2")

    answer = come_back(client, sent)
    assert refused(answer, client)
    assert "Your organisation knows you by another name now." in answer.content.decode()
    assert [one.subject for one in Identity.objects.all()] == ["b-1"]


def test_what_the_server_tells_beside_the_token_is_of_the_same_person(liar: Liar):
    for subject, status in (("b-2", 409), ("b-1", 302)):
        client = Client()
        sent = begin(client)
        liar.people["code"] = {"sub": subject, "email": "bea@example.org", "email_verified": True}
        liar.let_through(sent, email=None, email_verified=None)

        assert come_back(client, sent).status_code == status
    assert PERSON in liar.asked


def test_one_networks_provider_opens_no_other(liar: Liar, another: Callable[[], Liar], eve: Member):
    """Mix-up (RFC 9207): what one provider signs, and what was begun at one network, means nothing at another."""
    theirs = another()
    set_up(eve, issuer=theirs.issuer)
    eves = {"sub": "e-1", "email": "eve@example.org"}
    client = Client()

    sent = begin(client, "cardiff")
    theirs.let_through(sent, token=liar.signed(liar.claims(sent, **eves)))
    assert refused(come_back(client, sent, network="cardiff"), client), "signed by another"

    sent = begin(client, "leeds")
    theirs.let_through(sent, **eves)
    assert refused(come_back(client, sent, network="cardiff"), client), "begun elsewhere"

    sent = begin(client, "cardiff")
    theirs.let_through(sent, **eves)
    assert refused(come_back(client, sent, network="cardiff", iss=liar.issuer), client), "sent by another"

    sent = begin(client, "cardiff")
    theirs.let_through(sent, **eves)
    assert come_back(client, sent, network="cardiff", iss=theirs.issuer).status_code == 302
    assert who(client) == str(eve.account_id)


def test_a_provider_that_names_itself_must_do_so(liar: Liar):
    liar.tells["authorization_response_iss_parameter_supported"] = True
    client = Client()
    sent = begin(client)
    liar.let_through(sent)
    assert refused(come_back(client, sent), client)

    sent = begin(client)
    liar.let_through(sent)
    assert come_back(client, sent, iss=liar.issuer).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("/n/leeds/teams/", "/n/leeds/teams/"),
        ("/n/leeds/members/?q=x", "/n/leeds/members/?q=x"),
        ("https://evil.example/", "/n/leeds/"),
        ("//evil.example/", "/n/leeds/"),
        ("/\\evil.example/", "/n/leeds/"),
        ("/n/leeds/../../account/", "/n/leeds/"),
        ("/n/leeds/%2e%2e/%2E./account/", "/n/leeds/"),
        ("/n/leeds/?q=" + "x" * 1988, "/n/leeds/?q=" + "x" * 1988),
        ("/n/leeds/?q=" + "x" * 1989, "/n/leeds/"),
        ("/n/leeds.evil/", "/n/leeds/"),
        ("/n/cardiff/", "/n/leeds/"),
        ("/account/", "/n/leeds/"),
        ("javascript:alert(1)", "/n/leeds/"),
        ("/n/leeds/\r\nSet-Cookie: x=1", "/n/leeds/"),
    ],
)
def test_a_sign_in_leads_nowhere_but_into_the_network(liar: Liar, wanted: str, there: str):
    client = Client()
    sent = begin(client, next=wanted)
    liar.let_through(sent)

    assert come_back(client, sent)["Location"] == there


def test_a_sign_in_begins_only_so_often(liar: Liar, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("alongside.people.identities.actions.STARTS", Limit(3, timedelta(hours=1)))
    for _time in range(3):
        begin(Client())
    asked = len(liar.asked)

    answer = Client().post("/n/leeds/sign-in/")

    assert "too many tries" in answer.content.decode()
    assert len(liar.asked) == asked


@pytest.mark.parametrize("key", [b"[]", b"{}", b'{"keys": [{"kid": "one"}]}', b'{"keys": "x"}', b"<html>", b"\xff"])
def test_keys_that_are_none_open_nothing(liar: Liar, key: bytes):
    client = Client()
    sent = begin(client)
    liar.let_through(sent)
    liar.raw[KEYS] = (200, {"Content-Type": "application/json"}, key)

    assert refused(come_back(client, sent), client)


def test_the_second_step_is_asked_of_whoever_has_one(liar: Liar, ama: Member):
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    totp.TOTP.activate(ama.account, secret)
    client = Client()
    sent = begin(client)
    liar.let_through(sent, sub="a-1", email="ama@example.org")

    assert come_back(client, sent)["Location"] == "/account/login/second-step/"
    assert who(client) is None
    assert client.get("/n/leeds/members/").status_code == 302

    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    assert client.post("/account/login/second-step/", {"code": code})["Location"] == "/n/leeds/"
    assert who(client) == str(ama.account_id)
    assert client.get("/n/leeds/members/").status_code == 200
    assert client.get("/account/")["Location"].startswith("/account/own-sign-in/"), "still vouched for"


OUTSIDE = ["/account/", "/account/details/", "/account/password/", "/account/email/", "/account/devices/"]
OUTSIDE += ["/account/app/", "/account/passkeys/", "/account/recovery-codes/", "/n/cardiff/", "/n/never-was/"]
OUTSIDE += ["/n/cardiff/members/", "/n/leeds/tokens/new/", "/n/leeds/single-sign-on/", "/account/login/"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_vouched_session_opens_its_network_and_asks_elsewhere(liar: Liar, ama: Member, eve: Member, path: str):
    """Ama coordinates Cardiff as well: signed in herself she is let in there, and is told nothing else as somebody vouched for."""
    there = networks.admit(ama.account, network=eve.network, name="Ama", now=NOW)
    networks.give_role(there, kind=Role.Kind.COORDINATOR, now=NOW)
    client = opens(liar, sub="a-1", email="ama@example.org")
    assert client.get("/n/leeds/members/").status_code == 200

    for method in (client.get, client.post):
        answer = method(path)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/own-sign-in/")
    page = client.get(client.get(path)["Location"]).content.decode()
    assert "Sign in yourself" in page
    assert "Cardiff" not in page.replace(path, "")


def test_a_vouched_session_is_a_strangers_on_pages_for_everybody(liar: Liar, ama: Member, eve: Member, bea: Champion):
    networks.admit(ama.account, network=eve.network, name="Ama", now=NOW)
    client = opens(liar, sub="a-1", email="ama@example.org")

    assert client.get("/")["Location"] == "/n/leeds/"
    page = client.get("/n/cardiff/about/")
    assert page.status_code == 200
    assert "Sign out" not in page.content.decode()


def test_a_vouched_session_cannot_accept_for_another_network(liar: Liar, eve: Member, bea: Champion):
    networks.invite(eve.network, email="bea@example.org", name="Bea", kind=Role.Kind.CHAMPION, by=eve, now=NOW)
    path = newest_path()
    client = opens(liar)

    client.post(path, {"name": "Bea", "language": "en"})

    assert bea.member
    assert not Member.objects.filter(network=eve.network, account=bea.member.account).exists()


def ended(client: Client) -> bool:
    """Whether the session is over: the network asks to sign in."""
    answer = client.get("/n/leeds/")
    return answer.status_code == 302 and answer["Location"].startswith("/account/login/") and who(client) is None


def test_switching_off_ends_what_was_opened(liar: Liar, ama: Member):
    client = opens(liar)
    assert not ended(client)

    set_up(ama, is_on=False)
    assert ended(client)

    set_up(ama, is_on=True)
    assert ended(client), "and it does not come back to life"


@pytest.mark.parametrize("field", ["issuer", "client_id"])
def test_another_provider_ends_what_was_opened_and_unties(liar: Liar, ama: Member, field: str):
    client = opens(liar)

    set_up(ama, **{field: "https://other.example"})

    assert ended(client)
    assert not Identity.objects.exists()


def test_leaving_the_network_ends_what_was_opened(liar: Liar, ama: Member, bea: Champion):
    assert bea.member
    client = opens(liar)

    networks.dismiss(bea.member, by=ama, now=NOW)

    assert ended(client)
    sent = begin(client)
    liar.let_through(sent)
    assert refused(come_back(client, sent), client)


def test_what_was_opened_does_not_wake_when_somebody_is_admitted_anew(liar: Liar, ama: Member, bea: Champion):
    """T13: nothing was asked with the session while they were away."""
    assert bea.member
    client = opens(liar)
    assert Identity.objects.exists()

    networks.dismiss(bea.member, by=ama, now=NOW)
    assert not Identity.objects.exists()
    networks.admit(bea.member.account, network=ama.network, name="Bea", now=NOW)

    assert ended(client)
    assert who(opens(liar)) == str(bea.member.account_id), "and they come in anew"


def test_untying_ends_what_was_opened(liar: Liar, ama: Member):
    client = opens(liar)

    actions.untie(Identity.objects.get(), by=ama, now=NOW)

    assert ended(client)


def test_what_began_before_a_change_of_provider_ends_with_it(liar: Liar, another: Callable[[], Liar], ama: Member):
    client = Client()
    sent = begin(client)
    liar.let_through(sent)
    set_up(ama, issuer=another().issuer)

    assert refused(come_back(client, sent), client)


def test_signing_in_oneself_afterwards_opens_everything_again(liar: Liar, bea: Champion):
    assert bea.member
    client = opens(liar)
    assert client.get("/account/").status_code == 302

    assert (
        client.post("/account/own-sign-in/", {"next": "/account/"})["Location"] == "/account/login/code/?next=/account/"
    )
    assert who(client) is None
    link = accounts.one_time_link(bea.member.account, now=timezone.now())
    client.post("/" + link.split("/", 3)[3])

    assert client.get("/account/").status_code == 200


def test_a_sign_in_of_somebody_else_does_not_stay_vouched(liar: Liar, ama: Member, bea: Champion):
    """Ama begins by the provider and stops at her second step; whoever signs in then in their own way is not bounded."""
    totp.TOTP.activate(ama.account, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client()
    sent = begin(client)
    liar.let_through(sent, sub="a-1", email="ama@example.org")
    come_back(client, sent)
    assert bea.member
    link = accounts.one_time_link(bea.member.account, now=timezone.now())
    client.post("/" + link.split("/", 3)[3])

    assert who(client) == str(bea.member.account_id)
    assert client.get("/account/").status_code == 200


def test_somebody_invited_joins_once_and_an_account_elsewhere_is_not_taken_over(liar: Liar, ama: Member, eve: Member):
    for name in ("zed", "eve"):
        networks.invite(
            ama.network,
            email=f"{name}@example.org",
            name=name.title(),
            kind=Role.Kind.CHAMPION,
            by=ama,
            now=timezone.now(),
        )

    zed = opens(liar, sub="z-1", email="zed@example.org", name=None)
    assert who(zed) == str(Account.objects.get(email="zed@example.org", name="Zed").pk)
    assert Champion.objects.filter(network=ama.network, name="Zed").exists()

    client = Client()
    sent = begin(client)
    liar.let_through(sent, sub="e-1", email="eve@example.org")
    assert refused(come_back(client, sent), client)
    assert not Member.objects.filter(network=ama.network, account=eve.account).exists()


def test_an_invitation_that_is_withdrawn_opens_nothing(liar: Liar, ama: Member):
    made = networks.invite(
        ama.network, email="zed@example.org", name="Zed", kind=Role.Kind.CHAMPION, by=ama, now=timezone.now()
    )
    networks.withdraw(made, by=ama, now=timezone.now())
    client = Client()
    sent = begin(client)
    liar.let_through(sent, sub="z-1", email="zed@example.org")

    assert refused(come_back(client, sent), client)
    assert not Account.objects.filter(email="zed@example.org").exists()


def test_a_provider_does_not_bar_the_way_back_of_an_account_that_was_moved_away(liar: Liar, ama: Member, eve: Member):
    """T31: whoever moved Eve's account away runs a provider as well, invites her old address and vouches for it."""
    now = timezone.now()
    account, old = eve.account, eve.account.email
    accounts.ask_email_change(account, email="mallory@example.org", now=now)
    change = account.email_changes.get()
    networks.invite(ama.network, email=change.new, name="Zed", kind=Role.Kind.CHAMPION, by=ama, now=now)
    client = Client()
    sent = begin(client)
    liar.let_through(sent, sub="m-1", email=change.new)
    assert refused(come_back(client, sent), client), "nor the way to where it asked to go"
    accounts.confirm_email_change(change, now=now)
    networks.invite(ama.network, email=old, name="Zed", kind=Role.Kind.CHAMPION, by=ama, now=now)

    sent = begin(client)
    liar.let_through(sent, sub="z-1", email=old)
    assert refused(come_back(client, sent), client)
    accounts.undo_email_change(change, now=timezone.now())
    account.refresh_from_db()
    assert account.email == old


def test_a_provider_opens_an_account_at_an_address_that_nobody_can_come_back_to(liar: Liar, ama: Member, eve: Member):
    long_ago = timezone.now() - timedelta(hours=73)
    accounts.ask_email_change(eve.account, email="new@example.org", now=long_ago)
    accounts.confirm_email_change(eve.account.email_changes.get(), now=long_ago)
    networks.invite(
        ama.network, email="eve@example.org", name="Zed", kind=Role.Kind.CHAMPION, by=ama, now=timezone.now()
    )

    client = opens(liar, sub="z-1", email="eve@example.org", name="Whoever")

    assert who(client) == str(Account.objects.get(email="eve@example.org", name="Zed").pk)


def test_a_provider_that_keeps_us_waiting_holds_up_two_requests_of_its_network(liar: Liar):
    client = Client()
    sent = begin(client)
    liar.let_through(sent)
    before = len(liar.asked)
    whose = asking_for(Provider.objects.get())
    with turn(whose), turn(whose):
        assert "Others are waiting" in Client().post("/n/leeds/sign-in/").content.decode()
        assert refused(come_back(client, sent), client)
    assert len(liar.asked) == before

    assert come_back(client, sent).status_code == 302, "and loading the page again is enough"


def test_a_vouched_session_lasts_twelve_hours_whatever_is_done_in_it(liar: Liar, monkeypatch: pytest.MonkeyPatch):
    began = timezone.now()
    client = opens(liar)
    monkeypatch.setattr(timezone, "now", lambda: began + timedelta(hours=11))
    begin(client)
    assert "socialaccount_states" in client.session, "the session was saved once more"
    assert client.get("/n/leeds/").status_code == 200

    monkeypatch.setattr(timezone, "now", lambda: began + timedelta(hours=12, minutes=1))

    assert client.get("/n/leeds/")["Location"].startswith("/account/login/")


def test_a_session_that_only_waits_for_a_provider_ends_soon_and_no_other_does(liar: Liar, bea: Champion):
    assert bea.member
    waiting, own = Client(), Client()
    begin(waiting)
    own.force_login(bea.member.account)
    begin(own)

    assert waiting.session.get_expiry_age() == 15 * 60
    assert own.session.get_expiry_age() == 60 * 60 * 24 * 90
    link = accounts.one_time_link(bea.member.account, now=timezone.now())
    waiting.post("/" + link.split("/", 3)[3])
    assert waiting.session.get_expiry_age() == 60 * 60 * 24 * 90, "signed in from there, it is a session like any other"


BESIDE: dict[str, tuple[dict[str, Any], dict[str, Any], int]] = {
    "all three of the server": (
        {"email": "zed@example.org", "email_verified": False},
        {"email": "bea@example.org", "email_verified": True},
        302,
    ),
    "the token's address, the server's yes": ({"email_verified": None}, {"email_verified": True}, 409),
    "the token's address, the server's yes in Microsoft's way": ({"email_verified": None}, {"xms_edov": True}, 409),
    "the server's address, the token's yes": ({"email": None}, {"email": "bea@example.org"}, 409),
    "the server's address, the token's yes in Microsoft's way": (
        {"email": None, "email_verified": None, "xms_edov": "1"},
        {"email": "bea@example.org"},
        409,
    ),
    "the server's address, verified there, not verified here": (
        {"email": None, "email_verified": False},
        {"email": "bea@example.org", "email_verified": True},
        302,
    ),
}


@pytest.mark.parametrize("case", BESIDE)
def test_an_address_and_its_being_verified_are_of_one_answer(liar: Liar, case: str):
    signed, beside, status = BESIDE[case]
    client = Client()
    sent = begin(client)
    liar.people["code"] = {"sub": "b-1"} | beside
    liar.let_through(sent, **signed)

    assert come_back(client, sent).status_code == status
    assert PERSON in liar.asked


def test_a_server_is_not_asked_for_more_when_the_token_is_enough(liar: Liar):
    opens(liar)

    assert PERSON not in liar.asked


def test_what_was_typed_comes_back_after_a_sign_in_by_the_provider_to_its_author_alone(liar: Liar, cai: Member):
    """The other way round of what an attacker wants: signing in empties the session, but for a form that its author finds again."""
    client, log = opens(liar), "/n/leeds/log/"
    page = client.get(log).content.decode()
    hidden = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("key", "author")}
    client.session.flush()
    client.post(log, hidden | {"happened_on": "2026-11-18", "new_codes": "Heron", "length": "30"})

    assert "Heron" not in opens(liar, client, sub="c-1", email="cai@example.org").get(log).content.decode()
    client.post("/account/logout/")
    client.post(log, hidden | {"happened_on": "2026-11-18", "new_codes": "Heron", "length": "30"})
    assert 'value="Heron"' in opens(liar, client).get(log).content.decode()


@pytest.mark.parametrize("ways", [None, 7, "client_secret_basic", {}])
def test_a_description_that_changes_into_nonsense_is_refused_at_the_button(liar: Liar, ways: Any):
    begin(Client())
    liar.tells["token_endpoint_auth_methods_supported"] = ways

    answer = Client().post("/n/leeds/sign-in/")

    assert answer.status_code == 409
    assert "does not offer all" in answer.content.decode()


def test_a_token_address_that_answers_without_an_end_opens_nothing(liar: Liar):
    client = Client()
    sent = begin(client)
    liar.let_through(sent)
    liar.raw[TOKEN] = (200, {"Content-Type": "application/json"}, b"[" * 100_000)

    assert refused(come_back(client, sent), client)


def test_an_address_to_sign_in_at_that_has_a_query_keeps_it_and_decides_nothing(liar: Liar):
    """Azure AD B2C names its policy there."""
    liar.tells["authorization_endpoint"] += "?p=b2c_1_leeds&state=theirs&redirect_uri=https://mallory.example"
    client = Client()
    sent = begin(client)
    liar.let_through(sent)

    assert (sent["p"], sent["redirect_uri"]) == ("b2c_1_leeds", "http://127.0.0.1:8000/n/leeds/sign-in/return/")
    assert come_back(client, sent).status_code == 302


@pytest.mark.parametrize(
    ("says", "signed", "status"),
    [
        (None, "RS256", 302),
        (None, "RS512", 302),
        (None, "PS256", 302),
        ("PS256", "PS256", 302),
        ("RS256", "PS256", 409),
        ("PS256", "RS256", 409),
    ],
)
def test_a_key_signs_as_it_says_and_in_any_of_our_ways_when_it_says_nothing(
    liar: Liar, says: str | None, signed: str, status: int
):
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(liar.key.public_key())) | {"kid": "one", "alg": says}
    key = {name: value for name, value in public.items() if value is not None}
    liar.raw[KEYS] = (200, {"Content-Type": "application/json"}, json.dumps({"keys": [key]}).encode())
    client = Client()
    sent = begin(client)
    liar.let_through(sent, token=liar.signed(liar.claims(sent), algorithm=signed))

    assert come_back(client, sent).status_code == status
