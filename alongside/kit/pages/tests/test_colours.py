"""Which colours a network may take, and what becomes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.pages import colours

ANY = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_guidelines():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_our_own_colour_carries_text_and_a_pale_one_does_not():
    assert colours.carries_text("#134e5e")
    assert not colours.carries_text("#ffd24a")
    assert not colours.carries_text("red")


def test_brand_css_sets_the_four_names():
    sheet = colours.brand_css("#5b2a86")

    assert sheet == ":root{--brand:#5b2a86;--brand-dark:#421e60;--brand-ink:#ffffff;--soft:#ede8f2}"


def test_brand_css_refuses_what_is_no_colour():
    with pytest.raises(ValueError, match="does not carry text"):
        colours.brand_css("#fff}body{display:none}")


@given(ANY)
def test_every_shade_of_an_accepted_colour_can_be_read(colour):
    if colours.carries_text(colour):
        assert colours.contrast(colours.soft(colour), colour) >= colours.LEAST
        assert colours.contrast(colours.mixed(colour, "#000000", share=0.28), "#ffffff") >= colours.LEAST
