import csv
import io
import re
from datetime import date

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings

from alongside.overview.progress import actions, rules
from alongside.overview.progress.models import Snapshot
from alongside.overview.progress.tests.test_attack import histories
from alongside.overview.progress.views import as_text
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Network, Role
from conftest import NOW, join

PROGRESS, TABLE = "/n/leeds/progress/", "/n/leeds/progress/table.csv"
ORDER = ("people", "sessions", "champions", "minutes")
PREVIEW, PUBLICATION = "/n/leeds/progress/preview/", "/n/leeds/progress/publication/"
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def shown(network, ama, help_in):
    """Leeds with three finished quarters, the middle one small, and everybody may see them."""
    help_in(date(2025, 11, 3), people=4)
    help_in(date(2025, 11, 4), people=2, provenance="stated")
    help_in(date(2026, 2, 3), people=2)
    help_in(date(2026, 8, 3), people=3)
    actions.show(network, by=ama, now=NOW)
    network.refresh_from_db()
    return network


def cells(page):
    """The rows of the big table, without marks."""
    body = re.search(r"<tbody.*?</tbody>", page[page.index("All numbers") :], re.DOTALL)[0]
    plain = [
        re.sub(r"<[^>]*>", "", cell.replace("hidden", "")).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", body)
    ]
    return [plain[start : start + 6] for start in range(0, len(plain), 6)]


def rows(client):
    return list(csv.reader(io.StringIO(client.get(TABLE).content.decode("utf-8-sig"))))


def test_progress_shows_strangers_rounded_totals(shown, client):
    page = client.get(PROGRESS).content.decode()

    assert cells(page) == [
        ["July 2026 to September 2026", "25", "25", "10", "25", "measured"],
        ["April 2026 to June 2026", "0", "0", "0", "0", "–"],
        ["Since the start, up to March 2026", "30", "65", "10", "65", "measured, stated"],
        ["April 2025 to March 2026", "30", "65", "10", "65", "measured, stated"],
        ["January 2026 to March 2026", "15", "15", "10", "15", "measured"],
        ["October 2025 to December 2025", "30", "50", "10", "50", "measured, stated"],
    ]
    assert "Everything up to 30 September 2026." in page
    assert "A star (*) stands for a number from 1 to 7" in page
    assert "Sign out" not in page
    assert "Ama" not in page


def test_progress_hides_a_small_number_and_keeps_it_out_of_the_totals(network, ama, help_in, eight, log, client):
    help_in(date(2025, 11, 3), people=3)
    for champion in eight[:3]:
        log(champion, "Heron", on=date(2026, 2, 3), minutes=60)
    actions.show(network, by=ama, now=NOW)

    page = client.get(PROGRESS).content.decode()

    assert cells(page)[-3:] == [
        ["April 2025 to March 2026", "25 or more", "25 or more", "10 or more", "25 or more", "measured"],
        ["January 2026 to March 2026", "*", "*", "*", "*", "–"],
        ["October 2025 to December 2025", "25", "25", "10", "25", "measured"],
    ]


def test_progress_says_where_the_sessions_of_a_year_come_from(shown, client):
    page = re.sub("<[^>]*>", "", client.get(PROGRESS).content.decode())

    assert page.count("77% measured · 23% stated") == 2


def test_progress_table_is_the_table_of_the_page(shown, client):
    heads, *found = rows(client)

    assert heads == ["Period", "Until", "People supported", "Sessions", "Active champions", "Hours", "Known as"]
    page = cells(client.get(PROGRESS).content.decode())
    assert [[row[0], *row[2:]] for row in found] == [[*row[:5], row[5].replace("–", "")] for row in page]
    assert found[0][1] == "2026-09-30"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories())
