"""A champion's own learners: nameless, recognised, and named only when they said yes."""

import re

import pytest
from playwright.sync_api import expect

from alongside.helping.figures.models import Figure
from alongside.helping.learners.models import Consent, Learner

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_somebody(page, code):
    """Log a session with the code typed."""
    page.get_by_text("Someone new").click()
    page.get_by_label("Nickname or card code").fill(code)
    page.locator(".savebar").get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("/saved/$"))


def test_somebody_new_is_recognised_and_counted_once(visit, bea):
    window = visit(bea, width=320)

    for code in ("Siân", "SIAN"):
        log_somebody(window.go("/n/leeds/log/"), code)
    page = window.go("/n/leeds/people/")

    assert page.get_by_role("heading", level=1).inner_text() == "Your learners"
    row = page.get_by_role("row").filter(has_text="Siân")
    expect(row).to_contain_text(re.compile("Sessions ?2|2$"))
    assert (Learner.objects.count(), Figure.objects.get(scope="network", period="all").people) == (1, 1)
    assert not window.is_too_wide()
    assert window.axe() == []


@pytest.mark.parametrize("script", [True, False])
def test_a_name_is_kept_only_with_a_yes_and_goes_when_they_change_their_mind(visit, bea, log, script):
    log(bea, "Heron")
    page = visit(bea, script=script).go("/n/leeds/people/")
    page.get_by_role("link", name="Heron").click()
    page.get_by_text("What you keep of them").click()
    page.get_by_role("link", name="Keep their name, with permission").click()

    page.get_by_label("Their name").fill("Dev")
    page.get_by_label("Spoken").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Without a yes, no name is kept.")
    assert Learner.objects.get().name == ""
    assert page.get_by_label("Their name").input_value() == "Dev"
    page.get_by_label("They said yes").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Dev", exact=True)).to_be_visible()
    assert (Learner.objects.get().name, Consent.objects.get().way) == ("Dev", "spoken")

    page.get_by_text("What you keep of them").click()
    page.get_by_role("link", name="Their name: delete it").click()
    page.get_by_role("button", name="They changed their mind: delete the name").click()
    expect(page.get_by_text("The name is deleted.")).to_be_visible()
    assert Learner.objects.get().name == ""
    assert Consent.objects.get().withdrawn_at is not None


def test_nobody_else_sees_a_champions_learners(visit, bea, ama, log):
    log(bea, "Heron")
    heron = Learner.objects.get()
    assert "Heron" in visit(bea).go(f"/n/leeds/people/{heron.pk}/").content()

    page = visit(ama).go(f"/n/leeds/people/{heron.pk}/")

    assert "Heron" not in page.content()
