"""When two names mean the same: of a place, an organisation, a person."""

import re
import unicodedata
from functools import lru_cache

WORDS = re.compile(r"\w+")
OF_PLACES = frozenset(
    {"library", "libraries", "llyfrgell", "llyfrgelloedd", "community", "cymunedol", "the", "y", "yr", "and", "a"}
)
OF_COUNCILS = frozenset(
    {"council", "cyngor", "county", "sir", "city", "dinas", "borough", "bwrdeistref", "metropolitan", "district"}
    | {"royal", "corporation", "the", "of", "and", "a", "y", "yr"}
)
OF_LONDON = ("london", "borough")


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """The words in small letters without accents and punctuation: “St. Mary’s & Siân” is st, marys, and, sian."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").replace("'", "").replace("’", ""))
    return tuple(WORDS.findall("".join(sign for sign in letters if not unicodedata.combining(sign)).replace("_", " ")))


def place_key(name: str) -> str:
    """What is left of a place's name without words that lists leave out or add: “The Garforth Library” is garforth."""
    return joined(words_of(name), without=OF_PLACES)


def organisation_key(name: str) -> str:
    """What is left of a name without what councils are called: “London Borough of Barnet” is barnet, as is “Barnet”."""
    words = words_of(name)
    return joined(words[2:] if words[:2] == OF_LONDON else words, without=OF_COUNCILS)


def person_key(name: str) -> str:
    """A person's name as it is compared: “JONES, Siân” is sian jones."""
    last, comma, first = name.partition(",")
    return " ".join(words_of(f"{first} {last}" if comma else name))


def joined(words: tuple[str, ...], *, without: frozenset[str]) -> str:
    """The words that say something, in one; all of them when none does."""
    return "".join(word for word in words if word not in without) or "".join(words)
