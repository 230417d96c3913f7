"""Walk every page as each of the cast and keep pictures: `make look`, then open build/look/index.html.

Starts a small demo of its own, follows the links from everybody's home, takes each kind of page once, at 360 and 1280 pixels,
with and without script and in forced colours, and writes down what axe finds. `make look` fails when axe finds anything.
With `--check` it takes no pictures, and looks at 320 and 1280 pixels: what the tests do.
"""

import html
import os
import shutil
import subprocess
import sys
import urllib.parse
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
BIN = ROOT / ".venv" / "bin"
OUT = ROOT / "build" / ("look-check" if "--check" in sys.argv else "look")
PORT = 8767
BASE = f"http://127.0.0.1:{PORT}"
ENVIRONMENT = {"ALONGSIDE_DATA": str(OUT / "data"), "ALONGSIDE_PORT": str(PORT), "ALONGSIDE_DEMO": "yes"}
CAST = ("stranger", "ama", "cai", "bea", "eve")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
MOST_PAGES = 80
HEIGHT = 800
COOKIES = """
import django; django.setup()
from django.test import Client
from alongside.people.networks.models import Member
for name in ("ama", "cai", "bea", "eve"):
    member = Member.objects.filter(name__istartswith=name).select_related("account", "network").first()
    client = Client(); client.force_login(member.account)
    print(f"{name}={client.cookies['__Host-session'].value}={member.network.slug}")
"""


@dataclass(frozen=True)
class Way:
    """One way of looking at a page."""

    name: str
    width: int
    options: dict[str, Any] = field(default_factory=dict)
    with_axe: bool = False


WAYS = (
    Way("360", 360, with_axe=True),
    Way("1280", 1280, with_axe=True),
    Way("360-no-script", 360, {"java_script_enabled": False}),
    Way("360-forced-colours", 360, {"forced_colors": "active"}),
)
CHECKS = (Way("320", 320, with_axe=True), Way("1280", 1280, with_axe=True))


def main() -> int:
    """Take the pictures; the exit status says whether axe found nothing."""
    is_check = "--check" in sys.argv
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "data").mkdir(parents=True)
    os.environ.update(ENVIRONMENT, DJANGO_SETTINGS_MODULE="alongside.config.settings")
    for words in (["migrate", "--verbosity", "0"], ["createcachetable"], ["demo", "--scale", "small"]):
        subprocess.run([str(BIN / "alongside"), *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    django.setup()
    with served(), sync_playwright() as playwright:
        own = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=own, args=FLAGS)
        rows = [row for who in CAST for row in walk(browser, who, ways=CHECKS if is_check else WAYS)]
        browser.close()
    write_index(rows)
    found = sum(len(row.findings) for row in rows)
    for row in rows:
        sys.stdout.writelines(f"{row.name} as {row.who} ({row.path}): {finding}\n" for finding in row.findings)
    sys.stdout.write(f"{len(rows)} pages, {found} findings of axe: open {OUT / 'index.html'}\n")
    return 1 if found else 0


@contextmanager
def served() -> Iterator[None]:
    """The demo's server, ended when the block ends."""
    server = subprocess.Popen([str(BIN / "alongside"), "serve"], cwd=ROOT)
    try:
        subprocess.run(["sleep", "4"], check=True)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


@dataclass
class Row:
    """One page as one person sees it."""

    who: str
    name: str
    path: str
    pictures: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def cookies() -> dict[str, tuple[str, str]]:
    """For each of the cast the session's cookie and the network's address."""
    run = subprocess.run([str(BIN / "python"), "-c", COOKIES], cwd=ROOT, capture_output=True, text=True, check=True)
    parts = [line.split("=") for line in run.stdout.split()]
    return {who: (cookie, slug) for who, cookie, slug in parts}


def walk(browser: Browser, who: str, *, ways: tuple[Way, ...]) -> Iterator[Row]:
    """Every kind of page that this person reaches by links, each once."""
    known = cookies()
    slug = known[who][1] if who in known else "demo"
    jar: list[Any] = []
    if who in known:
        jar.append(
            {"name": "__Host-session", "value": known[who][0], "domain": "127.0.0.1", "path": "/", "secure": True}
        )
    start = f"/n/{slug}/" if who in known else f"/n/{slug}/about/"
    rows = {name: Row(who, name, path) for name, path in names_reached(browser, start, jar)}
    for way in ways:
        context = browser.new_context(viewport={"width": way.width, "height": HEIGHT}, **way.options)
        context.add_cookies(jar)
        page = context.new_page()
        for row in rows.values():
            take(page, row, way)
        context.close()
    yield from rows.values()


def names_reached(browser: Browser, start: str, jar: list[Any]) -> list[tuple[str, str]]:
    """The first address of each kind of page, found by following links from the start."""
    context = browser.new_context()
    context.add_cookies(jar)
    page = context.new_page()
    waiting: deque[str] = deque([start])
    found: dict[str, str] = {}
    while waiting and len(found) < MOST_PAGES:
        path = waiting.popleft()
        name = name_of(path)
        if not name or name in found:
            continue
        answer = page.goto(BASE + path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found[name] = path
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        waiting.extend(link.removeprefix(BASE) for link in links if link.startswith(BASE))
    context.close()
    return list(found.items())


def name_of(path: str) -> str:
    """The name of the page at an address; empty for a download or an address that leads nowhere."""
    parts = urllib.parse.urlsplit(path)
    if "format=" in parts.query or "export" in parts.query or parts.path.endswith(".csv"):
        return ""
    try:
        return resolve(parts.path).view_name
    except Resolver404:
        return ""


def take(page: Page, row: Row, way: Way) -> None:
    """A picture of the page in that way, and what axe finds."""
    page.goto(BASE + row.path)
    if "--check" not in sys.argv:
        name = f"{row.who}-{row.name.replace(':', '-')}-{way.name}.png"
        page.screenshot(path=str(OUT / name), full_page=True)
        row.pictures.append(name)
    if not way.with_axe:
        return
    # as tall as the page: what a bar at the window's foot covers for a moment is no target out of reach
    page.set_viewport_size({"width": way.width, "height": page.evaluate("document.documentElement.scrollHeight")})
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    answer = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    row.findings += [f"{way.name} {v['id']}: {node['target'][0]}" for v in answer["violations"] for node in v["nodes"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
        row.findings.append(f"{way.name} wider than the window")
    page.set_viewport_size({"width": way.width, "height": HEIGHT})


def write_index(rows: list[Row]) -> None:
    """A page with all pictures side by side, those with findings first."""
    parts = [
        "<!doctype html><meta charset=utf-8><title>Look</title><style>img{width:300px;vertical-align:top;border:1px solid}</style>"
    ]
    for row in sorted(rows, key=lambda row: (-len(row.findings), row.name)):
        parts.append(f"<h2>{html.escape(row.name)} as {row.who} <small>{html.escape(row.path)}</small></h2>")
        parts += [f"<p>{html.escape(finding)}</p>" for finding in row.findings]
        parts += [f"<a href='{name}'><img loading=lazy src='{name}' alt='{name}'></a>" for name in row.pictures]
    (OUT / "index.html").write_text("\n".join(parts))


if __name__ == "__main__":
    sys.exit(main())
