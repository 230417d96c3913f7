"""What every page loads stays small, and holds nothing of GOV.UK's own identity."""

import re
from pathlib import Path

import brotli
import pytest

BUILT = Path(__file__).resolve().parents[4] / "build/assets/kit"
pytestmark = pytest.mark.skipif(not BUILT.is_dir(), reason="the assets are not built: make setup")


@pytest.mark.parametrize(("name", "most"), [("alongside.css", 20_000), ("alongside.js", 8_000)])
def test_what_every_page_loads_is_small(name, most):
    assert len(brotli.compress((BUILT / name).read_bytes())) <= most


def test_style_sheet_asks_nobody_else_for_anything():
    sheet = (BUILT / "alongside.css").read_text()

    assert ".govuk-button" in sheet
    assert re.findall(r"url\(|@import|GDS Transport|govuk-footer|govuk-header\b|crest|crown", sheet) == []


@pytest.mark.parametrize("size", [180, 192, 512])
def test_icons_are_pictures_of_their_size(size):
    head = (BUILT / f"icon-{size}.png").read_bytes()[:24]

    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (size, size)
