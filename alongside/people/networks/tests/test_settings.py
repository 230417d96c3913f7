import re

import pytest
from playwright.sync_api import expect

from alongside.kit.edits.versions import Changed, Edit, version_of
from alongside.kit.verdict import Refused
from alongside.people.networks import actions, queries, rules
from alongside.people.networks.forms.settings import PARTS
from alongside.people.networks.models import Network, Role
from conftest import NOW, join

SETTINGS = "/n/leeds/settings/"


def version_in(page: str) -> str:
    return re.search(r'name="version" value="(\w+)"', page)[1]


def edit(network: Network, **values: object) -> Edit:
    return Edit(values, version_of(network, values))


def test_change_settings_is_kept_with_before_and_after(network, ama):
    actions.change_settings(network, edit(network, quiet_after=14), by=ama, now=NOW)

    network.refresh_from_db()
    assert network.quiet_after == 14
    newest = queries.told_of(network, network=network, sentences={"changed": "%(who)s did it"})[0]
    assert newest == (NOW, "Ama did it", [("Days until a champion counts as gone quiet", "30", "14")])


@pytest.mark.parametrize("kind", [kind for kind in Role.Kind if kind != Role.Kind.COORDINATOR])
def test_change_settings_refuses_every_other_role(network, kind):
    member = join(network, "Somebody", kind)

    with pytest.raises(Refused, match="Only a coordinator"):
        actions.change_settings(network, edit(network, quiet_after=14), by=member, now=NOW)

    assert Network.objects.get(pk=network.pk).quiet_after == 30


def test_change_settings_refuses_a_light_colour(network, ama):
    with pytest.raises(Refused, match="too light"):
        actions.change_settings(network, edit(network, brand="#ffee00"), by=ama, now=NOW)


def test_change_settings_of_two_coordinators_loses_neither_text(network, ama):
    mine = edit(network, introduction="Mine", introduction_cy="")
    actions.change_settings(network, edit(network, introduction="Theirs", introduction_cy=""), by=ama, now=NOW)

    with pytest.raises(Changed) as refusal:
        actions.change_settings(network, mine, by=ama, now=NOW)

    assert refusal.value.differences == [("Introduction", "Theirs", "Mine")]


@pytest.mark.parametrize(
    ("typed", "kept"), [("#7A1F5C", "#7a1f5c"), (" 7a1f5c ", "#7a1f5c"), ("#036", "#003366"), ("#134e5e", "#134e5e")]
)
def test_brand_form_takes_a_colour_as_people_write_it(network, typed, kept):
    form = PARTS["colour"]({"brand": typed, "version": ""}, instance=network)

    assert form.is_valid()
    assert form.cleaned_data["brand"] == kept


@pytest.mark.parametrize(
    ("typed", "told"), [("green", "Enter a colour as #"), ("#12", "Enter a colour as #"), ("#ffee00", "too light")]
)
def test_brand_form_says_what_to_do(network, typed, told):
    form = PARTS["colour"]({"brand": typed, "version": ""}, instance=network)

    assert told in form.errors["brand"][0]


def test_quiet_form_knows_its_bounds(network):
    assert not PARTS["quiet"]({"quiet_after": "6"}, instance=network).is_valid()
    assert PARTS["quiet"]({"quiet_after": "7"}, instance=network).is_valid()


def test_languages_form_wants_one(network):
    assert PARTS["languages"]({}, instance=network).errors["languages"] == ["Choose at least one language."]


def test_network_settings_shows_every_part_and_the_history(network, ama, sign_in):
    actions.change_settings(network, edit(network, brand="#7a1f5c"), by=ama, now=NOW)

    page = sign_in(ama).get(SETTINGS).content.decode()

    assert [part for part in PARTS if f'href="{SETTINGS}{part}/"' not in page] == []
    assert "Ama changed the settings" in page
    assert "#134e5e → #7a1f5c" in page
    assert "English, Welsh" in page


