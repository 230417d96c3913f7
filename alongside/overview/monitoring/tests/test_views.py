import csv
import io
from datetime import timedelta

import pytest
from django.core.management import call_command

from alongside.people.champions import actions as people
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Group, Organisation, Role, Team
from conftest import NOW, join

pytestmark = pytest.mark.usefixtures("clock")
TODAY = NOW.date()


@pytest.fixture
def armley(network):
    organisation = Organisation.objects.create(network=network, name="Libraries")
    district = District.objects.create(network=network, code="LS12")
    return Team.objects.create(network=network, organisation=organisation, district=district, name="Armley Library")


@pytest.fixture
def north(network, cai):
    """A group that Cai looks after, and nothing else."""
    group = Group.objects.create(network=network, name="North")
    Role.objects.filter(member=cai).delete()
    Role.objects.create(member=cai, kind=Role.Kind.MOTIVATOR, group=group, given_at=NOW)
    return group


def table(page, address):
    answer = page.get(f"{address}{'&' if '?' in address else '?'}format=csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_champion_list_shows_what_each_did(ama, bea, armley, enrol, log, sign_in):
    ced = enrol("Ced", since=99, team=armley)
    log(bea, "Heron", "Teapot")
    log(bea, "Heron", ago=40, minutes=30)
    log(ced, "Otter", ago=60)

    rows = table(sign_in(ama), "/n/leeds/champions/")

    assert [tuple(row.values()) for row in rows] == [
        ("Bea", "new", "", "2026-11-19", "2", "2", "1.25"),
        ("Ced", "quiet", "Armley Library", "2026-09-20", "1", "1", "0.75"),
    ]


def test_champion_list_page_file_and_command_agree(ama, bea, enrol, log, sign_in):
    log(bea, "Heron", "Teapot")
    log(enrol("Ced"), "Otter", ago=25, minutes=60)
    out = io.StringIO()

    call_command(
        "figures", "--network", "leeds", "--from", "2026-10", "--by", "champion", "--format", "csv", stdout=out
    )
    told = {row["name"]: (row["people"], row["sessions"]) for row in csv.DictReader(io.StringIO(out.getvalue()))}
    file = table(sign_in(ama), "/n/leeds/champions/?period=r2026-10-2026-11")
    page = sign_in(ama).get("/n/leeds/champions/?period=r2026-10-2026-11").content.decode()

    assert told == {"Bea": ("2", "1"), "Ced": ("1", "1")}
    assert {row["Name"]: (row["People supported"], row["Sessions"]) for row in file} == told
    assert page.index("Bea") < page.index("Ced")
    assert (
        '<td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="People supported">2</td>'
        in page
    )


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("organisation={organisation}", ["Ced"]),
        ("team={team}", ["Ced"]),
        ("district={district}", ["Ced"]),
        ("q=arm+ced", ["Ced"]),
        ("state=quiet", ["Ced"]),
        ("kind=peer", []),
        ("sort=name", ["Bea", "Ced"]),
        ("sort=-name&state=active&period=all", ["Ced", "Bea"]),
    ],
)
def test_champion_list_narrows(ama, bea, armley, enrol, log, sign_in, query, names):
    ced = enrol("Ced", since=99, team=armley)
    log(ced, ago=60)
    log(bea)
    ids = {"organisation": armley.organisation_id, "team": armley.pk, "district": armley.district_id}

    rows = table(sign_in(ama), "/n/leeds/champions/?" + query.format(**ids))

    assert [row["Name"] for row in rows] == names


def test_champion_list_knows_no_places_of_another_network(ama, network, other_network, sign_in):
    theirs = Organisation.objects.create(network=other_network, name="Cardiff Council")

    assert sign_in(ama).get(f"/n/leeds/champions/?organisation={theirs.pk}").status_code == 404


