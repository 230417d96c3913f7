"""What people type into cells, understood: each function gives the value, or a CellProblem.

The problem says what to type instead. Every function is total (any text gives an answer at once) and pure, so that
repeated texts are answered from memory.
An empty cell is for the caller to leave out first: `is_empty` knows the ways of writing nothing.
"""

from alongside.kit.sheets.cells.answers import is_empty, several, yes_no
from alongside.kit.sheets.cells.contacts import email, phone
from alongside.kit.sheets.cells.counts import People, people
from alongside.kit.sheets.cells.days import day, month, year
from alongside.kit.sheets.cells.hours import Hours, opening_hours
from alongside.kit.sheets.cells.lengths import minutes
from alongside.kit.sheets.cells.places import district_of, postcode
from alongside.kit.sheets.problems import CellProblem

__all__ = [
    "CellProblem",
    "Hours",
    "People",
    "day",
    "district_of",
    "email",
    "is_empty",
    "minutes",
    "month",
    "opening_hours",
    "people",
    "phone",
    "postcode",
    "several",
    "year",
    "yes_no",
]
