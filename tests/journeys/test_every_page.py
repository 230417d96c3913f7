"""Every page that anybody of the cast reaches by links, at 320 and 1280 pixels: axe finds nothing, and nothing scrolls sideways."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.browser
def test_every_page_is_clean_for_axe_and_fits_a_small_phone():
    done = subprocess.run(
        [sys.executable, "tools/look.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    told = done.stdout.strip().splitlines()
    assert done.returncode == 0, "\n".join(told[-60:]) + done.stderr[-2000:]
    assert int(told[-1].split()[0]) > 20, "the walk reached the pages"