def test_progress_table_and_page_hold_what_the_rules_tell_and_nothing_else(network, client, history):
    Network.objects.filter(pk=network.pk).update(shows_progress=True)
    Snapshot.objects.all().delete()
    Snapshot.objects.bulk_create(snapshot_of(network, one) for one in history)
    told = [[as_text(line.cells[column]) for column in ORDER] for line in reversed(rules.publish(history))]

    page = client.get(PROGRESS).content.decode()

    assert [row[2:6] for row in rows(client)[1:]] == [[str(cell) for cell in row] for row in told]
    assert [row[1:5] for row in cells(page)] == [[str(cell) for cell in row] for row in told]
    years = [row for row in cells(page) if row[0].startswith(("April", "Since")) and "June" not in row[0]]
    on_cards = re.findall(r'figure__number">(.*?)</b>', page)
    assert {re.sub("<[^>]*>|hidden", "", one) for one in on_cards} <= {cell for row in years for cell in row[1:5]}
    drawn = {one.replace(",", "") for one in re.findall(r"<text[^>]*>([0-9,]+)</text>", page)}
    assert drawn <= {cell for row in cells(page) for cell in row[1:3]}


def snapshot_of(network, one):
    """A snapshot with those numbers."""
    lean = {f"{column}_lean": column in one.leans for column in ("sessions", "people", "minutes")}
    numbers = {column: one.value(column) for column in ORDER}
    return Snapshot(network=network, stretch=one.stretch, taken_at=NOW, **numbers, **lean)


def test_progress_table_speaks_welsh(shown, client):
    client.cookies["__Host-language"] = "cy"

    assert rows(client)[0][0] == "Cyfnod"
    assert "Ein cynnydd" in client.get(PROGRESS).content.decode()


@pytest.mark.parametrize("address", [PROGRESS, TABLE])
def test_progress_is_not_there_until_it_is_switched_on(network, ama, help_in, client, sign_in, address):
    help_in(date(2026, 8, 3))
    assert client.get(address).status_code == 404
    assert "progress" not in client.get("/n/leeds/about/").content.decode()

    actions.show(network, by=ama, now=NOW)
    assert client.get(address).status_code == 200
    assert f'href="{PROGRESS}"' in client.get("/n/leeds/about/").content.decode()

    actions.hide(network, by=ama, now=NOW)
    assert client.get(address).status_code == 404
    assert sign_in(ama).get(address).status_code == 404


@pytest.mark.parametrize("address", [PROGRESS, TABLE])
def test_progress_of_a_network_without_a_public_page_is_not_there(shown, client, address):
    assert client.get(address).status_code == 200
    Network.objects.filter(pk=shown.pk).update(is_public=False)

    assert client.get(address).status_code == 404


def test_progress_of_a_new_network_says_what_will_be_here(network, ama, client):
    actions.show(network, by=ama, now=NOW)

    page = client.get(PROGRESS).content.decode()

    assert "The first numbers appear here two weeks after" in page
    assert "<table" not in page


def test_progress_may_be_kept_by_strangers_alone(shown, ama, client, sign_in):
    page, table = client.get(PROGRESS), client.get(TABLE)

    assert page["Cache-Control"] == "private, max-age=300"
    assert table["Cache-Control"] == "public, max-age=3600"
    assert "Cookie" in table["Vary"]
    assert "Set-Cookie" not in table
    assert "no-store" in sign_in(ama).get(PROGRESS)["Cache-Control"]
    assert "no-store" in sign_in(ama).get(TABLE)["Cache-Control"]


def test_progress_stays_small_over_many_years(network, ama, client, django_assert_num_queries):
    def frozen(years):
        names = [name for year in years for name in (*(f"q{year}-{n}" for n in range(1, 5)), f"f{year}", f"s{year}")]
        rows = [
            Snapshot(
                network=network,
                stretch=name,
                taken_at=NOW,
                champions=900,
                sessions=90_000,
                people=9_000,
                minutes=9_999_999,
            )
            for name in names
        ]
        Snapshot.objects.bulk_create(rows)

    actions.show(network, by=ama, now=NOW)
    frozen([2020])
    client.get(PROGRESS)
    with django_assert_num_queries(2):
        client.get(PROGRESS)
    frozen(range(2000, 2020))

    with django_assert_num_queries(2):
        page = client.get(PROGRESS)

    assert len(cells(page.content.decode())) == 126
    assert len(page.content) <= 100_000


