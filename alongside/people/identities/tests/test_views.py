"""The pages of a network's own sign-in."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.kit.fetching.tests.liar import CLIENT, DISCOVERY, SECRET, Liar
from alongside.kit.history.models import Deed
from alongside.kit.limits.actions import Limit
from alongside.kit.mail.models import Letter
from alongside.people.champions.models import Champion
from alongside.people.identities.models import Identity, Provider
from alongside.people.identities.tests.conftest import begin, come_back, set_up, who
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Member, Network, Role
from conftest import NOW, join

pytestmark = pytest.mark.django_db

PATH = "/n/leeds/single-sign-on/"


def typed(page: Any, **told: str) -> dict[str, str]:
    """What a coordinator types, with the version of the page that they saw."""
    version = re.search(r'name="version"[^>]*value="([^"]*)"', page.content.decode())
    assert version
    words = {"is_on": "on", "words": "Sign in with Leeds City Council", "client_id": CLIENT, "secret": SECRET}
    return {name: value for name, value in (words | {"version": version[1]} | told).items() if value}


def test_single_sign_on_is_set_up_and_its_secret_never_shown_again(sign_in, ama: Member, liar: Liar):
    client = sign_in(ama)
    page = client.get(PATH)
    assert "http://127.0.0.1:8000/n/leeds/sign-in/return/" in page.content.decode()

    saved = client.post(PATH, typed(page, issuer=liar.issuer))

    assert (saved.status_code, saved["Location"]) == (302, PATH)
    row = Provider.objects.get()
    assert (row.is_on, row.issuer, row.client_id) == (True, liar.issuer, CLIENT)
    assert SECRET not in row.secret
    assert "secret with" not in client.get(PATH).content.decode()
    assert "secret with" not in str(list(Deed.objects.values_list("changes", flat=True)))


def test_single_sign_on_keeps_the_secret_when_none_is_typed(sign_in, ama: Member, leeds_sso: Provider, liar: Liar):
    client = sign_in(ama)

    client.post(PATH, typed(client.get(PATH), issuer=liar.issuer, secret="", words="Council"))

    row = Provider.objects.get()
    assert (row.words, row.secret, row.generation) == ("Council", leeds_sso.secret, leeds_sso.generation)


@pytest.mark.parametrize("field", ["issuer", "client_id"])
def test_single_sign_on_asks_for_the_secret_again_with_another_provider(
    sign_in, ama: Member, leeds_sso: Provider, liar: Liar, another: Callable[[], Liar], field: str
):
    client, theirs = sign_in(ama), another()
    changes = {"issuer": liar.issuer} | {field: theirs.issuer}

    page = client.post(PATH, typed(client.get(PATH), secret="", **changes)).content.decode()

    assert "Enter the client secret as well" in page
    assert (Provider.objects.get().secret, theirs.asked) == (leeds_sso.secret, [])
    assert client.post(PATH, typed(client.get(PATH), **changes)).status_code == 302


def test_single_sign_on_is_for_who_runs_the_network(sign_in, bea: Champion, ama: Member):
    assert sign_in(ama).get(PATH).status_code == 200
    assert sign_in(bea).get(PATH).status_code == 404


def test_single_sign_on_asks_again_who_it_is(ama: Member):
    client = Client()
    client.force_login(ama.account)

    assert client.get(PATH)["Location"].startswith("/account/confirm/")


def broken(tells: dict[str, Any], **told: Any) -> dict[str, Any]:
    return {name: value for name, value in (tells | told).items() if value is not None}


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "another issuer": ({"issuer": "https://other.example"}, "calls itself https://other.example"),
    "no issuer": ({"issuer": None}, "calls itself None"),
    "no keys": ({"jwks_uri": None}, "does not offer all"),
    "keys in clear": ({"jwks_uri": "http://localhost/keys"}, "does not offer all"),
    "a token address that is none": ({"token_endpoint": ["x"]}, "does not offer all"),
    "an address with a password": ({"authorization_endpoint": "https://a:b@localhost/"}, "does not offer all"),
    "ways to show who we are that are a number": ({"token_endpoint_auth_methods_supported": 7}, "does not offer all"),
    "an address with a fragment": ({"authorization_endpoint": "https://localhost/#a"}, "does not offer all"),
    "an address that runs": ({"authorization_endpoint": "javascript:alert(1)"}, "does not offer all"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_single_sign_on_says_what_is_wrong_and_loses_nothing(sign_in, ama: Member, liar: Liar, fault: str):
    told, why = FAULTS[fault]
    liar.tells = broken(liar.tells, **told)
    client = sign_in(ama)

    page = client.post(PATH, typed(client.get(PATH), issuer=liar.issuer)).content.decode()

    assert why in page
    for words in ("Leeds City Council", liar.issuer, CLIENT, "a:secret with"):
        assert words in page
    assert not Provider.objects.exists()


RAW: dict[str, tuple[int, dict[str, str], bytes, str]] = {
    "leads on": (302, {"Location": "https://169.254.169.254/"}, b"", "sends us on to another address"),
    "an error": (500, {}, b"", "answers with error 500"),
    "no JSON": (200, {}, b"<html>", "something else than was asked for"),
    "a list": (200, {}, b"[]", "something else than was asked for"),
    "too deep": (200, {}, b"[" * 100_000, "something else than was asked for"),
    "too much": (200, {}, b" " * 1_000_001, "does not answer"),
}


@pytest.mark.parametrize("fault", RAW)
def test_single_sign_on_refuses_what_a_server_should_not_say(sign_in, ama: Member, liar: Liar, fault: str):
    status, heads, body, why = RAW[fault]
    liar.raw[DISCOVERY] = (status, heads, body)
    client = sign_in(ama)

    assert why in client.post(PATH, typed(client.get(PATH), issuer=liar.issuer)).content.decode()
    assert not Provider.objects.exists()


@pytest.mark.parametrize(
    ("issuer", "why"),
    [
        ("http://login.example.org", "begins with https://"),
        ("login.example.org", "begins with https://"),
        ("https://", "begins with https://"),
        ("https://login.example.org/ x", "begins with https://"),
        ("https://login.example.org:99999", "begins with https://"),
        ("https://a:b@login.example.org", "without a ?, a # or an @"),
        ("https://login.example.org/?x=1", "without a ?, a # or an @"),
        ("https://login.example.org/.well-known/openid-configuration", "without /.well-known/"),
        ("https://127.0.0.1", "is not on the public internet"),
        ("https://[::1]", "is not on the public internet"),
        ("https://[::ffff:10.0.0.1]", "is not on the public internet"),
        ("https://169.254.169.254", "is not on the public internet"),
        ("https://2130706433", "is not on the public internet"),
        ("https://localhost", "is not on the public internet"),
        ("https://nowhere.invalid", "There is no server called nowhere.invalid"),
    ],
)
def test_single_sign_on_refuses_an_address(sign_in, ama: Member, issuer: str, why: str):
    client = sign_in(ama)

    assert why in client.post(PATH, typed(client.get(PATH), issuer=issuer)).content.decode()
    assert not Provider.objects.exists()


def test_single_sign_on_can_be_switched_off_when_the_server_is_gone(
    sign_in, ama: Member, leeds_sso: Provider, liar: Liar
):
    liar.raw[DISCOVERY] = (500, {}, b"")
    client = sign_in(ama)

    assert client.post(PATH, typed(client.get(PATH), issuer=liar.issuer, is_on="", secret="")).status_code == 302
    assert not Provider.objects.get().is_on
    assert client.get("/n/leeds/sign-in/").status_code == 404


def test_single_sign_on_asks_servers_only_so_often(sign_in, ama: Member, liar: Liar, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("alongside.people.identities.actions.CHECKS", Limit(1, timedelta(hours=1)))
    liar.raw[DISCOVERY] = (500, {}, b"")
    client = sign_in(ama)
    for _time in range(2):
        page = client.post(PATH, typed(client.get(PATH), issuer=liar.issuer))

    assert "tried too often" in page.content.decode()
    assert liar.asked == [DISCOVERY]


def test_single_sign_on_shows_both_texts_when_two_change_it(sign_in, ama: Member, leeds_sso: Provider, liar: Liar):
    client = sign_in(ama)
    page = client.get(PATH)
    set_up(ama, words="Council")

    answer = client.post(PATH, typed(page, issuer=liar.issuer, words="Leeds"))

    assert answer.status_code == 409
    assert {"Council", "Leeds"} <= set(re.findall(r"Council|Leeds", answer.content.decode()))
    assert Provider.objects.get().words == "Council"


@pytest.fixture
def tied(leeds_sso: Provider, liar: Liar) -> Callable[..., Client]:
    """A browser in which the provider vouches for somebody: `tied(bea)`."""

    def opened(person: Member | Champion) -> Client:
        member = person.member if isinstance(person, Champion) else person
        assert member
        client = Client()
        sent = begin(client)
        liar.let_through(sent, sub=f"s-{member.pk}", email=member.account.email)
        assert come_back(client, sent).status_code == 302
        return client

    return opened


def test_identity_list_costs_the_same_with_one_and_with_thirty(sign_in, ama: Member, leeds_sso: Provider):
    client = sign_in(ama)
    path = PATH + "people/"

    def tie(name: str) -> None:
        Identity.objects.create(provider=leeds_sso, member=join(ama.network, name), subject=name, tied_at=NOW)

    tie("Bea")
    with CaptureQueriesContext(connection) as one:
        assert "Bea" in client.get(path).content.decode()
    for number in range(29):
        tie(f"Bea{number}")
    with CaptureQueriesContext(connection) as many:
        assert "30 people" in client.get(path).content.decode()
    assert len(many) == len(one)


def test_identity_remove_unties_and_signs_out(sign_in, ama: Member, bea: Champion, tied):
    window = tied(bea)
    assert window.get("/n/leeds/").status_code == 200
    client = sign_in(ama)
    path = f"{PATH}people/{Identity.objects.get().pk}/removal/"

    assert client.get(path).status_code == 200
    assert Identity.objects.exists(), "looking removes nothing"
    client.post(path)

    assert not Identity.objects.exists()
    assert window.get("/n/leeds/").status_code == 302


def test_identity_remove_is_not_there_for_another_network(sign_in, ama: Member, bea: Champion, eve: Member, tied):
    tied(bea)
    path = f"single-sign-on/people/{Identity.objects.get().pk}/removal/"

    assert sign_in(ama).get(f"/n/leeds/{path}").status_code == 200
    assert sign_in(eve).get(f"/n/cardiff/{path}").status_code == 404


def test_organisation_list_names_public_networks_that_have_one(leeds_sso: Provider, other_network: Network):
    page = Client().get("/sign-in/?next=/n/leeds/teams/").content.decode()

    assert "/n/leeds/sign-in/?next=/n/leeds/teams/" in page
    assert "Cardiff" not in page
    assert "/sign-in/" in Client().get("/account/login/").content.decode()

    Network.objects.update(is_public=False)
    assert "Leeds" not in Client().get("/sign-in/").content.decode()
    assert "Sign in with your organisation" not in Client().get("/account/login/").content.decode()


def test_sign_in_leads_to_the_provider_with_everything_that_must_come_back(leeds_sso: Provider, liar: Liar):
    client = Client()

    sent = begin(client)

    assert set(sent["scope"].split()) == {"openid", "profile", "email"}
    assert (sent["response_type"], sent["client_id"], sent["code_challenge_method"]) == ("code", CLIENT, "S256")
    assert sent["redirect_uri"] == "http://127.0.0.1:8000/n/leeds/sign-in/return/"
    assert {len(sent["state"]), len(sent["nonce"]), len(sent["code_challenge"])} == {43}
    again = begin(client)
    assert not {sent[name] for name in ("state", "nonce", "code_challenge")} & set(again.values())


def test_sign_in_to_a_network_that_is_not_public_wants_the_key(sign_in, ama: Member, leeds_sso: Provider, liar: Liar):
    Network.objects.update(is_public=False)
    page = sign_in(ama).get(PATH).content.decode()
    address = re.search(r'href="http://127.0.0.1:8000(/n/leeds/sign-in/\?key=\w+)"', page)
    assert address

    client = Client()
    for path in (
        "/n/leeds/sign-in/",
        "/n/leeds/sign-in/?key=x",
        "/n/leeds/sign-in/return/",
        "/n/leeds/sign-in/return/?state=x",
    ):
        assert client.get(path).status_code == 404
    assert client.post("/n/leeds/sign-in/").status_code == 404
    shown = client.get(address[1])
    assert shown.status_code == 200
    assert f'action="{address[1]}"' in shown.content.decode()
    assert client.post(address[1]).status_code == 200


def test_sign_in_offers_the_other_way_when_the_provider_is_gone(leeds_sso: Provider, liar: Liar):
    liar.raw[DISCOVERY] = (503, {}, b"")

    answer = Client().post("/n/leeds/sign-in/")

    assert answer.status_code == 409
    assert "answers with error 503" in answer.content.decode()
    assert "Sign in with a code by e-mail instead" in answer.content.decode()


def test_sign_in_leads_a_member_who_is_there_already_in(sign_in, ama: Member, leeds_sso: Provider):
    assert sign_in(ama).get("/n/leeds/sign-in/?next=/n/leeds/teams/")["Location"] == "/n/leeds/teams/"


def test_sign_in_return_tells_the_person_by_mail_the_first_time(bea: Champion, tied):
    tied(bea)
    tied(bea)

    letter = Letter.objects.get(kind="account-notice")
    assert (letter.to, letter.subject) == ("bea@example.org", "A new way to sign in to Leeds Digital Champions")
    assert "“Sign in with Leeds City Council”" in letter.text


def test_sign_in_return_lasts_a_working_day(bea: Champion, tied):
    client = tied(bea)

    assert who(client) == str(bea.member.account_id)
    assert client.session.get_expiry_age() <= 12 * 60 * 60


def test_sign_in_return_that_was_cancelled_says_so(leeds_sso: Provider):
    client = Client()
    sent = begin(client)

    answer = client.get("/n/leeds/sign-in/return/", {"error": "access_denied", "state": sent["state"]})

    assert answer.status_code == 409
    assert "You did not sign in." in answer.content.decode()


def test_sign_in_return_asks_the_database_little(bea: Champion, tied):
    """A session that is vouched for costs one question more than another."""
    client = tied(bea)
    client.get("/n/leeds/teams/")

    own = Client()
    own.force_login(bea.member.account)
    own.get("/n/leeds/teams/")
    with CaptureQueriesContext(connection) as plain:
        own.get("/n/leeds/teams/")
    with CaptureQueriesContext(connection) as vouched:
        client.get("/n/leeds/teams/")
    assert len(vouched) == len(plain) + 1


def test_a_coordinator_of_a_part_reads_who_can(sign_in, network: Network, ama: Member):
    organisation = networks.add_organisation(network, {"name": "Libraries"}, now=NOW)
    olu = join(network, "Olu")
    networks.give_role(olu, kind=Role.Kind.COORDINATOR, bound=organisation, now=NOW)

    assert sign_in(olu).get(PATH).status_code == 409
