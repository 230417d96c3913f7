"""T69, T71, T74, T79, T80: what every answer carries, whichever way it came about."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import path

from alongside.config import urls
from alongside.people.networks.access import public
from tests.security.pages import PAGES, Page
from tests.security.walking import is_ours, path_of, patterns
from tests.security.world import STRANGER, World

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
THERE = {name for name, _, _ in patterns()}
CACHED = {"networks:brand_css", "phones:manifest", "phones:worker"}
"""Pages without anything about a person, which may be kept."""
CARRIED = {
    "Content-Security-Policy": r"default-src 'none'.*frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": r"same-origin",
    "Cross-Origin-Resource-Policy": r"same-origin",
    "Permissions-Policy": r"camera=\(\)",
    "Referrer-Policy": r"same-origin|no-referrer|strict-origin",
    "X-Content-Type-Options": r"nosniff",
    "X-Frame-Options": r"DENY",
}


@public
def broken(request):
    """A fault of ours."""
    raise ZeroDivisionError


@public
def busy(request):
    """A database that cannot answer."""
    raise OperationalError("database is locked")


handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [*urls.urlpatterns, path("broken/", broken), path("busy/", busy)]


def lacking(answer) -> list[str]:
    """The headers that the answer lacks, or that allow more than they should."""
    found = [name for name, wanted in CARRIED.items() if not re.search(wanted, one_line(answer, name), re.DOTALL)]
    unsafe = [word for word in ("unsafe", "http:", "https:", "*") if word in answer.get("Content-Security-Policy", "")]
    return found + unsafe + loose_cookies(answer)


def one_line(answer, name: str) -> str:
    """The header with its parts in order."""
    return "; ".join(sorted(part.strip() for part in answer.get(name, "").split(";")))


def loose_cookies(answer) -> list[str]:
    """The cookies that a neighbour could set, or that a script or a page elsewhere could use."""
    return [
        name
        for name, cookie in answer.cookies.items()
        if cookie.value
        and not (
            name.startswith("__Host-")
            and cookie["secure"]
            and cookie["httponly"]
            and cookie["samesite"] in {"Lax", "Strict"}
            and cookie["path"] == "/"
            and not cookie["domain"]
        )
    ]


@pytest.mark.parametrize("page", [page for page in PAGES if page.name in THERE], ids=lambda page: page.name)
def test_t79_a_page_carries_every_header_for_everybody(world: World, page: Page):
    path, found = path_of(page, network="leeds", side=world.near), {}

    for person in ("ama", "bea", "eve", STRANGER):
        for method in ("get", "post", "head", "options"):
            answer = getattr(world.people[person], method)(path)
            found |= {f"{person} {method}s: {answer.status_code}": lack} if (lack := lacking(answer)) else {}

    assert found == {}


@pytest.mark.parametrize("page", [page for page in PAGES if page.name in THERE - CACHED], ids=lambda page: page.name)
def test_t69_a_page_with_personal_data_is_kept_nowhere(world: World, page: Page):
    path, found = path_of(page, network="leeds", side=world.near), []

    for person in ("ama", "bea", "eve"):
        answer = world.people[person].get(path)
        kept = answer.get("Cache-Control", "")
        vary = {one.strip().lower() for one in answer.get("Vary", "").split(",")}
        if "no-store" not in kept or "private" not in kept or not {"cookie", "authorization"} <= vary:
            found.append(f"{person} {path}: {kept}; {vary}")

    assert found == []


def test_t69_what_may_be_kept_says_nothing_about_a_person(world: World):
    for page in [page for page in PAGES if page.name in CACHED]:
        path = path_of(page, network="leeds", side=world.near)
        seen = {world.people[person].get(path).content for person in ("ama", "bea", "eve", STRANGER)}
        assert len(seen) == 1, path
        assert "Set-Cookie" not in world.people["bea"].get(path), path


def test_t69_what_a_hidden_network_looks_like_is_kept_in_no_shared_cache(world: World):
    inside = Client()
    inside.force_login(world.hidden.member.account, backend=settings.AUTHENTICATION_BACKENDS[0])

    for name in ("brand.css", "manifest.webmanifest"):
        answer = inside.get(f"/n/hidden/{name}")
        assert answer.status_code == 200
        assert "public" not in answer["Cache-Control"], name


@pytest.mark.parametrize(("name", "written"), [(n, w) for n, p, w in patterns() if not is_ours(p)], ids=str)
def test_t79_pages_of_libraries_carry_every_header(world: World, name: str, written: str):
    path = "/" + re.sub(r"<[^>]*>|\^|\(\?P.*?\)|\$", "1", written)

    for person in ("ama", STRANGER):
        answer = world.people[person].get(path)
        assert lacking(answer) == [], f"{person} {path} {answer.status_code}"
        assert "no-store" in answer.get("Cache-Control", "no-store" if person == STRANGER else ""), path


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/never-was/", 404),
        ("/n/never-was/", 302),
        ("/broken/", 500),
        ("/busy/", 503),
        ("/n/leeds", 301),
        ("/?x=%00", 400),
        ("/%ff%fe/", 404),
        ("/static/never-was.css", 404),
    ],
)
@override_settings(ROOT_URLCONF="tests.security.test_headers")
def test_t79_what_went_wrong_carries_every_header(world: World, path: str, status: int):
    answer = world.people[STRANGER].get(path)

    assert answer.status_code == status
    assert lacking(answer) == []


def test_t79_a_form_from_elsewhere_and_a_strange_host_carry_every_header(world: World):
    forged = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "ama@example.org"})
    strange = Client().get("/", headers={"host": "evil.example"})

    assert (forged.status_code, lacking(forged)) == (403, [])
    assert (strange.status_code, lacking(strange)) == (400, [])


def test_t79_files_carry_every_header():
    folder = settings.STATIC_ROOT
    if not (folder / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    named = json.loads((folder / "staticfiles.json").read_text())["paths"]

    for name in [
        *[one for one in named if one.endswith((".css", ".js"))][:4],
        next(one for one in named if one.endswith(".png")),
    ]:
        answer = Client().get(f"/static/{named[name]}")
        assert (answer.status_code, lacking(answer)) == (200, []), name
        assert not answer.cookies
        b"".join(answer.streaming_content)


def test_t79_over_https_browsers_are_told_to_stay_there():
    script = (
        "import django, json; django.setup()\n"
        "from django.test import Client\n"
        "kept = lambda **more: Client().get('/health/', headers={'host': 'alongside.example.org'}, **more)\n"
        "print(json.dumps([kept(secure=True).get('Strict-Transport-Security', ''), "
        "Client().get('/n/leeds/?a=b', headers={'host': 'alongside.example.org'}).get('Location', '')]))"
    )
    own = {"ALONGSIDE_URL": "https://alongside.example.org", "DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
    run = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **own}, cwd=ROOT, capture_output=True, text=True, check=True
    )

    kept, led = json.loads(run.stdout.splitlines()[-1])

    assert kept == "max-age=31536000; includeSubDomains"
    assert led == "https://alongside.example.org/n/leeds/?a=b"


@pytest.mark.parametrize("tail", ["x.css", "x.js;.css", "%2Fx.css", "..%2Fx.css", ";x.css", "x.png?y=z", "%0ax.css"])
@pytest.mark.parametrize("before", ["/account/", "/n/leeds/", "/n/leeds/sessions/", "/n/leeds/log/", "/"])
def test_t71_a_page_has_no_second_address_that_looks_like_a_file(world: World, before: str, tail: str):
    answer = world.people["bea"].get(before + tail)

    assert answer.status_code == 404
    assert "public" not in answer.get("Cache-Control", "")


def test_t79_catches_a_header_that_is_missing(world: World):
    with override_settings(
        MIDDLEWARE=[name for name in settings.MIDDLEWARE if "csp" not in name and "Carry" not in name]
    ):
        answer = Client().get("/health/")

    assert lacking(answer) == ["Content-Security-Policy", "Cross-Origin-Resource-Policy"]


def test_t80_catches_a_cookie_that_a_neighbour_could_set():
    answer = Client().get("/health/")
    answer.set_cookie("language", "cy", secure=True, httponly=True, samesite="Lax")

    assert lacking(answer) == ["language"]
