"""Measure Alongside beside a bare signed-in Django page, in one run on one machine: `make bench`.

    ALONGSIDE_BENCH_SCALE=small|phase1|city|national    the demo network to measure on (city)
    ALONGSIDE_BENCH_SHARE=0.1                           a part of it: a tenth of national has a million sessions (1)
    ALONGSIDE_DATABASE=postgres://…                      measure on PostgreSQL instead of SQLite

Prints CPU for each request (the server's, user and system), queries aside: the tests count those. Nothing here fails; it tells.
"""

import os
import re
import subprocess
import sys
import time
import uuid
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tools.bench.server import Answer, Server, serving

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = ROOT / ".venv" / "bin"
SCALE = os.environ.get("ALONGSIDE_BENCH_SCALE", "city")
SHARE = os.environ.get("ALONGSIDE_BENCH_SHARE", "1")
ENGINE = "-postgres" if os.environ.get("ALONGSIDE_DATABASE") else ""
DATA = ROOT / "build" / ((f"bench-{SCALE}" if SHARE == "1" else f"bench-{SCALE}-{SHARE}") + ENGINE)
ENVIRONMENT = {"ALONGSIDE_DATA": str(DATA), "ALONGSIDE_DEMO": "yes", "ALONGSIDE_PORT": "8765"}
WARM, TIMES, ROUNDS = 30, 250, 10
OURS = "alongside.config.wsgi:application"


@dataclass(frozen=True)
class Probe:
    """One page to measure: whose it is, where, and how many times the bare page it may cost."""

    name: str
    who: str
    path: str
    most: float
    is_save: bool = False


PROBES = (
    Probe("log form", "bea", "/n/demo/log/", 1.5),
    Probe("saving a session", "bea", "/n/demo/log/", 1.5, is_save=True),
    Probe("champion's home", "bea", "/n/demo/", 3),
    Probe("coordinator's home", "ama", "/n/demo/", 3),
    Probe("champions list", "ama", "/n/demo/champions/", 3),
    Probe("session list", "ama", "/n/demo/sessions/", 3),
    Probe("places", "ama", "/n/demo/teams/", 3),
)


@dataclass(frozen=True)
class Cost:
    """What one request cost."""

    cpu: float
    wall: float
    wire: int


def main() -> int:
    """Measure everything and print a table."""
    prepare()
    cookies = dict(line.split("=", 1) for line in output(["-c", COOKIES]).split())
    cookie = {who: f"__Host-session={value}" for who, value in cookies.items()}
    plain = f"__Host-session={output(['-c', PLAIN_COOKIE], settings='tools.bench.settings').strip()}"
    started = time.monotonic()
    with serving(OURS, port=8765, environment=ENVIRONMENT) as ours:
        start = time.monotonic() - started
        with bare(port=8764, keeps="") as yardstick, bare(port=8763, keeps="yes") as lean:
            courses = [Course(yardstick, "/bare/", plain), Course(lean, "/bare/", plain)]
            courses += [Course(ours, probe.path, cookie[probe.who], is_save=probe.is_save) for probe in PROBES]
            run(courses)
        output(["-c", SAVED_AWAY])
        show_all(courses)
        loads = {probe.name: cold_load(ours, probe.path, cookie=cookie[probe.who]) for probe in (PROBES[0], PROBES[3])}
    sys.stdout.writelines(
        f"cold load of the {name}: {size / 1024:.1f} KB over the wire\n" for name, size in loads.items()
    )
    sys.stdout.write(f"start to first answer {start:.1f} s\n")
    sys.stdout.write(f"server of two processes, and worker: {memory(cookie) / 2**20:.0f} MiB together\n")
    return 0


def bare(*, port: int, keeps: str) -> AbstractContextManager[Server]:
    """The yardstick's server: with Django's defaults, or with its connection to the database kept between requests."""
    return serving(
        "tools.bench.wsgi:application", port=port, environment={**ENVIRONMENT, "ALONGSIDE_BENCH_KEEPS": keeps}
    )


def run(courses: "list[Course]") -> None:
    """Ask every page in turns, so that what else the machine does meanwhile falls on all of them alike."""
    for course in courses:
        course.ask(WARM)
        course.forget()
    for _round in range(ROUNDS):
        for course in courses:
            course.ask(TIMES // ROUNDS)


class Course:
    """Requests for one page, one after another over one connection, and what they cost."""

    def __init__(self, server: Server, path: str, cookie: str, *, is_save: bool = False) -> None:
        self.server, self.path, self.connection = server, path, server.connect()
        first = server.ask(self.connection, path, cookie=cookie)
        self.form, self.cookie = None, cookie
        if is_save:
            self.form = form_of(first)
            self.cookie = f"{cookie}; __Host-csrf={self.form['csrfmiddlewaretoken'][0]}"
            self.meet()
        self.forget()

    def meet(self) -> None:
        """Help eight people more: then the champion has a dozen, as those of the demo have, and nobody comes fifty times a day."""
        fresh = {**(self.form or {}), "new_codes": [", ".join(f"Bench {number}" for number in range(8))]}
        self.server.ask(self.connection, self.path, cookie=self.cookie, body=body_of(fresh, 0))
        self.form = form_of(self.server.ask(self.connection, self.path, cookie=self.cookie))

    def forget(self) -> None:
        """Begin to count anew."""
        self.times, self.cpu, self.wall, self.wire = 0, 0.0, 0.0, 0

    def ask(self, times: int) -> None:
        """So many requests more."""
        cpu, wall = self.server.cpu(), time.monotonic()
        for number in range(times):
            body = body_of(self.form, self.times + number) if self.form else ""
            answer = self.server.ask(self.connection, self.path, cookie=self.cookie, body=body)
            if answer.status not in {200, 302}:
                raise SystemExit(f"{self.path} answered {answer.status}")
            self.wire = answer.wire
        self.times += times
        self.cpu += self.server.cpu() - cpu
        self.wall += time.monotonic() - wall
        self.connection.close()  # the server would close it while others have their turn; the next request opens it again

    def cost(self) -> Cost:
        """The mean of all requests."""
        return Cost(self.cpu / self.times, self.wall / self.times, self.wire)


def cold_load(server: Server, path: str, *, cookie: str) -> int:
    """Bytes of the bodies of a page and of everything it names, as a phone that was never here fetches them, compressed."""
    connection = server.connect()
    page = server.ask(connection, path, cookie=cookie)
    named = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="(/[^"]*)"', page.body.decode())
    return page.wire + sum(server.ask(connection, one, cookie=cookie).wire for one in dict.fromkeys(named))


