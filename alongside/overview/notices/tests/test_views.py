import pytest

from alongside.people.networks import actions as networks
from conftest import NOW


def test_help_page_names_the_coordinators_to_members_only(client, network, ama, bea, sign_in):
    assert "ama@example.org" not in client.get("/n/leeds/help/").content.decode()

    assert "ama@example.org" in sign_in(bea).get("/n/leeds/help/").content.decode()


def test_help_page_does_not_name_the_coordinators_of_another_network(network, ama, eve, sign_in):
    page = sign_in(eve).get("/n/leeds/help/").content.decode()

    assert "Log a session" in page
    assert "ama@example.org" not in page


def test_accessibility_is_there_for_strangers(client, network):
    assert "2.2" in client.get("/n/leeds/accessibility/").content.decode()


def test_privacy_is_there_for_strangers_in_welsh(client, network):
    client.cookies["__Host-language"] = "cy"

    page = client.get("/n/leeds/privacy/").content.decode()

    assert "Preifatrwydd" in page
    assert 'lang="cy"' in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["help", "accessibility", "privacy"])
def test_the_notices_can_be_read_on_a_small_phone(visit, page):
    networks.found("leeds", name="Leeds", now=NOW)
    window = visit(None, width=320)

    window.go(f"/n/leeds/{page}/")

    assert window.axe() == []
    assert not window.is_too_wide()