def test_progress_preview_shows_the_truth_beside_what_strangers_would_see(network, ama, help_in, sign_in):
    help_in(date(2026, 8, 3), people=3)

    page = sign_in(ama).get(PREVIEW).content.decode()

    plain = [re.sub("<[^>]*>", "", one) for one in re.findall(r"<td.*?</td>", page)]
    assert plain == ["25", "24", "25", "24", "10", "8", "25", "24"]
    assert "do not publish them" in page
    assert "Bring in older records before you switch it on" in page
    assert not Snapshot.objects.exists(), "looking freezes nothing"


def test_progress_preview_keeps_what_was_frozen(shown, ama, help_in, sign_in):
    help_in(date(2026, 8, 4), people=9)

    page = sign_in(ama).get(PREVIEW).content.decode()

    assert [re.sub("<[^>]*>", "", one) for one in re.findall(r"<td.*?</td>", page)][:2] == ["25", "24"]
    assert "See the page as strangers do" in page


def test_progress_preview_is_for_coordinators_of_the_whole(network, sign_in, ama, cai):
    assert sign_in(cai).get(PREVIEW).status_code == 404
    assert sign_in(ama).get(PREVIEW).status_code == 200


def test_progress_publish_switches_on_and_off(network, ama, help_in, sign_in, client):
    help_in(date(2026, 8, 3))
    inside = sign_in(ama)

    assert inside.post(PUBLICATION, {"shown": "yes"})["Location"] == PREVIEW
    assert Client().get(PROGRESS).status_code == 200
    settings = inside.get("/n/leeds/settings/").content.decode()
    assert "Everybody sees our progress" in settings, "what was changed"
    inside.post(PUBLICATION, {"shown": "no"})

    assert Client().get(PROGRESS).status_code == 404
    assert Snapshot.objects.filter(network=network).count() == 1


def test_progress_publish_is_refused_to_who_coordinates_a_part(network, sign_in):
    council = networks.add_organisation(network, {"name": "Leeds City Council"}, now=NOW)
    olu = join(network, "Olu")
    networks.give_role(olu, kind=Role.Kind.COORDINATOR, bound=council, now=NOW)

    assert sign_in(olu).post(PUBLICATION, {"shown": "yes"}).status_code == 409
    assert not Network.objects.get(pk=network.pk).shows_progress


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("script", [True, False])
def test_progress_has_no_barriers(shown, visit, width, script):
    window = visit(None, width=width, script=script)
    page = window.go(PROGRESS)

    assert page.get_by_role("heading", level=1).inner_text() == "Our progress"
    assert page.get_by_role("img", name="People supported").is_visible()
    assert page.get_by_role("row").filter(has_text="2026").count() == 5
    assert not window.is_too_wide()
    if script:
        assert window.axe() == []
        assert bytes_of(page) <= 100_000


def bytes_of(page):
    """What the page took, all told, as it was sent."""
    return page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".reduce((sum, one) => sum + one.encodedBodySize, 0)"
    )


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 1280])
def test_progress_preview_is_switched_on_by_hand(network, ama, help_in, visit, width):
    help_in(date(2026, 8, 3), people=3)
    window = visit(ama, width=width)
    page = window.go("/n/leeds/settings/")
    page.get_by_role("link", name="Our progress, for everybody").click()

    assert window.axe() == []
    assert not window.is_too_wide()
    page.get_by_role("button", name="Show our progress to everybody").click()

    assert page.get_by_text("Everybody can see your progress.").is_visible()
    stranger = visit(None, width=width).go(PROGRESS)
    assert stranger.get_by_role("row").filter(has_text="July 2026 to September 2026").is_visible()
