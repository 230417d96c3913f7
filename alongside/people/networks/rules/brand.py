"""A network's colour: whether it can be read, and the style sheet it makes.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

import hashlib
import math
from functools import lru_cache

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Verdict, no

WHITE, PAPER, BLACK = "#ffffff", "#fbfaf7", "#000000"
ENOUGH = 4.5
DARKER = 0.28
SOFTNESS = (0.12, 0.09, 0.06, 0.03, 0.0)
HUNDREDTHS = [step / 100 for step in range(101)]


def may_be_brand(colour: str) -> Verdict:
    """Whether white text can be read on the colour, and the colour on white and on paper; a no names the nearest that can."""
    reached = readable(colour)
    if reached >= ENOUGH:
        return YES
    told = {"reached": f"{math.floor(reached * 10) / 10:.1f}", "needed": ENOUGH, "other": nearest(colour)}
    return no(
        _(
            "This colour is too light: text in it has a contrast of %(reached)s to 1 and needs %(needed)s to 1. "
            "Choose a darker one. The nearest that can be read is %(other)s."
        )
        % told
    )


def readable(colour: str) -> float:
    """The least contrast that the colour has with what it stands on, or what stands on it."""
    return min(contrast(colour, WHITE), contrast(colour, PAPER))


def nearest(colour: str) -> str:
    """The colour, as little darkened as makes it readable."""
    return next(found for share in HUNDREDTHS if readable(found := mixed(colour, BLACK, share)) >= ENOUGH)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written as #rrggbb: from 1 for the same to 21 for black and white."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light the colour is, from 0 to 1."""
    red, green, blue = (linear(part / 255) for part in parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    """A part of a colour as light, not as a screen's number."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with that share of the other in it."""
    pairs = zip(parts(colour), parts(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)


@lru_cache(maxsize=256)
def sheet(colour: str) -> str:
    """The style sheet that gives a page the colour; its soft tone is as strong as the colour can still be read on."""
    tones = (mixed(WHITE, colour, share) for share in SOFTNESS)
    soft = next((tone for tone in tones if contrast(tone, colour) >= ENOUGH), WHITE)
    dark = mixed(colour, BLACK, DARKER)
    return f":root{{--brand:{colour};--brand-dark:{dark};--brand-ink:{WHITE};--soft:{soft}}}\n"


@lru_cache(maxsize=256)
def sheet_version(colour: str) -> str:
    """A short fingerprint of the style sheet; its address carries it, so that a browser may keep the sheet for ever."""
    return hashlib.sha256(sheet(colour).encode()).hexdigest()[:12]
