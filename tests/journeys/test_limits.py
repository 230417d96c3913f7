"""Limits hold however many processes count, and after a restart."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.installation import ROOT, Installation

TRY = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from alongside.kit.limits import actions
now = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
limit = actions.Limit(100, timedelta(hours=1))
print(sum(actions.allow("sign-in", limit, now=now) for _ in range(60)))
"""


@pytest.fixture
def here(tmp_path: Path):
    installation = Installation(tmp_path / "data").migrate()
    yield installation
    installation.end()


def test_four_processes_share_one_limit(here: Installation):
    """T27."""
    command = [sys.executable, "-c", TRY]
    tries = [
        subprocess.Popen(command, env=here.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    allowed = [int(one.communicate(timeout=120)[0]) for one in tries]
    again = subprocess.run(command, env=here.environment, cwd=ROOT, capture_output=True, text=True, check=True)

    assert sum(allowed) == 100
    assert int(again.stdout) == 0
