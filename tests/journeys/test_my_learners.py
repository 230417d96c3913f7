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
    expect(page.get_by_role("alert")).to_contain_text("Without a yes, nothing is kept.")
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


def test_how_to_reach_a_learner_is_kept_where_the_network_allows_it_and_goes_again(visit, ama, bea, log):
    log(bea, "Heron")
    settings = visit(ama)
    page = settings.go("/n/leeds/settings/contacts/")
    page.get_by_label("Champions may keep one phone number or e-mail address").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what it is for")
    page.get_by_label("What for, in English").fill("to arrange when we meet next")
    assert settings.axe() == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("to arrange when we meet next", exact=True)).to_be_visible()

    window = visit(bea, width=320)
    page = window.go("/n/leeds/people/")
    page.get_by_role("link", name="Heron").click()
    page.get_by_text("What you keep of them").click()
    page.get_by_role("link", name="Keep how to reach them, with permission").click()
    expect(page.get_by_text("It is to arrange when we meet next, and for nothing else.")).to_be_visible()
    page.get_by_label("They said yes").check()
    page.get_by_label("Spoken").check()
    page.get_by_label("Their phone number or e-mail address").fill("0770")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter one phone number with its area code")
    page.get_by_label("Their phone number or e-mail address").fill("07700 900123")
    assert (window.axe(), window.is_too_wide()) == ([], False)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="07700 900123")).to_have_attribute("href", "tel:+447700900123")

    page.get_by_text("What you keep of them").click()
    page.get_by_role("link", name="How to reach them: delete it").click()
    expect(page.get_by_text("It is to arrange when we meet next, and for nothing else.")).to_be_visible()
    page.get_by_role("button", name="They changed their mind: delete it").click()
    expect(page.get_by_text("The number or address is deleted.")).to_be_visible()
    assert Learner.objects.get().contact == ""
    assert Consent.objects.get().withdrawn_at is not None


def test_nobody_else_sees_a_champions_learners(visit, bea, ama, log):
    log(bea, "Heron")
    heron = Learner.objects.get()
    assert "Heron" in visit(bea).go(f"/n/leeds/people/{heron.pk}/").content()

    page = visit(ama).go(f"/n/leeds/people/{heron.pk}/")

    assert "Heron" not in page.content()
