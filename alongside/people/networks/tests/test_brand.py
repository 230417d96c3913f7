import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.people.networks import rules
from alongside.people.networks.rules import brand

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "contrast"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_the_standard(one, other, contrast):
    assert brand.contrast(one, other) == pytest.approx(contrast, abs=0.005)
    assert brand.contrast(other, one) == brand.contrast(one, other)


def test_may_be_brand_names_the_nearest_that_can_be_read():
    verdict = rules.may_be_brand("#e0529c")

    assert not verdict
    assert "contrast of 3.4 to 1 and needs 4.5 to 1" in verdict.reason
    assert "The nearest that can be read is #be4685" in verdict.reason


@given(COLOURS)
def test_nearest_can_always_be_read(colour):
    assert rules.may_be_brand(brand.nearest(colour))
    if rules.may_be_brand(colour):
        assert brand.nearest(colour) == colour


@given(COLOURS.filter(rules.may_be_brand))
def test_sheet_gives_tones_that_can_be_read(colour):
    names = dict(pair.split(":") for pair in rules.sheet(colour).removeprefix(":root{").removesuffix("}\n").split(";"))

    assert names["--brand"] == colour
    assert brand.contrast(names["--soft"], colour) >= 4.5
    assert brand.contrast(names["--brand-dark"], names["--brand-ink"]) >= 4.5


def test_sheet_version_tells_colours_apart():
    assert rules.sheet_version("#134e5e") != rules.sheet_version("#134e5f")
