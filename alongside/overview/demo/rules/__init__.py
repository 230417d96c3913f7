"""What a demo is made of, worked out from a seed alone: the same seed and day give the same demo."""

from alongside.overview.demo.rules import words
from alongside.overview.demo.rules.cast import CAST, OTHER_SLUG, SLUG, Part, is_open
from alongside.overview.demo.rules.helping import Choices, Span, Visit, entry_of, visits_by, visits_of
from alongside.overview.demo.rules.networks import may_begin
from alongside.overview.demo.rules.people import Person, people_of, shares
from alongside.overview.demo.rules.places import Layout, layout_of
from alongside.overview.demo.rules.scales import NEIGHBOUR, SCALES, Scale

__all__ = [
    "CAST",
    "NEIGHBOUR",
    "OTHER_SLUG",
    "SCALES",
    "SLUG",
    "Choices",
    "Layout",
    "Part",
    "Person",
    "Scale",
    "Span",
    "Visit",
    "entry_of",
    "is_open",
    "layout_of",
    "may_begin",
    "people_of",
    "shares",
    "visits_by",
    "visits_of",
    "words",
]
