import pytest

from alongside.kit.edits.versions import Edit, version_of
from alongside.people.networks import actions
from conftest import NOW

ABOUT = "/n/leeds/about/"


def set_to(network, ama, **values: object) -> None:
    actions.change_settings(network, Edit(values, version_of(network, values)), by=ama, now=NOW)


def test_public_page_says_what_the_network_is(network, ama, council, armley, client):
    shut = actions.add_team(council, {"name": "Old hub"}, now=NOW)
    actions.close_team(shut, on=NOW.date(), by=None, now=NOW)
    set_to(network, ama, introduction="Tea & tablets", finding_help="Ring 0113 496 0000.\nOr come on Tuesdays.")

    page = client.get(ABOUT).content.decode()

    assert "<h1>Leeds Digital Champions</h1>" in page
    assert "Tea &amp; tablets" in page
    assert "<p>Ring 0113 496 0000.</p>" in page
    assert '<span class="figure__number">1</span> <span class="figure__what">place where you can meet us' in page
    assert "Armley" not in page
    assert "Sign out" not in page


def test_public_page_speaks_welsh(network, ama, client):
    set_to(network, ama, name_cy="Hyrwyddwyr Leeds", introduction_cy="Paned a llechen", introduction="Tea")
    client.cookies["__Host-language"] = "cy"

    page = client.get(ABOUT).content.decode()

    assert "<h1>Hyrwyddwyr Leeds</h1>" in page
    assert "Paned a llechen" in page


def test_public_page_switched_off_is_not_there_for_anybody(network, ama, client, sign_in):
    assert client.get(ABOUT).status_code == 200
    set_to(network, ama, is_public=False)

    assert client.get(ABOUT).status_code == 404
    assert sign_in(ama).get(ABOUT).status_code == 404
    assert client.get("/n/nowhere/about/").status_code == 404


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 1280])
def test_public_page_has_no_barriers(network, visit, width):
    window = visit(None, width=width)
    page = window.go(ABOUT)

    assert page.get_by_role("heading", level=1).inner_text() == "Leeds Digital Champions"
    assert window.axe() == []
    assert not window.is_too_wide()
