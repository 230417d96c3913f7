"""Prepare a machine that has nothing but Python, make and git, then do one thing: what the Makefile calls.

Uses the standard library alone, since nothing else is there yet.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

try:
    import tomllib
except ImportError:  # the machine's Python is older than 3.11, with which this came
    sys.exit(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}. Try: make … PYTHON=python3.11")

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
BUILD = ROOT / "build"
DOERS = {
    "setup": [],
    "run": ["tools/run.py"],
    "check": ["tools/check.py"],
    "test": ["tools/test.py"],
    "bench": ["-m", "tools.bench"],
    "look": ["tools/look.py"],
    "texts": ["tools/texts.py", "update"],
}
NEED_DEV = {"check", "test", "bench", "look", "texts"}


def main() -> int:
    """Prepare what the asked command needs, then become it."""
    if len(sys.argv) != 2 or sys.argv[1] not in DOERS:
        return stop(f"Say one of: {', '.join(DOERS)}.")
    command = sys.argv[1]
    try:
        prepare(with_dev=command in NEED_DEV)
    except subprocess.CalledProcessError as error:
        return stop(f"This step failed: {' '.join(map(str, error.cmd))}")
    except MissingError as error:
        return stop(str(error))
    if DOERS[command]:
        os.chdir(ROOT)
        os.execv(BIN / "python", [str(BIN / "python"), *DOERS[command]])
    return 0


class MissingError(Exception):
    """Something that this machine lacks, said with its remedy."""


def stop(why: str) -> int:
    """Print one plain line and give the exit status of a failure."""
    sys.stderr.write(f"{why}\n")
    return 1


def prepare(*, with_dev: bool) -> None:
    """Bring the environment, the assets and the texts up to date; nothing is done twice."""
    make_venv()
    packages = ["pyproject.toml", "uv.lock", "CHANGELOG.md"]
    once("packages" + ("-dev" if with_dev else ""), packages, lambda: install_packages(with_dev=with_dev))
    once("node", ["package.json", "package-lock.json"], install_node_packages)
    once("assets", asset_sources(), build_assets)
    once("texts", sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("alongside/**/*.po")), compile_texts)


def step(what: str) -> None:
    """A line of progress."""
    sys.stdout.write(f"  {what}\n")
    sys.stdout.flush()


def once(name: str, sources: list[str], do: Callable[[], None]) -> None:
    """Do it unless the files it depends on are as they were the last time."""
    stamp = VENV / f".prepared-{name}"
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.encode() + b"\0" + (ROOT / source).read_bytes())
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    started = time.monotonic()
    do()
    stamp.write_text(digest.hexdigest())
    step(f"{name} ready ({time.monotonic() - started:.0f} s)")


def make_venv() -> None:
    """A virtual environment with the pinned uv in it."""
    if not (BIN / "python").exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
        if made.returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            raise MissingError("Python's venv module is missing. On Debian and Ubuntu: sudo apt install python3-venv")
        step("virtual environment ready")
    if not (BIN / "uv").exists():
        pin = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["setup"]
        subprocess.run(
            [BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pin], check=True
        )


def install_packages(*, with_dev: bool) -> None:
    """The locked Python packages; what an earlier command installed stays."""
    groups = ["--group", "setup"] + (["--group", "dev"] if with_dev else [])
    groups += [] if shutil.which("node") else ["--group", "node"]
    extras = ["--extra", "postgres"] if os.environ.get("ALONGSIDE_DATABASE", "").startswith("postgres") else []
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV), "UV_PROJECT_ENVIRONMENT": str(VENV)}
    command = [
        str(BIN / "uv"),
        "sync",
        "--frozen",
        "--inexact",
        "--quiet",
        "--python",
        str(BIN / "python"),
        *groups,
        *extras,
    ]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def node_and_npm() -> tuple[list[str], list[str]]:
    """How to call Node and npm: the machine's own, else those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    return [str(BIN / "node")], [str(BIN / "npm")]


def node_environment() -> dict[str, str]:
    """An environment in which npm's own scripts find that Node too."""
    return {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:{BIN}"}


def install_node_packages() -> None:
    """The locked packages that the assets are built from."""
    _, npm = node_and_npm()
    command = [*npm, "ci", "--silent", "--ignore-scripts"]
    subprocess.run(command, check=True, cwd=ROOT, env=node_environment(), stdout=subprocess.DEVNULL)


def asset_sources() -> list[str]:
    """Every file that the built assets depend on."""
    found = [
        p
        for pattern in ("*/*/assets/**/*", "*/*/static/**/*")
        for p in (ROOT / "alongside").glob(pattern)
        if p.is_file()
    ]
    found += [p for p in (ROOT / "alongside/kit/pages/assets").glob("**/*") if p.is_file()]
    return [
        "tools/assets.mjs",
        "tools/icons.mjs",
        "package-lock.json",
        *sorted({str(p.relative_to(ROOT)) for p in found}),
    ]


def build_assets() -> None:
    """One style sheet and the scripts, under build/assets, then gathered and compressed under build/static."""
    node, _ = node_and_npm()
    subprocess.run([*node, "tools/assets.mjs"], check=True, cwd=ROOT, env=node_environment())
    shutil.rmtree(BUILD / "static", ignore_errors=True)
    subprocess.run([BIN / "alongside", "collectstatic", "--noinput", "--verbosity", "0"], check=True, cwd=ROOT)


def compile_texts() -> None:
    """The translations as the programs read them."""
    subprocess.run([BIN / "python", "tools/texts.py", "compile"], check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
