"""How many people, as people write it."""

import re
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from alongside.kit.sheets.cells.typed import plain, quoted
from alongside.kit.sheets.cells.words import MONTHS, NUMBERS, without_around
from alongside.kit.sheets.problems import CellProblem

NOUN = re.compile(
    r" ?(?:o )?(?:people|persons?|learners?|adults?|residents?|customers?|clients?|pax|men|women|ladies"
    r"|pobl|bobl|person|berson|dysgwyr|dysgwr|ddysgwyr|oedolion|oedolyn)\.?"
)
WHOLE = re.compile(r"(\d{1,9})(?:\.0{1,9})?", re.ASCII)
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){1,2}", re.ASCII)
RANGE = re.compile(r"(\w{1,12}) ?(?:-|/|\bto\b|\bor\b|\bneu\b|\bi\b) ?(\w{1,12})")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{1,2}-([a-z]{3})|([a-z]{3})-\d{1,2}", re.ASCII)
VAGUE = frozenset([
    "few", "several", "some", "many", "lots", "lot", "group", "various", "numerous", "loads", "handful", "most", "all",
    "everyone", "everybody", "whole", "class", "full", "varies", "multiple",
    "ychydig", "llawer", "nifer", "sawl", "rhai", "grŵp", "pawb", "criw",
])  # fmt: skip
SETS = {"couple": 2, "pair": 2, "dozen": 12, "cwpwl": 2, "pâr": 2, "dwsin": 12, "score": 20}


class People(NamedTuple):
    """A number of people: the least and the most that was written, and whether that was a guess."""

    least: int
    most: int
    is_estimate: bool


def people(text: str, *, most: int = 10_000) -> People:
    """The number of people: of a range its lower end, marked as an estimate with the upper end kept."""
    found = _people(plain(text, most=80))
    if found.most > most:
        raise CellProblem(
            _("“%(text)s” is more people than one session can have. Check the number.") % {"text": quoted(text)}
        )
    return found


@lru_cache(maxsize=4096)
def _people(text: str) -> People:
    lower = text.lower()
    if _is_date(lower):
        raise CellProblem(
            _(
                "“%(text)s” is a date: spreadsheets make one of a range such as 3-4. "
                "Format the column as text and write “3 to 4”, or one number."
            )
            % {"text": quoted(text)}
        )
    lower, around = without_around(lower)
    lower, open_end = _without_ending(NOUN.sub("", lower, count=1).strip())
    if (exact := _number(lower)) is not None:
        return People(exact, exact, around or open_end)
    if found := RANGE.fullmatch(lower):
        low, high = _number(found[1]), _number(found[2])
        if low is not None and high is not None and low <= high:
            return People(low, high, True)
    return _worded(lower, text=text)


def _is_date(text: str) -> bool:
    """Whether the text is what a spreadsheet shows of a date: 2026-04-03, 3/4/2026, 03-Apr, Apr-03."""
    found = DATE.fullmatch(text)
    return found is not None and (found[1] or found[2] or "jan") in MONTHS


def _without_ending(text: str) -> tuple[str, bool]:
    """The text without a “+”, “ish” or “or so” behind the number, and whether there was one."""
    for ending in ("+", "-ish", "ish", "or so", "or more", "approx.", "approx", "about", "neu fwy", "?"):
        if text.endswith(ending) and len(text) > len(ending):
            return text.removesuffix(ending).strip(), True
    return text, False


def _number(text: str) -> int | None:
    """The whole number that the text is, in figures or as a word."""
    if found := WHOLE.fullmatch(text):
        return int(found[1])
    if THOUSANDS.fullmatch(text):
        return int(text.replace(",", ""))
    return NUMBERS.get(text)


def _worded(lower: str, *, text: str) -> People:
    """A couple or a dozen; anything vaguer is refused with what to write."""
    words = [word for word in lower.split() if word not in {"a", "an", "of", "o"}]
    if len(words) == 1 and words[0] in SETS:
        number = SETS[words[0]]
        return People(number, number, number == 2)
    if VAGUE.intersection(words):
        raise CellProblem(
            _("“%(text)s” cannot be counted. Write a number, your best guess if need be: 4, “about 4” or 3-5.")
            % {"text": quoted(text)}
        )
    raise CellProblem(
        _("“%(text)s” is not a number of people. Write a whole number, for example 3.") % {"text": quoted(text)}
    )
