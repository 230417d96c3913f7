"""`make run`: a demo network on this machine. Database, cast, server and worker; all stop when it is stopped."""

import hashlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
os.environ.setdefault("ALONGSIDE_DEMO", "yes")
django.setup()

from django.conf import settings
from django.core.management import call_command

from alongside.config import checks
from alongside.overview.demo import queries
from alongside.overview.operating.management.commands.serve import server
from alongside.overview.operating.queries.server import port_is_free

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
STARTING = 60.0
"""Seconds that the server may take to answer its first request."""
STOPPING = 25.0
"""Seconds that server and worker may take to finish what they are doing."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

Child = subprocess.Popen[bytes]


class StopError(Exception):
    """Something stands in the way, said with its remedy."""


def main() -> int:
    """Prepare the data, start both processes, say where to click, and wait until told to stop."""
    for number in SIGNALS:
        signal.signal(number, stop)
    children: list[Child] = []
    try:
        prepare()
        children.append(start(server(settings.HOST, settings.PORT, processes=settings.PROCESSES)))
        wait_for_answer(children)
        children.append(start([str(BIN / "alongside"), "worker"]))
        welcome()
        wait(children)
    except StopError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        step("stopping")
    finally:
        end(children)
    return 0


def stop(_signal: int, _frame: FrameType | None) -> None:
    """Whichever signal asks us to stop, we stop once, as with Ctrl-C."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def step(what: str) -> None:
    """A line of progress."""
    sys.stdout.write(f"  {what}\n")
    sys.stdout.flush()


def prepare() -> None:
    """The settings safe, the port free, the database up to date, and somebody in it."""
    for problem in checks.may_start(None):
        raise StopError(problem.msg)
    if not port_is_free(settings.HOST, settings.PORT):
        free = f"make run ALONGSIDE_PORT={settings.PORT + 1}"
        raise StopError(f"Port {settings.PORT} is in use. Stop what uses it, or choose another: {free}")
    stamp = settings.DATA / ".database-ready"
    wanted = what_the_database_needs()
    if not (stamp.exists() and stamp.read_text() == wanted):
        timed("database", prepare_database)
        stamp.write_text(what_the_database_needs())
    if not queries.has_networks():
        timed("demo network", lambda: call_command("demo", scale="small", verbosity=0))


def timed(what: str, do: Callable[[], object]) -> None:
    """Do it, then say that it is done and how long it took."""
    started = time.monotonic()
    do()
    step(f"{what} ready ({time.monotonic() - started:.0f} s)")


def prepare_database() -> None:
    """The tables as this version wants them."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def what_the_database_needs() -> str:
    """A digest that changes whenever there is something to migrate: our migrations, the packages, the database."""
    database = settings.DATABASES["default"]
    digest = hashlib.sha256(f"{database['ENGINE']} {database.get('HOST')} {database['NAME']}".encode())
    for path in [ROOT / "uv.lock", *sorted(ROOT.glob("alongside/*/*/migrations/*.py"))]:
        digest.update(path.name.encode() + path.read_bytes())
    if database["ENGINE"].endswith("sqlite3") and not Path(database["NAME"]).exists():
        digest.update(b"no database yet")
    return digest.hexdigest()


def start(words: list[str]) -> Child:
    """A long-running command as a child, stopped even should we be killed without a chance to do it.

    In a session of its own, so that Ctrl-C comes through us alone.
    """
    tied = [sys.executable, str(ROOT / "tools" / "tied.py"), str(os.getpid())]
    return subprocess.Popen([*tied, *words], cwd=ROOT, start_new_session=True)


def wait_for_answer(children: list[Child]) -> None:
    """Return when the server answers; a plain line when a child ended or it takes too long."""
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        insist_all_run(children)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{settings.PORT}/health/", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise StopError(f"The server did not answer within {STARTING:.0f} seconds; what it said stands above.")


def insist_all_run(children: list[Child]) -> None:
    """Stop when a child has ended by itself."""
    for name, child in zip(("server", "worker"), children, strict=False):
        if child.poll() is not None:
            raise StopError(f"The {name} stopped with status {child.returncode}; what it said stands above.")


def welcome() -> None:
    """The address, and a link for each of the cast."""
    step("server and worker ready")
    lines = ["", f"Alongside is at {settings.BASE_URL}/  Ctrl-C stops it.", "", "Be one of the demo's people:"]
    for member in queries.cast():
        roles = ", ".join(str(role.get_kind_display()).lower() for role in member.roles.all())
        link = f"{settings.BASE_URL}/demo/{member.name.lower()}/"
        lines.append(f"  {link:<38} {member.name}, {roles} of {member.network.name}")
    sys.stdout.write("\n".join(lines) + "\n\n")
    sys.stdout.flush()


def wait(children: list[Child]) -> None:
    """Stay while both children run."""
    while True:
        insist_all_run(children)
        time.sleep(0.5)


def end(children: list[Child]) -> None:
    """Ask the children to stop, wait for them, and leave nothing of theirs behind."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOPPING
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
