import html
import re

import pytest

from alongside.kit.edits.versions import Changed, Edit, version_of
from alongside.kit.history.models import Deed
from alongside.kit.verdict import Refused
from alongside.people.champions import actions, queries
from alongside.people.champions.forms.profiles import PARTS
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks import queries as networks_asked
from alongside.people.networks.models import Role
from conftest import NOW, join

TODAY = NOW.date()


def edit(row: Champion, **values: object) -> Edit:
    return Edit(values, version_of(row, values))


def version_in(page: str) -> str:
    return re.search(r'name="version" value="(\w+)"', page)[1]


def profile(champion: Champion, part: str = "") -> str:
    return f"/n/leeds/champions/{champion.pk}/profile/{part}"


def test_enrol_takes_the_organisation_of_the_team(network, armley, libraries):
    champion = actions.enrol(network, name="Ced", started_on=TODAY, now=NOW, details={"team": armley})

    assert champion.organisation == libraries


def test_enrol_by_a_lead_stays_within_their_part(network, libraries, charity, with_role):
    lead = with_role(Role.Kind.PROJECT_LEAD, organisation=libraries)

    for details in ({}, {"organisation": charity}):
        with pytest.raises(Refused, match="in charge of"):
            actions.enrol(network, name="Ced", started_on=TODAY, now=NOW, by=lead, details=details)

    assert actions.enrol(network, name="Ced", started_on=TODAY, now=NOW, by=lead, details={"organisation": libraries})


def test_enrol_refuses_an_address_without_saying_whose_it_is(network, ama):
    """T10"""
    actions.enrol(network, name="Ced", started_on=TODAY, now=NOW, details={"email": "ced@example.org"})

    with pytest.raises(Refused, match="cannot be used here") as refusal:
        actions.enrol(network, name="Dee", started_on=TODAY, now=NOW, by=ama, details={"email": "ced@example.org"})

    assert "Ced" not in refusal.value.reason


def test_welcome_finds_the_record_that_waits_under_the_address(network, council):
    """A record of somebody without an account becomes theirs when they join."""
    details = {"email": "dee@example.org", "organisation": council}
    waiting = actions.enrol(network, name="Dee", started_on=TODAY, now=NOW, details=details)
    member = join(network, "Dee", Role.Kind.CHAMPION)

    assert actions.welcome(member, now=NOW) == waiting
    assert actions.welcome(member, now=NOW) == waiting

    waiting.refresh_from_db()
    assert (waiting.member, waiting.organisation) == (member, council)


def test_welcome_makes_a_record_where_the_role_is_bounded(network, armley, libraries, with_role):
    member = with_role(Role.Kind.CHAMPION, team=armley)

    champion = actions.welcome(member, now=NOW)

    assert (champion.team, champion.organisation, champion.name) == (armley, libraries, member.name)


def test_welcome_is_for_champions_who_have_not_moved_on(network, bea, cai, ama):
    with pytest.raises(Refused, match="not a champion"):
        actions.welcome(cai, now=NOW)
    actions.move_on(bea, on=TODAY, by=ama, now=NOW)
    with pytest.raises(Refused, match="bring you back"):
        actions.welcome(bea.member, now=NOW)


def test_change_champion_keeps_the_names_of_fields_not_what_they_say(placed):
    """P-40"""
    actions.change_champion(placed, edit(placed, phone="+447700900123", district="LS12"), by=placed.member, now=NOW)

    placed.refresh_from_db()
    assert (placed.phone, placed.district.code) == ("+447700900123", "LS12")
    deed = Deed.objects.filter(verb="changed", subject_id=str(placed.pk)).last()
    assert deed.changes == {"phone": None, "district": None}


def test_change_champion_of_two_loses_neither_text(placed, ama):
    """T89"""
    mine = edit(placed, hours_pledged=4)
    actions.change_champion(placed, edit(placed, hours_pledged=6), by=ama, now=NOW)

    with pytest.raises(Changed) as refusal:
        actions.change_champion(placed, mine, by=placed.member, now=NOW)

    assert refusal.value.differences == [("Hours pledged a month", "6", "4")]


def test_change_champion_does_not_let_them_choose_where_they_belong(placed, charity):
    """T08"""
    with pytest.raises(Refused, match="Only a coordinator"):
        actions.change_champion(placed, edit(placed, organisation=charity), by=placed.member, now=NOW)


def test_leads_bring_nobody_out_of_their_part(network, placed, charity, libraries, with_role):
    lead = with_role(Role.Kind.COORDINATOR, organisation=libraries)

    with pytest.raises(Refused, match="in charge of"):
        actions.change_champion(placed, edit(placed, organisation=charity, team=None), by=lead, now=NOW)


def test_said_puts_codes_in_words(bea):
    bea.settings, bea.languages, bea.helps_with = ["home", "community"], ["pl", "en"], ["security", "gaming"]
    bea.phone = "+447700900123"

    said = queries.said(bea, today=TODAY)

    assert said.settings == ["In the community", "At home"]
    assert said.languages == ["English", "Polish"]
    assert said.helps_with == ["Staying safe", "gaming"]
    assert said.phone == "07700 900123"


