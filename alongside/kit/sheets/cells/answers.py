"""Yes and no, nothing, and lists in one cell."""

import re

from django.utils.translation import gettext as _

from alongside.kit.sheets.cells.typed import INVISIBLE, plain, quoted, too_long
from alongside.kit.sheets.problems import CellProblem

YES = frozenset([
    "yes", "y", "yep", "yeah", "true", "t", "1", "x", "on", "ok", "✓", "✔", "☑", "✅", "√", "☒",
    "ie", "ydy", "ydi", "ydw", "oes", "do", "iawn", "gwir",
])  # fmt: skip
NO = frozenset([
    "no", "n", "nope", "false", "f", "0", "off", "-", "✗", "✘", "☐", "❌", "×", "none", "n/a",
    "na", "nage", "naddo", "nac ydy", "nag ydy", "nac ydi", "nac ydw", "nag ydw", "nac oes", "nag oes", "ffug",
])  # fmt: skip
EMPTY = frozenset([
    "", "-", "--", "---", "–", "—", ".", "?", "??", "n/a", "#n/a", "null", "tbc", "tba", "tbd", "unknown", "not known",
    "not applicable", "anhysbys", "amherthnasol",
])  # fmt: skip
BETWEEN = re.compile(r"[;,\n\r|•]")


def is_empty(text: str) -> bool:
    """Whether the cell says nothing: empty, “n/a”, “tbc”, “[Unknown]”, a dash, signs that nobody sees."""
    text = text if text.isascii() else text.translate(INVISIBLE)
    return len(text) <= 40 and " ".join(text.split()).strip("[]()").lower() in EMPTY


def yes_no(text: str) -> bool:
    """Whether the cell says yes: yes or no in English or Welsh, true, 1, x, or a tick."""
    answer = plain(text, most=60).lower().rstrip(".!").removesuffix("\N{VARIATION SELECTOR-16}")
    if answer in YES:
        return True
    if answer in NO:
        return False
    first = answer.partition(" ")[0].rstrip(",:;")
    if first in {"yes", "no"}:
        return first == "yes"
    raise CellProblem(_("“%(text)s” is neither yes nor no. Write yes or no.") % {"text": quoted(text)})


def several(text: str, *, most: int = 100) -> tuple[str, ...]:
    """The things that a cell lists, each once, in order: “Polish; Urdu, Welsh” are three; more than `most` are refused."""
    if len(text) > 10_000:
        raise too_long(text)
    listed: dict[str, str] = {}
    for raw in BETWEEN.split(text):
        thing = " ".join(raw.split()).strip(" .-")
        if thing:
            listed.setdefault(thing.casefold(), thing)
    if len(listed) > most:
        raise CellProblem(
            _("This cell lists %(count)d things; at most %(most)d can be kept.") % {"count": len(listed), "most": most}
        )
    return tuple(listed.values())
