"""Everything that shows the product holds: the quick checks, then all tests on both databases and in a browser.

What this machine lacks is left out and said in one line; with CI=true leaving something out is a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
IS_CI = os.environ.get("CI") == "true"
WORKERS = 1 + (os.cpu_count() or 1)
"""One more than cores, since tests also wait: for processes they start, for PostgreSQL, for a browser."""
LOCAL_POSTGRES = ("postgres://postgres@127.0.0.1:5432/postgres", "postgres:///postgres")


def main() -> int:
    """Run the parts one after another; the exit status says whether all held."""
    left_out = []
    failed = [] if run([str(BIN / "python"), "tools/check.py"]) else ["check"]
    failed += [] if tests("tests on SQLite", ["-m", "not browser"]) else ["tests on SQLite"]
    postgres = reachable_postgres()
    if postgres:
        ok = tests("tests on PostgreSQL", ["-m", "not browser"], ALONGSIDE_DATABASE=postgres)
        failed += [] if ok else ["tests on PostgreSQL"]
    else:
        left_out.append(
            "PostgreSQL: none can be reached. Set ALONGSIDE_TEST_POSTGRES=postgres://user@host:5432/postgres"
        )
    if browser():
        failed += [] if tests("tests in a browser", ["-m", "browser"]) else ["tests in a browser"]
    else:
        left_out.append("browser: none found. sudo apt install chromium, or: .venv/bin/playwright install chromium")
    for line in left_out:
        sys.stdout.write(f"left out, {line}\n")
    failed += ["left out"] if left_out and IS_CI else []
    sys.stdout.write(f"test: {', '.join(failed)} failed\n" if failed else "test: everything holds\n")
    return 1 if failed else 0


def run(command: list[str], **environment: str) -> bool:
    """Whether a command succeeds."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def tests(name: str, words: list[str], **environment: str) -> bool:
    """Whether the tests pass, with a data folder of their own."""
    sys.stdout.write(f"== {name}\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory(prefix="alongside-test-") as data:
        command = [str(BIN / "pytest"), "-q", "-n", str(WORKERS), "--dist", "worksteal", *words]
        return run(command, ALONGSIDE_DATA=data, **environment)


def reachable_postgres() -> str:
    """The address of a PostgreSQL that answers; empty when there is none."""
    wanted = os.environ.get("ALONGSIDE_TEST_POSTGRES")
    for address in [wanted] if wanted else LOCAL_POSTGRES:
        probe = f"import psycopg; psycopg.connect({address!r}, connect_timeout=3).close()"
        if subprocess.run([str(BIN / "python"), "-c", probe], capture_output=True, check=False).returncode == 0:
            return address
    return ""


def browser() -> str:
    """The browser that tests drive: the machine's Chromium, else Playwright's own; empty when there is none."""
    own = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return str(shutil.which(name))
    found = subprocess.run([str(BIN / "python"), "-c", own], capture_output=True, text=True, check=False).stdout.strip()
    return found if found and Path(found).exists() else ""


if __name__ == "__main__":
    sys.exit(main())