def memory(cookie: dict[str, str]) -> int:
    """Proportional set size, in bytes, of a server of two processes that has answered, and of a worker."""
    worker = subprocess.Popen([str(BIN / "alongside"), "worker"], cwd=ROOT, env={**os.environ, **ENVIRONMENT})
    try:
        with serving(OURS, port=8765, environment=ENVIRONMENT, processes=2) as ours:
            connection = ours.connect()
            for probe in PROBES * 20:
                server_answer = ours.ask(connection, probe.path, cookie=cookie[probe.who])
                if server_answer.status != 200:
                    raise SystemExit(f"{probe.path} answered {server_answer.status}")
            return ours.memory() + Server(0, worker).memory()
    finally:
        worker.terminate()
        worker.wait(timeout=20)


COOKIES = """
import django; django.setup()
from django.test import Client
from alongside.people.networks.models import Member
for name in ("ama", "bea"):
    member = Member.objects.filter(network__slug="demo", name__istartswith=name).select_related("account").first()
    client = Client(); client.force_login(member.account)
    print(f"{name}={client.cookies['__Host-session'].value}")
"""


PLAIN_COOKIE = """
import django; django.setup()
from django.test import Client
from alongside.people.accounts.models import Account
client = Client(); client.force_login(Account.objects.first(), backend="django.contrib.auth.backends.ModelBackend")
print(client.cookies["__Host-session"].value)
"""


SAVED_AWAY = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from alongside.helping.learners.models import Learner
from alongside.helping.sessions import actions
from alongside.helping.sessions.models import Session
from alongside.people.networks.models import Member
bea = Member.objects.get(network__slug="demo", name__istartswith="bea", champion__isnull=False)
saved = Session.objects.filter(recorded_by=bea, recorded_at__gte=timezone.now() - timedelta(minutes=30))
for session in saved.standing():
    actions.withdraw(session, by=bea, now=timezone.now())
saved.delete()
Learner.objects.filter(champion__member=bea, code__startswith="Bench ").delete()
"""
"""Takes back what a run saved, and its rows, so that the next one finds what this one found."""


def output(words: list[str], *, settings: str = "alongside.config.settings") -> str:
    """What a Python of ours prints."""
    environment = {**os.environ, **ENVIRONMENT, "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [str(BIN / "python"), *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout


def prepare() -> None:
    """A demo network of the wanted size, made once and kept under build/."""
    if (DATA / "made").exists():
        return
    DATA.mkdir(parents=True, exist_ok=True)
    for words in (["migrate", "--verbosity", "0"], ["createcachetable"], ["demo", "--scale", SCALE, "--share", SHARE]):
        subprocess.run([str(BIN / "alongside"), *words], cwd=ROOT, env={**os.environ, **ENVIRONMENT}, check=True)
    (DATA / "made").write_text(SCALE)


def body_of(form: dict[str, list[str]], number: int) -> str:
    """A full record as the page would send it: one learner after another, the first topic, 45 minutes."""
    learners = form["learners"] or [""]
    one = {"key": str(uuid.uuid4()), "learners": learners[number % len(learners)], "length": "45"}
    return urlencode({**{name: values[0] for name, values in form.items() if values}, **one})


def form_of(answer: Answer) -> dict[str, list[str]]:
    """The values that the log form of the page offers."""
    page = answer.body.decode()
    return {name: values(page, name) for name in ("csrfmiddlewaretoken", "happened_on", "learners", "topics")}


def values(page: str, name: str) -> list[str]:
    """The values of the inputs of that name."""
    found = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return [inside[1] for one in found if (inside := re.search(r'value="([^"]*)"', one))]


def show_all(courses: list[Course]) -> None:
    """The table: both bare pages, then ours."""
    yardstick, lean, *ours = [course.cost() for course in courses]
    sys.stdout.write(f"{'':26}{'CPU ms':>8}{'× bare':>8}{'asked':>7}{'wall ms':>9}{'KB':>7}\n")
    show("a bare Django page", yardstick, yardstick=yardstick, most=1)
    show("  with its connection kept", lean, yardstick=yardstick, most=1)
    for probe, cost in zip(PROBES, ours, strict=True):
        show(probe.name, cost, yardstick=yardstick, most=probe.most)


def show(name: str, cost: Cost, *, yardstick: Cost, most: float) -> None:
    """A line of the table."""
    times = cost.cpu / yardstick.cpu
    sys.stdout.write(
        f"{name:26}{cost.cpu * 1000:8.2f}{times:8.2f}{most:7.1f}{cost.wall * 1000:9.2f}{cost.wire / 1024:7.1f}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
