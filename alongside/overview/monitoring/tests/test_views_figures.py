import csv
import io
import json
import re
from datetime import date

import pytest
from django.core.management import call_command

from alongside.overview.monitoring.queries.breakdowns import LABELS
from alongside.people.networks.models import District, Group, Organisation, Project, Role, Team
from conftest import NOW

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def armley(network):
    organisation = Organisation.objects.create(network=network, name="Libraries")
    district = District.objects.create(network=network, code="LS12")
    return Team.objects.create(network=network, organisation=organisation, district=district, name="Armley Library")


def bounded(member, **bound):
    Role.objects.filter(member=member).delete()
    Role.objects.create(member=member, kind=Role.Kind.MOTIVATOR, given_at=NOW, **bound)
    return member


def numbers(page):
    """The numbers on the cards of a page, by what they are."""
    found = re.findall(r'figure__what">(.*?)</span>\s*<(?:a|b) class="figure__number"[^>]*>([^<]*)', page)
    return dict(found)


def table(client, address):
    answer = client.get(f"{address}{'&' if '?' in address else '?'}format=csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_figures_sets_a_period_that_is_over_against_the_one_before(ama, bea, log, sign_in):
    log(bea, "Heron", "Teapot", on=date(2026, 10, 5))
    log(bea, "Otter", on=date(2026, 9, 5), minutes=90)

    page = sign_in(ama).get("/n/leeds/figures/?period=m2026-10").content.decode()

    assert "1 more than the period before" in page
    assert "¾ fewer than the period before" in page


def test_figures_shows_a_period_under_way_with_what_the_one_before_came_to(ama, bea, log, sign_in):
    log(bea, "Heron", "Teapot")
    log(bea, "Heron", provenance="stated")
    log(bea, "Otter", ago=30, minutes=90)

    page = sign_in(ama).get("/n/leeds/figures/?period=m2026-11").content.decode()

    assert numbers(page) == {"Active champions": "1", "People supported": "2", "Sessions": "2", "Hours": "1½"}
    assert "October 2026: 1" in page
    assert "October 2026: 1½" in page
    assert "the period before" not in page
    assert "50% measured · 50% stated" in re.sub("<[^>]*>", "", page)
    assert 'href="/n/leeds/sessions/?period=m2026-11"' in page


def test_figures_opens_each_source_to_its_own_rows(ama, bea, log, sign_in):
    log(bea, "Heron", "Teapot")
    log(bea, "Gull", provenance="stated")
    client = sign_in(ama)

    page = client.get("/n/leeds/figures/?period=m2026-11").content.decode()

    links = re.findall(r'<a href="([^"]*provenance=[^"]*)">\d+% (\w+)</a>', page)
    assert {word for _href, word in links} == {"measured", "stated"}
    assert len(links) == 6, "people, sessions and hours"
    for href, word in links:
        rows = table(client, href.replace("&amp;", "&"))
        assert [row["Kept as"] for row in rows] == ["stated" if word == "stated" else ""]


def test_figures_leads_who_runs_the_network_to_what_strangers_see(ama, cai, sign_in):
    link = 'href="/n/leeds/progress/preview/"'

    assert link in sign_in(ama).get("/n/leeds/figures/").content.decode()
    assert link not in sign_in(cai).get("/n/leeds/figures/").content.decode()


def test_figures_of_any_months_are_found_by_typing_them(ama, bea, log, sign_in):
    log(bea, "Heron", on=date(2026, 2, 1))
    log(bea, "Heron", "Otter", on=date(2026, 3, 1))
    log(bea, "Gull", on=date(2026, 4, 1))

    page = sign_in(ama).get("/n/leeds/figures/?first=2026-02&last=2026-03", follow=True)

    assert page.redirect_chain == [("/n/leeds/figures/?period=r2026-02-2026-03", 302)]
    assert numbers(page.content.decode())["People supported"] == "2"


@pytest.mark.parametrize("query", ["first=x&last=2026-03", "first=2026-05&last=2026-03", "first=&last="])
def test_figures_of_months_that_make_no_sense_are_those_of_the_usual_period(ama, sign_in, query):
    assert sign_in(ama).get(f"/n/leeds/figures/?{query}")["Location"] == "/n/leeds/figures/?period=f2026"


def test_figures_of_a_made_up_period_are_not_there(ama, sign_in):
    assert sign_in(ama).get("/n/leeds/figures/?period=m2026-13").status_code == 404


def test_figures_shows_projects_with_their_targets(ama, bea, network, log, sign_in):
    project = Project.objects.create(network=network, name="Home", starts_on=date(2026, 1, 1), target_people=8)
    log(bea, "Heron", "Teapot", projects=(project.pk,))

    page = sign_in(ama).get("/n/leeds/figures/").content.decode()

    assert "People supported: 2 of 8, 25%" in page


def test_figures_of_an_organisation_are_all_that_its_lead_sees(cai, bea, armley, log, sign_in):
    bounded(cai, organisation=armley.organisation)
    log(bea, "Heron", team=armley.pk)
    log(bea, "Otter", "Gull", "Teapot")

    page = sign_in(cai).get("/n/leeds/figures/").content.decode()

    assert (numbers(page)["People supported"], numbers(page)["Sessions"]) == ("1", "1")
    assert "Sessions by topic" not in page
    assert sign_in(cai).get("/n/leeds/figures/topic/").status_code == 409


def test_figures_of_a_group_are_all_that_its_motivator_sees(cai, network, enrol, log, sign_in):
    group = Group.objects.create(network=network, name="North")
    bounded(cai, group=group)
    log(enrol("Mine", group=group), "Heron")
    log(enrol("Theirs"), "Otter", "Gull")

    page = sign_in(cai).get("/n/leeds/figures/").content.decode()

    assert numbers(page) == {"Active champions": "1", "People supported": "1", "Sessions": "1", "Hours": "¾"}
    assert [sign_in(cai).get(f"/n/leeds/figures/{by}/").status_code for by in LABELS] == [409] * 6
    assert sign_in(cai).get("/n/leeds/figures/everything/").status_code == 404


def test_figures_ask_no_more_for_thirty_than_for_one(
    ama, bea, network, armley, enrol, log, sign_in, django_assert_max_num_queries
):
    log(bea, "Heron", team=armley.pk)
    Project.objects.create(network=network, name="Home", starts_on=date(2026, 1, 1))
    client = sign_in(ama)
    client.get("/n/leeds/figures/")
    with django_assert_max_num_queries(20) as one:
        client.get("/n/leeds/figures/")

    for number in range(30):
        organisation = Organisation.objects.create(network=network, name=f"Organisation {number}")
        team = Team.objects.create(network=network, organisation=organisation, name="Team")
        log(enrol(f"Person {number}"), "Heron", team=team.pk)
        Project.objects.create(network=network, name=f"Project {number}", starts_on=date(2026, 1, 1))
    with django_assert_max_num_queries(20) as thirty:
        client.get("/n/leeds/figures/")

    assert len(one) == len(thirty)


@pytest.mark.parametrize("by", ["month", "topic", "team", "organisation", "district", "project"])
def test_figure_list_page_file_and_command_agree(ama, bea, network, armley, log, sign_in, by):
    project = Project.objects.create(network=network, name="Home", starts_on=date(2026, 1, 1))
    topic = network.topics.all()[0]
    log(bea, "Heron", team=armley.pk, topics=(topic.pk,), projects=(project.pk,), minutes=90)
    log(bea, "Heron", "Otter", ago=45, team=armley.pk, topics=(topic.pk,), projects=(project.pk,), headcount=3)
    out = io.StringIO()
    words = ("--network", "leeds", "--from", "2026-10", "--to", "2026-11", "--by", by, "--format", "json")

    call_command("figures", *words, stdout=out)
    told = json.loads(out.getvalue())["rows"]
    rows = table(sign_in(ama), f"/n/leeds/figures/{by}/?period=r2026-10-2026-11")
    page = sign_in(ama).get(f"/n/leeds/figures/{by}/?period=r2026-10-2026-11").content.decode()

    assert told
    assert [(row["Sessions"], row["Counted in tallies"]) for row in rows] == [
        (str(one["sessions"]), str(one["headcount"])) for one in told
    ]
    if by != "topic":
        assert [row["People supported"] for row in rows] == [str(one["people"]) for one in told]
    assert all(f">{one['name']}</a>" in page for one in told)


def test_figure_list_leads_to_the_sessions_it_counts(ama, bea, armley, log, sign_in):
    log(bea, "Heron", team=armley.pk)
    log(bea, "Heron")

    page = sign_in(ama).get("/n/leeds/figures/team/?period=m2026-11").content.decode()
    address = f"/n/leeds/sessions/?team={armley.pk}&period=m2026-11"

    assert f'href="{address.replace("&", "&amp;")}"' in page
    assert len(table(sign_in(ama), address)) == 1


def test_figure_list_shows_a_lead_their_own_teams_only(cai, bea, network, armley, log, sign_in):
    housing = Organisation.objects.create(network=network, name="Housing")
    estate = Team.objects.create(network=network, organisation=housing, name="Estate")
    log(bea, "Heron", team=armley.pk)
    log(bea, "Otter", team=estate.pk)
    bounded(cai, organisation=armley.organisation)

    assert [row["Team"] for row in table(sign_in(cai), "/n/leeds/figures/team/")] == ["Armley Library"]
    assert [row["Organisation"] for row in table(sign_in(cai), "/n/leeds/figures/organisation/")] == ["Libraries"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_figures_can_be_read_by_everybody(ama, bea, armley, network, log, visit, width):
    Project.objects.create(network=network, name="Home", starts_on=date(2026, 1, 1), target_people=8)
    topic = network.topics.all()[0]
    log(bea, "Heron", "Otter", team=armley.pk, topics=(topic.pk,))
    seen = visit(ama, width=width)

    for path in ("figures/", "figures/?period=m2020-01", "figures/team/", "figures/month/"):
        seen.go(f"/n/leeds/{path}")
        assert (path, seen.axe(), seen.is_too_wide()) == (path, [], False)
    seen.go("/n/leeds/figures/").get_by_role("link", name="2 People supported").click()

    assert seen.page.get_by_role("heading", level=1).inner_text() == "Sessions"
