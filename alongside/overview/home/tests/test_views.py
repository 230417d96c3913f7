import re
from datetime import timedelta

import pytest

from alongside.helping.sessions import actions
from alongside.helping.sessions.rules import LogEntry
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Group, Invitation, Organisation, Role, Team
from conftest import NOW, TODAY, join

pytestmark = pytest.mark.usefixtures("clock")

F1, F2 = "edsf-2022/F1", "edsf-2022/F2"


def words(page):
    """What a page says, without its marks and needless blanks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_start_leads_straight_to_the_only_network(bea, sign_in):
    answer = sign_in(bea).get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/n/leeds/")


def test_start_offers_a_choice_between_networks(bea, other_network, sign_in):
    join(other_network, "Bea")

    page = sign_in(bea).get("/").content.decode()

    assert 'href="/n/leeds/"' in page
    assert 'href="/n/cardiff/"' in page


def test_start_sends_strangers_to_sign_in(db, client):
    assert client.get("/")["Location"] == "/account/login/"


def test_home_shows_a_champion_their_own_month(bea, enrol, log, sign_in):
    log(bea, "Heron", "Teapot")
    log(bea, "Heron", ago=1, headcount=3)
    log(bea, "Otter", ago=60)
    log(enrol("Ced"), "Gull")

    page = words(sign_in(bea).get("/n/leeds/"))

    assert "Log a session" in page
    assert "You helped 2 people in 2 sessions. 3 more were counted in tallies. That is 1½ hours of your time." in page
    assert "Since you began it is 3 people. Thank you." in page
    assert "4 people" in page, "one known and three counted"
    assert "Waiting" not in page


def test_home_shows_what_a_champions_people_can_do_now(bea, log, sign_in):
    log(bea, "Heron", ago=60, practices=((F1, "alone"), (F2, "helped")))
    log(bea, "Heron", practices=((F2, "alone"),))

    page = words(sign_in(bea).get("/n/leeds/"))

    assert "Heron does 2 of the" in page
    assert "In September 2026 it was 1." in page


def test_home_of_a_new_champion_says_how_to_begin(bea, sign_in):
    page = words(sign_in(bea).get("/n/leeds/"))

    assert "Your first session takes twenty seconds" in page
    assert "Nothing logged this month yet." in page


def test_home_says_what_waits_for_a_coordinator(ama, bea, network, enrol, log, sign_in):
    organisation = Organisation.objects.create(network=network, name="Libraries")
    for name in ("Armley", "Bramley", "Compton", "Dewsbury"):
        Team.objects.create(network=network, organisation=organisation, name=name)
    Invitation.objects.create(
        network=network,
        email="x@example.org",
        kind=Role.Kind.CHAMPION,
        secret_hash="x",
        invited_at=NOW - timedelta(days=3),
        ends_at=NOW + timedelta(days=4),
    )
    log(enrol("Ced", since=200), ago=60)
    held_back(bea, log)

    page = words(sign_in(ama).get("/n/leeds/"))

    assert "The oldest has waited since 16 November 2026." in page
    assert "1 champion has gone quiet nothing logged for more than 30 days; the longest since 20 September 2026" in page
    assert "4 teams have no champion Armley, Bramley, Compton and 1 more" in page
    assert "1 invitation is open the first sent on 16 November 2026" in page
    assert "1 session came in twice and differs" in page


def held_back(bea, log):
    """A session that came in twice with different content."""
    session = log(bea, "Heron")
    other = LogEntry(key=session.key, happened_on=TODAY, minutes=10, headcount=9)
    assert actions.log(bea, other, by=None, now=NOW).is_held


def test_home_shows_the_month_under_way_with_what_the_one_before_came_to(ama, bea, log, sign_in):
    log(bea, "Heron", "Teapot")
    log(bea, "Heron", ago=30, minutes=90)

    page = words(sign_in(ama).get("/n/leeds/"))

    assert "Active champions 1 Active champions October 2026: 1" in page
    assert "People supported 2 People supported October 2026: 1 100% measured" in page
    assert "Hours ¾ Hours October 2026: 1½" in page
    assert "fewer" not in page


def test_home_shows_a_motivator_their_own_group_only(cai, network, enrol, log, sign_in):
    group = Group.objects.create(network=network, name="North")
    Role.objects.filter(member=cai).delete()
    Role.objects.create(member=cai, kind=Role.Kind.MOTIVATOR, group=group, given_at=NOW)
    log(enrol("Mine", group=group), "Heron")
    log(enrol("Theirs"), "Otter", "Gull")
    enrol("Silent", since=200)

    page = words(sign_in(cai).get("/n/leeds/"))

    assert "Mine new" in page
    assert "People supported 1 People supported" in page
    assert "Theirs" not in page
    assert "gone quiet" not in page


def test_home_of_somebody_who_is_both_shows_both(network, log, sign_in):
    both = join(network, "Bea", Role.Kind.CHAMPION, Role.Kind.COORDINATOR)
    log(champions.enrol(network, name="Bea", member=both, started_on=TODAY, now=NOW), "Heron")

    page = words(sign_in(both).get("/n/leeds/"))

    assert "Log a session" in page
    assert "Waiting" in page


def test_home_of_a_new_network_says_how_to_begin(ama, sign_in):
    page = words(sign_in(ama).get("/n/leeds/"))

    assert "How to begin" in page
    assert "Bring in your places" in page
    assert "Waiting" not in page


def test_home_forgets_the_first_steps_once_they_are_done(ama, bea, network, log, sign_in):
    organisation = Organisation.objects.create(network=network, name="Libraries")
    Team.objects.create(network=network, organisation=organisation, name="Armley")
    assert "✓ Bring in your places done" in words(sign_in(ama).get("/n/leeds/"))

    log(bea, "Heron")

    assert "How to begin" not in words(sign_in(ama).get("/n/leeds/"))


def test_home_of_a_member_without_a_role_is_honest(network, sign_in):
    page = words(sign_in(join(network, "Nia")).get("/n/leeds/"))

    assert "When somebody gives you a role, what you can do will stand here." in page


def test_home_asks_no_more_for_thirty_than_for_one(
    ama, bea, network, enrol, log, sign_in, django_assert_max_num_queries
):
    def fill(number):
        organisation = Organisation.objects.create(network=network, name=f"Organisation {number}")
        Team.objects.create(network=network, organisation=organisation, name="Team")
        log(enrol(f"Person {number}", since=200), f"Heron {number}", ago=40)
        log(enrol(f"Active {number}", since=200), f"Heron {number}")

    fill(0)
    client = sign_in(ama)
    client.get("/n/leeds/")
    with django_assert_max_num_queries(15) as one:
        client.get("/n/leeds/")
    for number in range(1, 30):
        fill(number)
    with django_assert_max_num_queries(15) as thirty:
        client.get("/n/leeds/")

    assert len(one) == len(thirty)


def test_home_is_not_there_for_another_network(eve, network, sign_in):
    assert sign_in(eve).get("/n/cardiff/").status_code == 200
    assert sign_in(eve).get("/n/leeds/").status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_home_leads_a_champion_to_the_log_form(bea, visit, script):
    seen = visit(bea, width=320, script=script)

    seen.go("/n/leeds/").get_by_role("button", name="Log a session").click()

    assert seen.page.url.endswith("/n/leeds/log/")
    assert not seen.is_too_wide()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_home_has_no_fault_that_axe_finds(ama, bea, cai, enrol, log, visit, width):
    seen = {person: visit(person, width=width) for person in (ama, bea)}
    assert [one.go("/n/leeds/") and one.axe() for one in seen.values()] == [[], []]
    log(bea, "Heron", practices=((F1, "alone"),))
    log(enrol("Ced", since=200), "Otter", ago=50, provenance="stated")

    for one in seen.values():
        one.go("/n/leeds/")
        assert (one.axe(), one.is_too_wide()) == ([], False)


@pytest.mark.browser
def test_home_is_walked_by_keyboard(ama, enrol, log, visit):
    log(enrol("Ced", since=200), "Otter", ago=50)
    page = visit(ama, width=1280).go("/n/leeds/")

    for _ in range(40):
        page.keyboard.press("Tab")
        if "gone quiet" in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/champions/quiet/")

    assert page.get_by_role("link", name="Ced").is_visible()
