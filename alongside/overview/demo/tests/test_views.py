import pytest
from django.test import Client

from alongside.overview.demo import actions
from alongside.overview.demo.tests.test_actions import TINY
from alongside.people.accounts.models import Account
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Network
from conftest import NOW


@pytest.fixture
def demo(db: None, settings) -> None:
    settings.IS_DEMO = settings.IS_LOCAL = True
    actions.make_demo(TINY, seed=1, now=NOW)


def test_door_signs_in_as_one_of_the_cast(demo: None, client: Client):
    assert "Sign in as Ama" in client.get("/demo/ama/").content.decode()
    assert "_auth_user_id" not in client.session

    answer = client.post("/demo/ama/")

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(Account.objects.get(email="ama@example.org").pk)


@pytest.mark.parametrize(("is_demo", "is_local"), [(False, True), (True, False)])
def test_door_does_not_exist_elsewhere(demo: None, client: Client, settings, is_demo: bool, is_local: bool):
    assert client.get("/demo/ama/").status_code == 200
    settings.IS_DEMO, settings.IS_LOCAL = is_demo, is_local

    assert client.get("/demo/ama/").status_code == 404
    assert client.post("/demo/ama/").status_code == 404


def test_door_never_opens_to_a_network_that_is_real(demo: None, client: Client, network: Network):
    assert client.get("/demo/ama/").status_code == 200
    networks.admit(Account.objects.get(email="ama@example.org"), network=network, name="Ama", now=NOW)

    assert client.post("/demo/ama/").status_code == 404


def test_door_is_for_the_cast_only(demo: None, client: Client):
    zoe = Account.objects.create(email="zoe@example.org", name="Zoe")
    networks.admit(zoe, network=Network.objects.get(slug="demo"), name="Zoe", now=NOW)

    assert client.get("/demo/zoe/").status_code == 404


def test_door_leads_from_one_of_the_cast_to_another(demo: None, client: Client):
    for name in ("ama", "bea", "eve", "ama"):
        client.post(f"/demo/{name}/")

        assert client.session["_auth_user_id"] == str(Account.objects.get(email=f"{name}@example.org").pk)
