"""The quick part of what holds the house together: format, lint, types, contracts, templates, translations, migrations."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CHECKS = (
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("contracts", ["lint-imports", "--no-cache"]),
    ("types", ["mypy", "--no-error-summary"]),
    ("texts", ["python", "tools/texts.py", "check"]),
    ("migrations", ["alongside", "makemigrations", "--check", "--dry-run"]),
    ("settings", ["alongside", "check", "--fail-level", "WARNING"]),
    ("architecture", ["pytest", "-q", "tests/architecture", "-p", "no:cacheprovider"]),
)


def main() -> int:
    """Run every check, also after one has failed; the exit status says whether all held."""
    failed = [name for name, command in CHECKS if not holds(name, command)]
    sys.stdout.write(f"check: {', '.join(failed)} failed\n" if failed else "check: everything holds\n")
    return 1 if failed else 0


def holds(name: str, command: list[str]) -> bool:
    """Whether one check passes; what it says is shown only when it does not."""
    started = time.monotonic()
    run = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    spent = time.monotonic() - started
    sys.stdout.write(f"  {'holds ' if run.returncode == 0 else 'FAILED'} {name} ({spent:.0f} s)\n")
    if run.returncode:
        sys.stdout.write(run.stdout[-6000:] + run.stderr[-3000:])
    sys.stdout.flush()
    return run.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
