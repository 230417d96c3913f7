import uuid
from datetime import timedelta

import pytest
from django.test import Client

from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Draft, Session
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Organisation, Role, Team
from conftest import NOW, join

LOG = "/n/leeds/log/"


def form_of(client, path=LOG):
    """The hidden fields of the form, as a browser would send them."""
    page = client.get(path).text
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("key", "author")}


def sign(client, person):
    member = getattr(person, "member", person)
    client.force_login(member.account)
    return client


@pytest.fixture
def browser(bea):
    return sign(Client(), bea)


def lose_sign_in(client):
    client.session.flush()


def typed(client, **fields):
    return {**form_of(client), "happened_on": "2026-11-18", "new_codes": "Heron", "length": "30"} | fields


def test_what_was_typed_comes_back_after_signing_in_again(browser, bea):
    sent = typed(browser, note="Her tablet", **{"task-edsf-2022/F1": "alone"})
    lose_sign_in(browser)

    lost = browser.post(LOG, sent)
    assert lost.status_code == 302
    assert not Session.objects.exists()
    page = sign(browser, bea).get(LOG).text

    assert "You had to sign in again" in page
    assert 'value="Heron"' in page
    assert 'value="30" checked' in page
    assert "Her tablet" in page
    assert 'id="task-edsf-2022/F1-alone" value="alone" checked' in page
    assert f'name="key" value="{sent["key"]}"' in page
    browser.post(LOG, sent)
    assert Session.objects.get().note == "Her tablet"
    assert not Draft.objects.exists()
    assert "You had to sign in again" not in browser.get(LOG).text


def test_no_cookie_holds_a_word_of_it(browser):
    sent = typed(browser, note="Her tablet")
    lose_sign_in(browser)

    browser.post(LOG, sent)

    cookies = str(browser.cookies)
    assert Draft.objects.get().body["note"] == ["Her tablet"]
    assert "tablet" not in cookies
    assert "Heron" not in cookies


def test_somebody_else_in_the_same_browser_does_not_see_it(network, browser, bea):
    sent = typed(browser)
    lose_sign_in(browser)
    browser.post(LOG, sent)
    other = join(network, "Gwen", Role.Kind.CHAMPION)
    champions.enrol(network, name="Gwen", member=other, started_on=NOW.date(), now=NOW)

    page = sign(browser, other).get(LOG).text

    assert "Heron" not in page
    assert Draft.objects.count() == 1


def test_the_same_person_in_another_browser_does_not_see_it(browser, bea):
    sent = typed(browser)
    lose_sign_in(browser)
    browser.post(LOG, sent)

    assert "Heron" not in sign(Client(), bea).get(LOG).text


def test_a_form_that_was_drawn_for_nobody_is_not_kept(browser):
    sent = typed(browser)
    lose_sign_in(browser)

    for author in ("", "1", sent["author"][:-2]):
        browser.post(LOG, sent | {"author": author})

    assert not Draft.objects.exists()
    browser.post(LOG, sent)
    assert Draft.objects.exists()


def test_a_form_whose_token_is_old_comes_back_filled(bea):
    strict = sign(Client(enforce_csrf_checks=True), bea)
    sent = typed(strict)

    answer = strict.post(LOG, sent | {"csrfmiddlewaretoken": "x" * 64}, follow=True)

    assert answer.status_code == 200
    assert 'value="Heron"' in answer.text
    assert not Session.objects.exists()


def test_drafts_are_gone_after_a_day(bea):
    draft = actions.keep_draft(bea.member, page=LOG, body={"note": ["x"]}, now=NOW)
    assert actions.forget_old_drafts(now=NOW + timedelta(hours=23)) == 0

    assert actions.forget_old_drafts(now=NOW + timedelta(hours=25)) == 1
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_corrections_come_back_as_well(browser, bea):
    browser.post(LOG, typed(browser))
    session = Session.objects.get()
    path = f"/n/leeds/sessions/{session.pk}/change/"
    sent = {**form_of(browser, path), "version": 1, "happened_on": "2026-11-18", "note": "Corrected"}
    lose_sign_in(browser)

    browser.post(path, sent)
    page = sign(browser, bea).get(path).text

    assert "Corrected" in page
    assert "You had to sign in again" in page


def test_registers_come_back_as_well(browser, bea, network):
    organisation = Organisation.objects.create(network=network, name="Libraries")
    team = Team.objects.create(network=network, organisation=organisation, name="Armley")
    register = actions.open_register(bea, team, on=NOW.date(), minutes=60, by=bea.member, now=NOW)
    path = f"/n/leeds/register/{register.pk}/"
    author = form_of(browser)["author"]
    lose_sign_in(browser)

    browser.post(path, {"author": author, "code-3": "Kestrel"})

    assert 'value="Kestrel"' in sign(browser, bea).get(path).text


def test_a_page_filled_by_its_address_keeps_its_own_key(browser):
    key = str(uuid.uuid4())

    page = browser.get(LOG, {"key": key, "headcount": "3"}).text

    assert 'value="3"' in page
    assert f'name="key" value="{key}"' not in page