def test_champion_list_shows_a_motivator_their_own_group_only(cai, north, enrol, log, sign_in):
    log(enrol("Mine", group=north), "Heron")
    log(enrol("Theirs"), "Otter")

    page = sign_in(cai).get("/n/leeds/champions/")

    assert "Mine" in page.content.decode()
    assert "Theirs" not in page.content.decode()
    assert [row["Name"] for row in table(sign_in(cai), "/n/leeds/champions/")] == ["Mine"]


def test_champion_list_asks_no_more_for_thirty_than_for_one(
    ama, bea, enrol, log, sign_in, django_assert_max_num_queries
):
    log(bea)
    client = sign_in(ama)
    client.get("/n/leeds/champions/")
    with django_assert_max_num_queries(15) as one:
        client.get("/n/leeds/champions/")

    for number in range(30):
        log(enrol(f"Person {number}"), "Heron")
    with django_assert_max_num_queries(15) as thirty:
        client.get("/n/leeds/champions/")

    assert len(one) == len(thirty)


def test_champion_list_is_not_for_champions(bea, sign_in):
    assert sign_in(bea).get("/n/leeds/record/").status_code == 200
    assert sign_in(bea).get("/n/leeds/champions/").status_code == 404


def test_champion_record_tells_one_champions_story(ama, bea, log, sign_in):
    log(bea, "Heron", ago=40)
    log(bea, "Heron", "Teapot", provenance="stated", headcount=7)

    page = sign_in(ama).get(f"/n/leeds/champions/{bea.pk}/record/").content.decode()

    assert f'<a class="figure__number" href="/n/leeds/sessions/?champion={bea.pk}">2<' in page
    assert f'/sessions/?champion={bea.pk}&amp;provenance=stated">50% stated</a>' in page
    assert "<span>9 people</span>" in page
    assert page.index("Last session") < page.index("First session") < page.index("Became a champion")


def test_champion_record_of_somebody_elses_group_is_not_there(cai, north, enrol, sign_in):
    mine, theirs = enrol("Mine", group=north), enrol("Theirs")

    assert sign_in(cai).get(f"/n/leeds/champions/{mine.pk}/record/").status_code == 200
    assert sign_in(cai).get(f"/n/leeds/champions/{theirs.pk}/record/").status_code == 404


def test_own_record_is_the_champions_own(ama, bea, log, sign_in):
    log(bea, "Heron")

    assert "Your record" in sign_in(bea).get("/n/leeds/record/").content.decode()
    assert sign_in(ama).get("/n/leeds/record/").status_code == 409


def test_quiet_list_puts_the_longest_silence_first_with_a_mail_link(ama, enrol, log, sign_in):
    log(enrol("Ced", since=99, email="ced@example.org"), ago=60)
    enrol("Never", since=200)
    enrol("Away", since=200, paused_until=TODAY + timedelta(days=3))
    log(enrol("Here", since=200))

    rows = table(sign_in(ama), "/n/leeds/champions/quiet/")
    page = sign_in(ama).get("/n/leeds/champions/quiet/").content.decode()

    assert [row["Name"] for row in rows] == ["Never", "Ced"]
    assert '<a href="mailto:ced@example.org">ced@example.org</a>' in page


def test_quiet_list_follows_the_networks_own_threshold(ama, network, enrol, log, sign_in):
    log(enrol("Ced", since=99), ago=60)
    network.quiet_after = 90
    network.save()

    assert table(sign_in(ama), "/n/leeds/champions/quiet/") == []
    assert "Nobody has gone quiet." in sign_in(ama).get("/n/leeds/champions/quiet/").content.decode()


def test_uncovered_list_is_teams_that_nobody_serves(ama, network, armley, enrol, sign_in):
    def team(name, **details):
        return Team.objects.create(network=network, organisation=armley.organisation, name=name, **details)

    team("Empty")
    team("Closed", closed_on=TODAY)
    team("Unasked", needs_champion=False)
    enrol("Gone", team=team("Left behind"), left_on=TODAY)
    enrol("Here", team=armley)
    people.add_place(enrol("Visitor"), team("Visited"), by=None, now=NOW)

    rows = table(sign_in(ama), "/n/leeds/teams/without-champion/")

    assert [(row["Team"], row["Champions before"]) for row in rows] == [("Empty", "0"), ("Left behind", "1")]
    assert Champion.objects.count() == 3