def test_network_settings_is_there_for_coordinators_only(network, bea, cai, eve, ama, sign_in):
    assert sign_in(ama).get(SETTINGS).status_code == 200
    for person in (bea, cai, eve):
        assert sign_in(person).get(SETTINGS).status_code == 404


def test_settings_part_saves_and_goes_back(network, ama, sign_in):
    client = sign_in(ama)
    page = client.get(SETTINGS + "name/").content.decode()

    answer = client.post(
        SETTINGS + "name/", {"name": "Leeds beside you", "name_cy": "Leeds wrth eich ochr", "version": version_in(page)}
    )

    assert (answer.status_code, answer["Location"]) == (302, SETTINGS)
    network.refresh_from_db()
    assert (network.name, network.name_cy) == ("Leeds beside you", "Leeds wrth eich ochr")


def test_settings_part_keeps_what_was_typed(network, ama, sign_in):
    page = sign_in(ama).post(SETTINGS + "colour/", {"brand": "sunny yellow"}).content.decode()

    assert 'value="sunny yellow"' in page
    assert "There is a problem" in page


def test_settings_part_shows_both_texts_to_the_second_of_two(network, ama, sign_in):
    """T89"""
    client = sign_in(ama)
    version = version_in(client.get(SETTINGS + "introduction/").content.decode())
    client.post(SETTINGS + "introduction/", {"introduction": "What she wrote", "version": version})

    answer = client.post(SETTINGS + "introduction/", {"introduction": "What I wrote", "version": version})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What she wrote" in page
    assert '<input type="hidden" name="introduction" value="What I wrote">' in page
    client.post(SETTINGS + "introduction/", {"introduction": "What I wrote", "version": version_in(page)})
    network.refresh_from_db()
    assert network.introduction == "What I wrote"


def test_settings_part_that_is_not_there(network, ama, sign_in):
    assert sign_in(ama).get(SETTINGS + "secrets/").status_code == 404


def test_brand_css_is_public_and_kept_under_its_version(network, client):
    version = rules.sheet_version(network.brand)

    named = client.get(f"/n/leeds/brand.css?v={version}")
    unnamed = client.get("/n/leeds/brand.css?v=older")

    assert named.content.decode() == rules.sheet(network.brand)
    assert named["Content-Type"] == "text/css; charset=utf-8"
    assert named["Cache-Control"] == "public, max-age=31536000, immutable"
    assert unnamed["Cache-Control"] == "public, max-age=300"


def test_brand_css_of_a_hidden_network_is_for_members(network, ama, client, sign_in):
    actions.change_settings(network, edit(network, is_public=False), by=ama, now=NOW)

    assert client.get("/n/leeds/brand.css").status_code == 404
    assert sign_in(ama).get("/n/leeds/brand.css")["Cache-Control"] == "private, max-age=300"


def test_brand_css_is_linked_from_each_page_of_the_network(network, ama, sign_in):
    page = sign_in(ama).get(SETTINGS).content.decode()

    assert f'href="/n/leeds/brand.css?v={rules.sheet_version(network.brand)}"' in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_settings_part_gives_the_network_its_colour_in_a_browser(network, ama, visit, script):
    page = visit(ama, width=320, script=script).go(SETTINGS)
    page.get_by_role("link", name="Change the brand colour").click()
    page.get_by_label("Brand colour").fill("#ffdd00")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("alert").get_by_text("This colour is too light").is_visible()

    page.get_by_label("Brand colour").fill("#7a1f5c")
    page.keyboard.press("Enter")

    page.get_by_text("Saved", exact=True).wait_for()
    if script:
        expect(page.locator("header.top")).to_have_css("background-color", "rgb(122, 31, 92)")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_settings_pages_have_no_barriers(network, ama, visit):
    for width in (320, 1280):
        window = visit(ama, width=width)
        for path in ("", "name/", "introduction/", "colour/", "languages/", "quiet/", "public/"):
            window.go(SETTINGS + path)
            assert window.axe() == []
            assert not window.is_too_wide()
