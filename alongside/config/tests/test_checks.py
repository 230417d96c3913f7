import os
import subprocess
import sys
from pathlib import Path

import pytest

REMOTE = {"ALONGSIDE_HOST": "0.0.0.0", "ALONGSIDE_URL": "https://champions.example.org"}
BEHIND_A_PROXY = {"ALONGSIDE_URL": "https://champions.example.org", "ALONGSIDE_PROXIES": "1"}


def check(data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    command = [str(Path(sys.executable).parent / "alongside"), "check", "--tag", "alongside"]  # what `serve` checks
    environment = {**kept, "ALONGSIDE_DATA": str(data), **variables}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize("variables", [{}, REMOTE, BEHIND_A_PROXY, {"ALONGSIDE_DEMO": "yes", "ALONGSIDE_DEBUG": "yes"}])
def test_starts_with_safe_settings(tmp_path: Path, variables):
    assert check(tmp_path, **variables).returncode == 0


@pytest.mark.parametrize(
    ("variables", "why"),
    [
        ({**REMOTE, "ALONGSIDE_DEBUG": "yes"}, "ALONGSIDE_DEBUG shows secrets"),
        ({**REMOTE, "ALONGSIDE_DEMO": "yes"}, "ALONGSIDE_DEMO lets anybody sign in"),
        ({**BEHIND_A_PROXY, "ALONGSIDE_DEMO": "yes"}, "ALONGSIDE_DEMO lets anybody sign in"),
        ({"ALONGSIDE_HOST": "0.0.0.0"}, "Set ALONGSIDE_URL"),
        ({"ALONGSIDE_URL": "https://*"}, "must name one host"),
        ({"ALONGSIDE_SECRET_KEY": "changeme"}, "too short or too plain"),
        ({"ALONGSIDE_SECRET_KEY": "ab" * 30}, "too short or too plain"),
    ],
)
def test_refuses_unsafe_settings(tmp_path: Path, variables, why: str):
    """T124."""
    run = check(tmp_path, **variables)

    assert run.returncode == 1
    assert why in run.stderr


@pytest.mark.parametrize("name", ["alongside.sqlite3", "secret_key"])
def test_refuses_files_that_others_can_read(tmp_path: Path, name: str):
    """T124."""
    tmp_path.chmod(0o755)
    assert check(tmp_path).returncode == 0
    (tmp_path / name).touch()
    (tmp_path / name).chmod(0o644)

    assert f"Others on this machine can read {tmp_path / name}" in check(tmp_path).stderr
    tmp_path.chmod(0o700)
    assert check(tmp_path).returncode == 0
