"""Districts: their columns, and what becomes of each row, given the districts that are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from alongside.kit.sheets import cells
from alongside.kit.sheets.cells import CellProblem
from alongside.kit.sheets.columns import Field
from alongside.overview.exchange.rules.parsing import Parse, forgiven, text, wanted
from alongside.overview.exchange.rules.planning import Fate, Planned, Told, rejected

ABOUT_A_KILOMETRE = Decimal("0.01")


def fields() -> tuple[Field, ...]:
    """What is wanted of a district."""
    return (
        wanted(
            "code",
            _("District"),
            "postcode, outcode, postcode district, code, ardal, cod post",
            parse=cells.district_of,
        ),
        forgiven("name", _("Name"), "town, place, area, tref, enw", parse=text(120)),
        forgiven(
            "region", _("Region"), "uk_region, uk region, county, country_string, rhanbarth, sir", parse=text(120)
        ),
        forgiven("latitude", _("Latitude"), "lat, y, lledred", parse=degrees(90)),
        forgiven("longitude", _("Longitude"), "long, lng, lon, x, hydred", parse=degrees(180)),
    )


def degrees(most: int) -> Parse:
    """A parser of degrees north or east, to about a kilometre: no finer place is kept."""

    def parse(cell: str) -> Decimal:
        try:
            found = Decimal(cell.replace(",", "."))
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or abs(found) > most:
            raise CellProblem(_("“%(text)s” is not a position. Write degrees such as 53.80.") % {"text": cell[:60]})
        return found.quantize(ABOUT_A_KILOMETRE)

    return parse


@dataclass
class Book:
    """The districts of a network by their codes: the id and the fields."""

    districts: dict[str, tuple[int, dict[str, Any]]]
    extras: dict[str, list[str]] = field(default_factory=dict)


class Work(NamedTuple):
    """What has to be written for a row: the district's id, none for a new one, and the fields that differ."""

    pk: int | None
    fields: dict[str, Any]


def plan(rows: Iterable[Told], book: Book) -> Iterator[Planned]:
    """What becomes of each row; a district that the file names again is a problem, since one of the rows must be wrong."""
    seen: dict[str, int] = {}
    for row in rows:
        if not row.is_usable:
            yield rejected(row)
        elif (code := row.values["code"]) in seen:
            again = _("Row %(row)d is about the same district. Take one of the two out.") % {"row": seen[code]}
            yield rejected(row, row.problem("code", again))
        else:
            seen[code] = row.row
            yield planned(row, *book.districts.get(code, (None, {})))


def planned(row: Told, pk: int | None, mine: dict[str, Any]) -> Planned:
    """What becomes of one row."""
    told = {name: value for name, value in row.values.items() if value is not None}
    changes = {name: value for name, value in told.items() if value != mine.get(name)}
    fate = Fate.CREATED if pk is None else Fate.UPDATED if changes else Fate.UNCHANGED
    return Planned(row.row, fate, Work(pk, changes) if changes else None, row.findings)
