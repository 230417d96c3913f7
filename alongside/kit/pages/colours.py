"""Whether a colour can carry a network's name, and the shades that the look needs beside it.

Contrast is WCAG 2.2's: the relative luminance of the lighter over that of the darker, from 1 to 21.
"""

import re

WHITE = "#ffffff"
LEAST = 4.5


def is_colour(text: str) -> bool:
    """Whether it is written as #rrggbb."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text) is not None


def contrast(one: str, other: str) -> float:
    """How well one colour stands out on the other: 1 not at all, 21 black on white, 4.5 enough for text."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour looks, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of #rrggbb, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: str, other: str, *, share: float) -> str:
    """The colour with that share of the other in it."""
    both = zip(parts(colour), parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in both)


def carries_text(colour: str) -> bool:
    """Whether white text can be read on it, and it can be read on our grounds."""
    return is_colour(colour) and contrast(colour, WHITE) >= LEAST and contrast(colour, soft(colour)) >= LEAST


def soft(colour: str) -> str:
    """The pale ground of tags and chosen chips."""
    return mixed(colour, WHITE, share=0.89)


def brand_css(colour: str) -> str:
    """The style sheet of a network with that colour, to be linked after ours; it must be a colour that carries text."""
    if not carries_text(colour):
        raise ValueError(f"{colour!r} does not carry text")
    dark = mixed(colour, "#000000", share=0.28)
    return f":root{{--brand:{colour};--brand-dark:{dark};--brand-ink:{WHITE};--soft:{soft(colour)}}}"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
