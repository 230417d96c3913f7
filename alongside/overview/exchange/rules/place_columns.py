"""The columns of a list of places, under the names that councils and programmes give them in English and Welsh."""

from typing import Any

from django.utils.translation import gettext as _

from alongside.kit.sheets import cells, columns
from alongside.kit.sheets.cells import CellProblem, Hours
from alongside.kit.sheets.columns import Field, Matching
from alongside.kit.sheets.problems import SheetProblem
from alongside.overview.exchange.rules.parsing import email, forgiven, last_day, text, wanted, website, welcome
from alongside.overview.exchange.rules.planning import Told

UNSTAFFED = "unstaffed"
DAYS = {
    "mon": ("Monday", "Llun"),
    "tue": ("Tuesday", "Mawrth"),
    "wed": ("Wednesday", "Mercher"),
    "thu": ("Thursday", "Iau"),
    "fri": ("Friday", "Gwener"),
    "sat": ("Saturday", "Sadwrn"),
    "sun": ("Sunday", "Sul"),
}
ADDRESS = ("address", "address2", "address3", "town")
MOST_ADDRESS = 400
PLAIN = ("kind", "email", "website", "reference", "postcode", "closed_on")
KINDS = {
    "LAL": "Local authority library",
    "LAL-": "Local authority library",
    "CRL": "Commissioned library",
    "CL": "Community library",
    "ICL": "Independent community library",
}
"""The letters by which the yearly lists of public libraries tell who runs them."""


def fields() -> tuple[Field, ...]:
    """What is wanted of a place."""
    return (
        wanted(
            "name",
            _("Name"),
            "place, place name, team, team name, library name, library, branch, branch name, venue, venue name, site, "
            "site name, centre, location, enw, enw'r lle, lle, llyfrgell, enw'r llyfrgell, tîm, enw'r tîm, cangen, safle, "
            "lleoliad",
            parse=text(160),
        ),
        welcome(
            "organisation",
            _("Organisation"),
            "reporting, organisation name, organization, local authority, authority, council, partner, owner, sefydliad, "
            "enw'r sefydliad, awdurdod lleol, awdurdod, cyngor",
            parse=text(160),
        ),
        welcome(
            "code",
            _("Organisation’s code"),
            "organisation code, local authority code, authority code, la code, gss code, ons code, cod y sefydliad, "
            "cod awdurdod lleol, cod yr awdurdod",
            parse=text(40),
        ),
        *about_the_place(),
        *(_hours(day, called, prefix="") for day, called in DAYS.items()),
        *(_hours(day, called, prefix=f"{UNSTAFFED}_") for day, called in DAYS.items()),
    )


def about_the_place() -> tuple[Field, ...]:
    """Where a place is and how to reach it."""
    return (
        forgiven(
            "kind",
            _("Kind"),
            "type, type of library, library type, type of place, category, math, math o le, math o lyfrgell",
            parse=kind_of,
        ),
        forgiven(
            "address",
            _("Address"),
            "address 1, address line 1, full address, street, cyfeiriad, cyfeiriad 1, stryd",
            parse=text(MOST_ADDRESS),
        ),
        forgiven("address2", _("Address, second line"), "address 2, address line 2, cyfeiriad 2", parse=text(90)),
        forgiven("address3", _("Address, third line"), "address 3, address line 3, cyfeiriad 3", parse=text(60)),
        forgiven("town", _("Town"), "city, town/city, post town, tref, dinas", parse=text(40)),
        forgiven("postcode", _("Postcode"), "post code, postal code, cod post, côd post", parse=cells.postcode),
        forgiven(
            "reference",
            _("Reference"),
            "uprn, unique property reference number, ref, site code, place id, cyfeirnod",
            parse=text(80),
        ),
        forgiven("email", _("E-mail address"), "email, mail, e-bost, cyfeiriad e-bost", parse=email),
        forgiven(
            "website", _("Website"), "url, web, web address, web page, link, gwefan, cyfeiriad gwe", parse=website
        ),
        forgiven(
            "closed_on",
            _("Closed on"),
            "year closed, closed, date closed, closing date, closure date, wedi cau, ar gau ers, blwyddyn cau, dyddiad cau",
            parse=last_day,
        ),
    )


def _hours(day: str, called: tuple[str, str], *, prefix: str) -> Field:
    english, welsh = called
    if prefix:
        label = _("%(day)s without staff") % {"day": _(english)}
        also = (
            f"{english} unstaffed hours, {english} self-service hours, dydd {welsh} heb staff, oriau heb staff {welsh}"
        )
    else:
        label = _(english)
        also = (
            f"{english}, {english} staffed hours, {english} hours, {english} opening hours, dydd {welsh}, {welsh}, "
            f"oriau {welsh}, oriau dydd {welsh}"
        )
    return forgiven(f"{prefix}{day}", label, also, parse=hours_of)


def kind_of(cell: str) -> str:
    """What kind of place it is; the letters of the library lists in words."""
    return KINDS.get(cell.strip().upper()) or text(80)(cell)


def hours_of(cell: str) -> Hours:
    """The hours of a day, or up to 80 characters about them."""
    found = cells.opening_hours(cell)
    if len(found.words) > 80:
        raise CellProblem(_("Write when it opens and closes, for example 09:00-12:30,13:30-17:00, or “closed”."))
    return found


def insist(matching: Matching) -> None:
    """Raise SheetProblem when a required column is not there, or nothing says whose the places are."""
    columns.insist(matching)
    if not {"organisation", "code"} & matching.heading_of.keys():
        raise SheetProblem(
            _(
                "This file has no column for “%(label)s”, so nothing says whose the places are. "
                "Add one, with a name in every row, or choose which column it is."
            )
            % {"label": _("Organisation")}
        )


def given(row: Told) -> dict[str, Any]:
    """The fields of a place that the row gives; hours under `hours`, without days that the row says nothing of."""
    found = {name: value for name in PLAIN if (value := row.get(name)) is not None}
    address = ", ".join(value for name in ADDRESS if (value := row.get(name)))
    found |= {"address": address[:MOST_ADDRESS]} if address else {}
    hours: dict[str, Any] = {day: spans for day in DAYS if (spans := spans_of(row.get(day))) is not None}
    apart = {day: spans for day in DAYS if (spans := spans_of(row.get(f"{UNSTAFFED}_{day}"))) is not None}
    hours |= {UNSTAFFED: apart} if apart else {}
    return found | ({"hours": hours} if hours else {})


def spans_of(hours: Hours | None) -> list[str] | None:
    """The hours as they are kept: spans such as 09:00-17:00, an empty list when closed, words alone; None for nothing."""
    if hours is None:
        return None
    if hours.is_closed:
        return []
    return [f"{start}-{end}" for start, end in hours.spans] or [hours.words]
