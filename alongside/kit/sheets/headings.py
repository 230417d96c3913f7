"""The names at the top of columns: written in one way for comparing, made different from each other."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 200  # characters of a heading that are kept
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def column_letters(index: int) -> str:
    """The letters by which spreadsheet programs call a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Each name on one line, and a second of the same name with its number behind: Notes, Notes (2)."""
    taken: dict[str, int] = {}
    made: list[str] = []
    for raw in names:
        name = base = " ".join(raw.replace("\N{ZERO WIDTH NO-BREAK SPACE}", "").split())[:LONGEST]
        while name in taken:
            taken[base] += 1
            name = f"{base} ({taken[base]})"
        taken[name] = 1
        made.append(name)
    return tuple(made)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    kept = "".join(sign if sign.isalnum() else " " for sign in letters if not unicodedata.combining(sign))
    return "".join(kept.split())


def normalised(text: str) -> str:
    """The letters and digits of a heading alone: “E-mail Address” and “email_address” are the same."""
    return _plain(text[:LONGEST])


def without_brackets(text: str) -> str:
    """The heading without what it explains in brackets, written for comparing: “Date (dd/mm/yyyy)” is “date”."""
    return normalised(BRACKETED.sub(" ", text[:LONGEST]))
