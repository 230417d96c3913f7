from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.kit.verdict import Refused
from alongside.people.accounts import actions, queries
from alongside.people.accounts.models import Account
from conftest import NOW


def secret_in(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[1]


def path_of(account: Account) -> str:
    return "/account/link/" + secret_in(actions.one_time_link(account, now=timezone.now())) + "/"


def test_one_time_link_names_our_own_address_and_keeps_no_secret(gwen: Account, settings):
    settings.BASE_URL = "https://champions.example.org"

    address = actions.one_time_link(gwen, now=NOW)

    assert address.startswith("https://champions.example.org/account/link/")
    assert gwen.sign_in_links.filter(secret_hash=secret_in(address)).count() == 0
    link = queries.link_of(secret_in(address))
    assert link
    assert link.account == gwen


def test_use_link_refuses_the_second_time(gwen: Account):
    secret = secret_in(actions.one_time_link(gwen, now=NOW))
    link = queries.link_of(secret)
    same = queries.link_of(secret)
    assert link
    assert same
    assert actions.use_link(link, now=NOW) == gwen

    with pytest.raises(Refused, match="This link has been used"):
        actions.use_link(same, now=NOW)


def test_use_link_refuses_after_ten_minutes(gwen: Account):
    link = queries.link_of(secret_in(actions.one_time_link(gwen, now=NOW)))
    assert link

    with pytest.raises(Refused, match="This link is too old"):
        actions.use_link(link, now=NOW + timedelta(minutes=10))

    assert actions.use_link(link, now=NOW + timedelta(minutes=9, seconds=59)) == gwen


def test_link_use_changes_nothing_until_the_button_is_pressed(client: Client, gwen: Account):
    """T21: whatever follows the links in mails spends nothing."""
    path = path_of(gwen)

    for _ in range(5):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert "_auth_user_id" not in client.session

    answer = client.post(path)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(gwen.pk)
    assert "This link has been used" in Client().get(path).content.decode()


def test_link_use_gives_a_new_session(client: Client, gwen: Account):
    """T30: the id that a stranger may have planted before does not become signed in."""
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key

    client.post(path_of(gwen))

    assert client.session["_auth_user_id"] == str(gwen.pk)
    assert client.session.session_key != before


def test_link_use_tells_nobody_where_it_was(client: Client, gwen: Account):
    """T67: no page that is opened from here learns the address with the secret."""
    assert client.get(path_of(gwen))["Referrer-Policy"] == "strict-origin"


def test_link_use_says_that_an_unknown_link_leads_nowhere(client: Client, db: None):
    answer = client.get("/account/link/nothing/")

    assert answer.status_code == 200
    assert "This link leads nowhere" in answer.content.decode()
    assert client.post("/account/link/nothing/").status_code == 200
