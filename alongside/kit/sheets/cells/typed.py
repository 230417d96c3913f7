"""The text of a cell made plain before it is understood, and as it is quoted back to whoever typed it."""

import unicodedata

from django.utils.translation import gettext as _

from alongside.kit.sheets.problems import CellProblem

INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u00ad\u200e\u200f\u2060"))
"""Zero-width spaces, soft hyphens, marks of direction and joiners: what nobody typed on purpose."""
LIKE = INVISIBLE | str.maketrans(
    {
        "–": "-", "—": "-", "‒": "-", "‐": "-", "‑": "-", "−": "-", "‘": "'", "’": "'", "′": "'", "“": '"', "”": '"',
        "½": " 1/2", "¼": " 1/4", "¾": " 3/4",
    }
)  # fmt: skip


def plain(text: str, *, most: int) -> str:
    """The text on one line, with the signs of typesetting as they are on a keyboard; too long a text is refused."""
    if len(text) > most:
        raise too_long(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(LIKE)).translate(LIKE)
    return " ".join(text.split())


def quoted(text: str) -> str:
    """The beginning of the text, fit to stand in a sentence: one line, no invisible signs, at most 60 characters."""
    short = " ".join(text[:200].split())
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in short)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def too_long(text: str) -> CellProblem:
    """The finding that a cell holds far more than its column can mean."""
    return CellProblem(
        _("“%(text)s” is too long for this column. Check that the columns are the right ones.") % {"text": quoted(text)}
    )
