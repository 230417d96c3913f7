from datetime import timedelta

import pytest
from django.test import Client

from alongside.kit.limits.actions import Limit
from alongside.people.tokens import actions
from alongside.people.tokens.models import Token
from conftest import NOW

HERE = "/api/token/"
NO_TOKEN = {
    "error": {"code": "no_token", "message": "Send a token that is in use, in the header Authorization: Bearer …"}
}


@pytest.fixture(autouse=True)
def _at_now(clock):
    pass


def test_token_show_tells_what_it_is_for(bearer, ama):
    answer = bearer(ama, "read:figures").get(HERE)

    assert answer.status_code == 200
    assert answer.json() == {
        "name": "A program",
        "network": {"slug": "leeds", "name": "Leeds Digital Champions"},
        "member": "Ama",
        "scopes": ["read:figures"],
        "ends_at": "2026-12-19T10:30:00Z",
    }
    assert "no-store" in answer["Cache-Control"]
    assert Token.objects.get().last_used_on == NOW.date()


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer alongside_nothing"}, {"Authorization": "Basic YTpi"}],
)
def test_token_show_wants_a_token(db, headers):
    answer = Client().get(HERE, headers=headers)

    assert (answer.status_code, answer.json(), answer["WWW-Authenticate"]) == (401, NO_TOKEN, "Bearer")


def test_token_show_does_not_take_the_cookie_of_somebody_signed_in(sign_in, ama):
    client = sign_in(ama)
    assert client.get("/n/leeds/tokens/").status_code == 200

    assert client.get(HERE).status_code == 401


def test_token_show_takes_no_token_in_the_address(ama):
    """T67: addresses are kept in logs and histories, so a secret there opens nothing."""
    _token, secret = actions.make(ama, name="A program", scopes=[], days=1, now=NOW)
    assert Client().get(HERE, headers={"Authorization": f"Bearer {secret}"}).status_code == 200

    for name in ("token", "access_token", "authorization"):
        assert Client().get(HERE, {name: secret}).status_code == 401


def test_token_show_ends_with_the_token(bearer, ama, clock):
    client = bearer(ama, days=1)
    assert client.get(HERE).status_code == 200

    clock(NOW + timedelta(days=1))

    assert client.get(HERE).status_code == 401


def test_token_show_tells_a_token_that_asks_too_often_to_wait(bearer, ama, clock, monkeypatch):
    monkeypatch.setattr("alongside.people.tokens.access.REQUESTS", Limit(2, timedelta(minutes=1)))
    client, another = bearer(ama), bearer(ama)
    assert [client.get(HERE).status_code for _n in range(2)] == [200, 200]

    answer = client.get(HERE)

    assert (answer.status_code, answer.json()["error"]["code"], answer["Retry-After"]) == (429, "too_many", "60")
    assert another.get(HERE).status_code == 200
    clock(NOW + timedelta(minutes=1))
    assert client.get(HERE).status_code == 200


def test_token_show_lets_no_other_site_read_it(bearer, ama):
    """T66: no answer carries the headers with which a browser would hand it to a page of another site."""
    client = bearer(ama)
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}

    for answer in (client.get(HERE, headers=asked), client.options(HERE, headers=asked)):
        assert [name for name in answer.headers if name.lower().startswith("access-control")] == []
