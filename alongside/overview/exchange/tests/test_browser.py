"""Journey 9: a coordinator brings a spreadsheet with mistakes in, corrects it, brings it in again, and undoes it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from alongside.people.champions import actions as champions
from alongside.people.networks.models import Team
from conftest import NOW, TODAY

GOOD = "Council,Name,Postcode,Monday\nLeeds,Garforth,LS25 1EH,09:00-17:00\nLeeds,Otley,LS21 3AQ,\n"
BAD = GOOD + "Leeds,,LS1\n"

PICTURES = Path(__file__).resolve().parents[4] / "build" / "look"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def at_once(settings, tmp_path):
    """Jobs are done while the page waits, and files lie in a folder of their own."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    folder = {"location": tmp_path / "files"}
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}
    settings.STORAGES = settings.STORAGES | {"default": default}


def written(folder: Path, text: str) -> str:
    path = folder / "our_places_and_hours_2026_final.csv"
    path.write_text(text)
    return str(path)


def upload(page, path: str) -> None:
    page.get_by_role("link", name="Bring a file in").or_(page.get_by_role("button", name="Bring a file in")).click()
    page.get_by_label("Places").check()
    page.get_by_label("The file").set_input_files(path)
    page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize(("width", "script"), [(320, True), (1280, False)])
def test_a_file_with_mistakes_is_corrected_and_brought_in(visit, ama, tmp_path, width, script):
    window = visit(ama, width=width, script=script)
    page = window.go("/n/leeds/imports/")
    upload(page, written(tmp_path, BAD))

    expect(page.get_by_label("What is “Council”?")).to_have_value("organisation")
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("“Name” is empty. Fill it in, or take the row out.")).to_be_visible()
    assert Team.objects.count() == 0

    page.get_by_role("button", name="Choose another file").or_(
        page.get_by_role("link", name="Choose another file")
    ).click()
    page.get_by_label("The file").set_input_files(written(tmp_path, GOOD))
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text(re.compile("Brought in on"))).to_be_visible()
    assert Team.objects.count() == 2

    page.get_by_role("button", name="Undo").or_(page.get_by_role("link", name="Undo")).click()
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_text(re.compile("Undone on"))).to_be_visible()
    assert Team.objects.count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_what_has_to_stay_is_looked_at_and_the_rest_taken_back(visit, network, ama, tmp_path, width):
    window = visit(ama, width=width)
    page = window.go("/n/leeds/imports/")
    upload(page, written(tmp_path, GOOD))
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text(re.compile("Brought in on"))).to_be_visible()
    otley = Team.objects.get(name="Otley")
    champions.enrol(network, name="Gwen", started_on=TODAY, now=NOW, details={"team": otley})

    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo it").click()
    expect(
        page.get_by_text("3 things that came in with this file have to stay, so nothing was undone.")
    ).to_be_visible()
    found = window.axe() + ["too wide"] * window.is_too_wide()
    page.get_by_role("link", name="Show them A champion belongs to it").click()
    expect(page.get_by_role("link", name="Otley")).to_be_visible()
    found += window.axe() + ["too wide"] * window.is_too_wide()
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("button", name="Take back the rest").click()
    found += window.axe() + ["too wide"] * window.is_too_wide()
    page.get_by_role("button", name="Take back the rest").click()

    expect(page.get_by_text(re.compile("Undone on .*, but for what had to stay"))).to_be_visible()
    assert [team.name for team in Team.objects.all()] == ["Otley"]
    assert found == []


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_can_be_read_by_everybody(visit, ama, tmp_path, width):
    window = visit(ama, width=width)
    found = []

    def look(name: str) -> None:
        if PICTURES.is_dir():
            window.page.screenshot(path=PICTURES / f"imports-{name}-{width}.png", full_page=True)
        found.extend([f"{name}: too wide"] if window.is_too_wide() else [])
        found.extend(f"{name}: {what}" for what in window.axe())

    page = window.go("/n/leeds/imports/")
    look("empty")
    page.get_by_role("button", name="Bring a file in").click()
    look("new")
    page.get_by_role("button", name="Continue").click()
    look("new-wrong")
    page.get_by_label("Places").check()
    page.get_by_label("The file").set_input_files(written(tmp_path, BAD))
    page.get_by_role("button", name="Continue").click()
    look("columns")
    page.get_by_label("What is “Postcode”?").select_option("name")
    page.get_by_role("button", name="Check the file").click()
    look("columns-wrong")
    page.get_by_label("What is “Postcode”?").select_option("postcode")
    page.get_by_role("button", name="Check the file").click()
    look("checked")
    page.get_by_label("Leave out the rows with problems").check()
    page.get_by_role("button", name="Bring it in").click()
    look("done")
    page.get_by_role("button", name="Undo").click()
    look("undo")
    window.go("/n/leeds/imports/")
    look("list")
    window.go("/n/leeds/export/")
    look("export")
    assert found == []