def test_languages_form_adds_what_is_typed(bea):
    form = PARTS["languages"](
        {"languages": ["en", "pl"], "others": "Vietnamese; twi, Polish", "helps_with": ["security"]}, instance=bea
    )

    assert form.is_valid()
    assert form.values() == {"languages": ["en", "pl", "vi", "tw"], "helps_with": ["security"]}


def test_languages_form_names_the_one_it_does_not_know(bea):
    form = PARTS["languages"]({"others": "Polish, Elvish"}, instance=bea)

    assert "called “Elvish”" in form.errors["others"][0]


def test_languages_form_keeps_what_is_not_offered(bea):
    bea.languages, bea.helps_with = ["vi"], ["gaming"]

    form = PARTS["languages"]({"languages": ["vi"], "helps_with": ["gaming"]}, instance=bea)

    assert form.is_valid()
    assert not PARTS["languages"]({"helps_with": ["hacking"]}, instance=bea).is_valid()


def test_about_form_says_what_to_do(bea):
    form = PARTS["about"]({"name": "", "email": "bea at home", "phone": "12", "district": "Leeds"}, instance=bea)

    assert set(form.errors) == {"name", "email", "phone", "district"}
    assert "is not one e-mail address" in form.errors["email"][0]


def test_my_profile_leads_to_ones_own(bea, ama, sign_in):
    assert sign_in(bea).get("/n/leeds/me/profile/")["Location"] == profile(bea)
    assert sign_in(ama).get("/n/leeds/me/profile/").status_code == 409


def test_my_profile_lets_a_new_champion_begin(network, sign_in):
    member = join(network, "Dee", Role.Kind.CHAMPION)
    client = sign_in(member)
    assert "Begin as a champion" in client.get("/n/leeds/me/profile/").content.decode()
    assert not Champion.objects.exists()

    answer = client.post("/n/leeds/me/profile/")

    assert answer["Location"] == profile(Champion.objects.get(member=member))


def test_champion_profile_shows_what_each_may_do(placed, ama, cai, sign_in):
    own = sign_in(placed).get(profile(placed)).content.decode()
    coordinator = sign_in(ama).get(profile(placed)).content.decode()
    motivator = sign_in(cai).get(profile(placed)).content.decode()

    parts = [("about", 3), ("belonging", 1)]
    for part, readers in parts:
        shown = [f'href="{profile(placed, part)}/"' in page for page in (own, coordinator, motivator)]
        assert shown.count(True) == readers
    assert "Your profile" in own
    assert "/leaving/" in own
    assert "/leaving/" not in motivator


def test_champion_profile_is_not_there_for_others(placed, eve, charity, with_role, sign_in):
    colleague = with_role(Role.Kind.CHAMPION)
    elsewhere = with_role(Role.Kind.MOTIVATOR, organisation=charity)

    for person in (colleague, elsewhere, eve):
        assert sign_in(person).get(profile(placed)).status_code == 404
    assert sign_in(eve).get(f"/n/cardiff/champions/{placed.pk}/profile/").status_code == 404


def test_champion_edit_saves_a_part(placed, sign_in):
    client = sign_in(placed)
    version = version_in(client.get(profile(placed, "helping/")).content.decode())

    client.post(
        profile(placed, "helping/"),
        {
            "kind": "peer",
            "sector": "citizen",
            "settings": ["home"],
            "motives": ["people", "fairness"],
            "hours_pledged": "6",
            "version": version,
        },
    )

    placed.refresh_from_db()
    assert (placed.kind, placed.settings, placed.motives) == ("peer", ["home"], ["people", "fairness"])
    assert (placed.hours_pledged, placed.is_work_objective) == (6, False)


def test_champion_edit_shows_both_texts_to_the_second_of_two(placed, ama, sign_in):
    """T89"""
    client = sign_in(ama)
    version = version_in(client.get(profile(placed, "languages/")).content.decode())
    client.post(profile(placed, "languages/"), {"languages": ["en"], "version": version})

    answer = client.post(profile(placed, "languages/"), {"languages": ["en", "pl"], "version": version})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(r"Languages.*English.*English, Polish", page, re.DOTALL)
    client.post(profile(placed, "languages/"), {"languages": ["en", "pl"], "version": version_in(page)})
    placed.refresh_from_db()
    assert placed.languages == ["en", "pl"]


def test_champion_edit_of_belonging_is_for_those_in_charge(bea, charity, ama, sign_in):
    address = profile(bea, "belonging/")
    typed = {"organisation": charity.pk, "group": "", "started_on": "2025-01-01"}

    assert sign_in(bea).post(address, typed).status_code == 409
    page = sign_in(ama).get(address).content.decode()
    sign_in(ama).post(address, typed | {"version": version_in(page)})

    bea.refresh_from_db()
    assert (bea.organisation, bea.started_on.year) == (charity, 2025)