def test_uncovered_list_shows_who_oversees_an_organisation_its_own_teams(network, cai, armley, sign_in):
    other = Organisation.objects.create(network=network, name="Housing")
    Team.objects.create(network=network, organisation=other, name="Estate")
    Role.objects.filter(member=cai).delete()
    Role.objects.create(member=cai, kind=Role.Kind.PROJECT_LEAD, organisation=armley.organisation, given_at=NOW)

    assert [row["Team"] for row in table(sign_in(cai), "/n/leeds/teams/without-champion/")] == ["Armley Library"]


def test_uncovered_list_says_how_a_team_gets_a_champion(ama, cai, armley, sign_in):
    pages = [sign_in(person).get("/n/leeds/teams/without-champion/").content.decode() for person in (ama, cai)]

    assert ["Choose one to invite a champion there." in page for page in pages] == [True, False]
    assert ["Ask a coordinator to invite somebody there" in page for page in pages] == [False, True]


def test_lists_of_another_network_are_not_there(eve, network, sign_in):
    pages = ("champions/", "champions/quiet/", "teams/without-champion/")

    assert [sign_in(eve).get(f"/n/cardiff/{page}").status_code for page in pages] == [200] * 3
    assert [sign_in(eve).get(f"/n/leeds/{page}").status_code for page in pages] == [404] * 3


def test_lists_end_for_somebody_who_lost_the_role(cai, north, network, sign_in):
    join(network, "Cai")
    assert sign_in(cai).get("/n/leeds/champions/").status_code == 200

    Role.objects.filter(member=cai).delete()

    assert sign_in(cai).get("/n/leeds/champions/").status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize(("width", "script"), [(1280, True), (320, True), (320, False)])
def test_champion_list_is_narrowed_and_sorted_by_hand(ama, bea, enrol, log, visit, width, script):
    log(bea, "Heron", "Teapot")
    log(enrol("Ced", since=99), "Otter", ago=60)
    seen = visit(ama, width=width, script=script)
    page = seen.go("/n/leeds/champions/")

    if width == 1280:
        page.get_by_role("link", name="Name", exact=True).click()
    else:
        if script:
            page.get_by_text("More filters and order").click()
        page.get_by_label("Sort by").select_option("name")
        page.get_by_role("button", name="Show").click()
    assert [one.inner_text() for one in page.locator("tbody th a").all()] == ["Bea", "Ced"]
    page.get_by_role("link", name="Ced").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Ced"
    assert not seen.is_too_wide()


@pytest.mark.browser
def test_champion_list_is_narrowed_by_keyboard(ama, bea, enrol, log, visit):
    log(bea, "Heron")
    enrol("Ced", since=99)
    page = visit(ama, width=1280).go("/n/leeds/champions/")

    page.get_by_label("Name or team").focus()
    page.keyboard.type("ced")
    page.keyboard.press("Enter")
    page.wait_for_url("**/champions/?q=ced**")

    assert [one.inner_text() for one in page.locator("tbody th a").all()] == ["Ced"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_lists_over_the_network_have_no_fault_that_axe_finds(ama, bea, enrol, log, network, visit, width):
    log(enrol("Ced", since=99, email="ced@example.org"), "Otter", ago=60)
    organisation = Organisation.objects.create(network=network, name="Libraries")
    Team.objects.create(network=network, organisation=organisation, name="Armley Library")
    seen = visit(ama, width=width)

    for path in (
        "champions/",
        "champions/?state=new",
        "champions/?q=nobody",
        "champions/quiet/",
        "teams/without-champion/",
    ):
        seen.go(f"/n/leeds/{path}")
        assert (path, seen.axe(), seen.is_too_wide()) == (path, [], False)
