"""Postcodes of the United Kingdom and the islands."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

from alongside.kit.sheets.cells.typed import plain, quoted
from alongside.kit.sheets.problems import CellProblem

# The shapes of Royal Mail's guide: A9, A99, A9A, AA9, AA99, AA9A. Its rule that the second half never holds C I K M O V
# is not kept, since published lists do not keep it either and only the first half matters here.
DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?", re.ASCII)
SECOND_HALF = re.compile(r"[0-9][A-Z]{2}", re.ASCII)
GIRO = "GIR 0AA"


def postcode(text: str) -> str:
    """The postcode in capitals with one space: “sw1a1aa” gives SW1A 1AA."""
    return _postcode(plain(text, most=60))


def district_of(text: str) -> str:
    """The first half of a postcode, or a district typed alone: SW1A."""
    district = "".join(plain(text, most=60).upper().split()).strip(".,;")
    return district if DISTRICT.fullmatch(district) else postcode(text).partition(" ")[0]


@lru_cache(maxsize=8192)
def _postcode(text: str) -> str:
    bare = "".join(sign for sign in text.upper() if not sign.isspace()).strip(".,;")
    first, second = bare[:-3], bare[-3:]
    if second.startswith("O"):  # the letter for the figure is the commonest slip
        second = f"0{second[1:]}"
    found = f"{first} {second}"
    if found == GIRO or (DISTRICT.fullmatch(first) and SECOND_HALF.fullmatch(second)):
        return found
    if DISTRICT.fullmatch(bare):
        raise CellProblem(
            _("“%(text)s” is only the first half of a postcode. Write all of it, for example LS1 4AP.")
            % {"text": quoted(text)}
        )
    raise CellProblem(
        _("“%(text)s” is not a postcode. Write one such as LS1 4AP, or leave the cell empty.") % {"text": quoted(text)}
    )
