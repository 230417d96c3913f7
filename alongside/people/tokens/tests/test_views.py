import html
import re

import pytest

from alongside.people.tokens import actions
from alongside.people.tokens.models import Scope, Token
from conftest import NOW

TOKENS = "/n/leeds/tokens/"
TYPED = {"name": "Council dashboard", "scopes": ["read:figures", "read:places"], "lasts": "90"}


@pytest.fixture(autouse=True)
def _at_now(clock):
    pass


def made(member, name="Dashboard"):
    return actions.make(member, name=name, scopes=["read:figures"], days=30, now=NOW)


def test_token_make_shows_the_secret_once(sign_in, ama):
    client = sign_in(ama)

    page = client.post(f"{TOKENS}new/", TYPED)

    secret = re.search(r'id="secret" value="([^"]+)"', page.text)[1]
    token = Token.objects.get()
    assert secret.startswith(actions.MARK)
    assert "no-store" in page["Cache-Control"]
    assert (token.member, token.scopes) == (ama, ["read:figures", "read:places"])
    assert client.get("/api/token/", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert secret not in client.get(TOKENS).text


def test_token_make_asks_again_who_it_is(client, ama):
    """T31: an open window that somebody else sits down at makes no token; a sign-in of the last quarter of an hour does."""
    client.force_login(ama.account)

    answers = [client.get(f"{TOKENS}new/"), client.post(f"{TOKENS}new/", TYPED)]

    assert {answer["Location"] for answer in answers} == {f"/account/confirm/?next={TOKENS}new/"}
    assert not Token.objects.exists()


def test_token_make_says_what_lacks(sign_in, ama):
    page = sign_in(ama).post(f"{TOKENS}new/", {"name": "Dashboard", "lasts": "90"})

    assert "govuk-error-summary" in page.text
    assert 'value="Dashboard"' in page.text
    assert not Token.objects.exists()


def test_token_make_refuses_unknown_scopes_and_terms(sign_in, ama):
    client = sign_in(ama)

    client.post(f"{TOKENS}new/", TYPED | {"scopes": ["write:everything"]})
    client.post(f"{TOKENS}new/", TYPED | {"lasts": "36500"})

    assert not Token.objects.exists()


def test_token_list_shows_a_member_their_own(sign_in, ama, bea):
    made(ama, "Of Ama")
    made(bea.member, "Of Bea")

    page = sign_in(bea).get(TOKENS).text

    assert ("Of Bea" in page, "Of Ama" in page) == (True, False)


def test_token_list_shows_a_coordinator_everybodys(sign_in, ama, bea, eve):
    made(bea.member, "Of Bea")
    made(eve, "Of Eve")
    ended, _secret = made(ama, "Ended")
    actions.revoke(ended, by=ama, now=NOW)

    page = sign_in(ama).get(TOKENS).text

    assert ("Of Bea" in page, "Of Eve" in page, "Ended" in page) == (True, False, False)
    assert "read:" not in page
    assert html.escape(str(Scope.READ_FIGURES.label)) in page


def test_token_list_asks_as_much_for_one_as_for_fifteen(sign_in, ama, django_assert_num_queries):
    client = sign_in(ama)
    made(ama)
    with django_assert_num_queries(5):
        client.get(TOKENS)
    for n in range(14):
        made(ama, f"No {n}")

    with django_assert_num_queries(5):
        client.get(TOKENS)


def test_token_revoke_ends_the_token_at_once(sign_in, ama, bea):
    token, secret = made(bea.member)
    client = sign_in(ama)
    with_token = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/token/", headers=with_token).status_code == 200

    answer = client.post(f"{TOKENS}{token.pk}/revocation/", follow=True)

    assert "opens nothing any more" in answer.text
    assert client.get("/api/token/", headers=with_token).status_code == 401


def test_token_revoke_finds_no_token_of_others(sign_in, bea, ama, eve):
    own, _secret = made(bea.member)
    others = [made(ama)[0], made(eve)[0]]
    client = sign_in(bea)

    answers = [client.post(f"{TOKENS}{token.pk}/revocation/").status_code for token in others]

    assert answers == [404, 404]
    assert Token.objects.filter(revoked_at=None).count() == 3
    assert client.post(f"{TOKENS}{own.pk}/revocation/").status_code == 302


def test_token_revoke_needs_a_post(sign_in, ama):
    token, _secret = made(ama)

    assert sign_in(ama).get(f"{TOKENS}{token.pk}/revocation/").status_code == 405
