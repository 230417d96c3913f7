import pytest

from alongside.people.tokens import actions
from conftest import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def holds(window):
    assert window.axe() == []
    assert not window.is_too_wide()


@pytest.mark.parametrize("width", [320, 1280])
def test_token_make_and_revoke_without_script(visit, ama, width):
    window = visit(ama, width=width, script=False)
    page = window.go("/n/leeds/settings/")
    page.get_by_role("link", name="Tokens that let programs").click()
    page.get_by_role("button", name="Make a token").click()
    page.get_by_role("button", name="Make the token").click()
    assert page.get_by_text("There is a problem").is_visible()
    page.get_by_label("Name").fill("Council dashboard")
    page.get_by_label("Read figures").check()
    page.get_by_role("button", name="Make the token").click()

    secret = page.get_by_label("Token", exact=True).input_value()
    page.get_by_role("link", name="I have copied it").click()
    page.get_by_role("button", name="Revoke Council dashboard").click()

    assert secret.startswith(actions.MARK)
    assert page.get_by_text("opens nothing any more").is_visible()
    assert page.get_by_text("No token is in use").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_token_pages_hold_for_everybody(visit, ama, bea, width):
    for member in (ama, bea.member):
        actions.make(
            member, name=f"Dashboard of {member}", scopes=["read:figures"], days=30, now=NOW.replace(year=2027)
        )
    window = visit(ama, width=width)

    window.go("/n/leeds/tokens/")
    holds(window)
    page = window.go("/n/leeds/tokens/new/")
    holds(window)
    page.get_by_label("Name").fill("Council dashboard")
    page.get_by_label("Log sessions").check()
    page.get_by_role("button", name="Make the token").click()
    holds(window)