def test_champion_edit_ignores_fields_of_other_parts(bea, charity, sign_in):
    """T08"""
    client = sign_in(bea)
    version = version_in(client.get(profile(bea, "about/")).content.decode())

    client.post(
        profile(bea, "about/"),
        {"name": "Bea B", "organisation": charity.pk, "network": 99, "member": "", "version": version},
    )

    bea.refresh_from_db()
    assert (bea.name, bea.organisation) == ("Bea B", None)
    assert bea.member is not None


def test_champion_add_without_an_account(network, ama, council, sign_in):
    typed = {"name": "Ced", "email": "Ced@Example.org", "kind": "embedded", "organisation": council.pk}

    answer = sign_in(ama).post("/n/leeds/champions/new/", {**typed, "started_on": "2026-01-02"})

    champion = Champion.objects.get(name="Ced")
    assert answer["Location"] == profile(champion)
    assert (champion.email, champion.member, champion.organisation) == ("ced@example.org", None, council)


def test_champion_add_at_a_team(network, armley, libraries, with_role, charity, sign_in):
    lead = with_role(Role.Kind.PROJECT_LEAD, team=armley)
    address = f"/n/leeds/champions/new/?team={armley.pk}"
    client = sign_in(lead)
    assert "Add a champion at Armley Library" in client.get(address).content.decode()

    client.post(address, {"name": "Ced", "kind": "volunteer", "started_on": "2026-01-02"})

    champion = Champion.objects.get(name="Ced")
    assert (champion.team, champion.organisation) == (armley, libraries)


def test_champion_add_keeps_what_was_typed(network, ama, sign_in):
    page = sign_in(ama).post("/n/leeds/champions/new/", {"name": "Ced", "email": "ced"}).content.decode()

    assert 'value="Ced"' in page
    assert "is not one e-mail address" in page


def test_champion_add_is_for_those_in_charge(network, bea, cai, sign_in):
    assert sign_in(cai).get("/n/leeds/champions/new/").status_code == 409
    assert sign_in(bea).get("/n/leeds/champions/new/").status_code == 404


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_champion_edit_in_a_browser(bea, visit, script):
    page = visit(bea, width=320, script=script).go(profile(bea))
    page.get_by_role("link", name="Change (Languages and topics)").click()
    page.get_by_label("Polish").check()
    page.get_by_label("Other languages").fill("Elvish")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_label("Polish").is_checked()
    assert page.get_by_label("Other languages").input_value() == "Elvish"

    page.get_by_label("Other languages").fill("Vietnamese")
    page.get_by_role("button", name="Save").click()

    page.get_by_text("Saved", exact=True).wait_for()
    bea.refresh_from_db()
    assert bea.languages == ["pl", "vi"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 1280])
def test_profile_pages_have_no_barriers(placed, ama, visit, width):
    window = visit(ama, width=width)
    for part in (
        "",
        "about/",
        "helping/",
        "languages/",
        "belonging/",
        "../places/?q=armley",
        "../pause/",
        "../leaving/",
    ):
        window.go(profile(placed, part))
        assert window.axe() == []
        assert not window.is_too_wide()


def test_champion_profile_leads_to_an_invitation_when_one_would_bring_them_in(ama, bea, enrol, sign_in):
    """Under their address, so that the record that waits becomes theirs; not without one, nor with an account."""
    waits, bare = enrol("Siân", email="sian@example.org"), enrol("Tom")
    client = sign_in(ama)

    pages = [client.get(f"/n/leeds/champions/{one.pk}/profile/").content.decode() for one in (waits, bare, bea)]

    links = [re.search(r'href="([^"]+)">Invite them', page) for page in pages]
    assert [bool(link) for link in links] == [True, False, False]
    form = client.get(html.unescape(links[0][1])).content.decode()
    assert 'value="Siân"' in form
    assert 'value="sian@example.org"' in form
    assert re.search(r'value="champion" selected', form)


def test_champion_profile_invites_to_the_place_that_the_record_names(ama, armley, council, enrol, sign_in):
    """Not for the whole network, since the record has a place already."""
    client = sign_in(ama)
    at_team, inside = (
        enrol("Siân", email="s@example.org", team=armley),
        enrol("Tom", email="t@example.org", organisation=council),
    )

    def form_for(champion) -> str:
        page = client.get(f"/n/leeds/champions/{champion.pk}/profile/").content.decode()
        found = re.search(r'href="([^"]+)">Invite them', page)
        return client.get(html.unescape(found[1])).content.decode()

    assert re.search(r'value="team"[^>]* checked', form_for(at_team))
    assert f'value="{networks_asked.place_in_words(armley)}"' in form_for(at_team)
    assert re.search(r'value="organisation"[^>]* checked', form_for(inside))
    assert f'value="{council}"' in form_for(inside)


def test_champion_profile_offers_no_invitation_to_who_cannot_send_one(cai, enrol, west, sign_in):
    networks.give_role(cai, kind=Role.Kind.MOTIVATOR, bound=west, now=NOW)
    waits = enrol("Siân", email="sian@example.org", group=west)

    assert "Invite them" not in sign_in(cai).get(f"/n/leeds/champions/{waits.pk}/profile/").content.decode()
