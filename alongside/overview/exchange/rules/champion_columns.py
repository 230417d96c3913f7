"""The columns of a list of champions, under the names that programmes give them in English and Welsh."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from alongside.kit.sheets import cells, columns
from alongside.kit.sheets.cells import CellProblem
from alongside.kit.sheets.columns import Field, Matching
from alongside.kit.sheets.problems import SheetProblem
from alongside.overview.exchange.rules.names import words_of
from alongside.overview.exchange.rules.parsing import Parse, email, first_day, forgiven, last_day, text, welcome
from alongside.people.champions.rules import languages

KINDS = {
    "volunteer": "volunteer, volunteers, vol, digital volunteer, gwirfoddolwr, gwirfoddol",
    "workplace": "workplace, staff, employee, colleague, work, gweithle, staffio, cydweithiwr",
    "embedded": "embedded, front line, frontline, customer facing, front line staff, library staff, rheng flaen, gwreiddiedig",
    "peer": "peer, peer mentor, tenant, patient, service user, resident, cyfoed, tenant, preswylydd",
    "informal": "informal, family, friend, family and friends, anffurfiol, teulu, ffrind",
}
SECTORS = {
    "citizen": "citizen, citizens, public, community, dinesydd, cyhoedd",
    "employee": "employee, employees, staff, public sector, gweithiwr, staff",
    "business": "business, businesses, company, private, private sector, busnes, preifat",
}
MOST_HOURS = 200


def fields() -> tuple[Field, ...]:
    """What is wanted of a champion."""
    return (
        welcome(
            "name",
            _("Name"),
            "full name, champion, champion name, digital champion, volunteer, volunteer name, person, enw, enw llawn, "
            "enw'r hyrwyddwr, hyrwyddwr, hyrwyddwr digidol, gwirfoddolwr",
            parse=text(120),
        ),
        welcome("first_name", _("First name"), "forename, given name, christian name, enw cyntaf", parse=text(60)),
        welcome("last_name", _("Surname"), "last name, family name, second name, cyfenw", parse=text(59)),
        welcome(
            "email",
            _("E-mail address"),
            "email, mail, contact email, work email, champion email, e-bost, cyfeiriad e-bost, ebost",
            parse=email,
        ),
        forgiven(
            "phone",
            _("Phone number"),
            "phone, telephone, tel, mobile, mobile number, telephone number, contact number, ffôn, rhif ffôn, symudol",
            parse=cells.phone,
        ),
        welcome(
            "organisation",
            _("Organisation"),
            "organisation name, organization, employer, partner, company, council, authority, local authority, sefydliad, "
            "cyflogwr, awdurdod, cyngor",
            parse=text(160),
        ),
        welcome(
            "team",
            _("Team or place"),
            "team, place, branch, library, location, site, venue, base, based at, where based, office, department, tîm, lle, "
            "cangen, llyfrgell, "
            "lleoliad, safle, swyddfa, adran",
            parse=text(160),
        ),
        *about_the_role(),
    )


def about_the_role() -> tuple[Field, ...]:
    """In what capacity somebody helps, in which languages, where, how much and since when."""
    return (
        forgiven(
            "kind",
            _("Kind of champion"),
            "kind, type, role, champion type, math, math o hyrwyddwr, rôl",
            parse=one_of(KINDS),
        ),
        forgiven("sector", _("Sector"), "sector", parse=one_of(SECTORS)),
        forgiven(
            "languages",
            _("Languages"),
            "language, languages spoken, other languages, iaith, ieithoedd",
            parse=language_codes,
        ),
        forgiven(
            "district",
            _("Postcode district"),
            "district, postcode, home postcode, area, ardal, cod post, côd post",
            parse=cells.district_of,
        ),
        forgiven(
            "hours_pledged",
            _("Hours pledged a month"),
            "hours pledged, hours, hours a month, hours monthly, monthly hours, hours per month, oriau, oriau y mis",
            parse=hours,
        ),
        forgiven(
            "started_on",
            _("Champion since"),
            "started, start date, date started, started on, joined, date joined, trained on, training date, since, dechrau, "
            "dyddiad dechrau, ymunodd",
            parse=first_day,
        ),
        forgiven(
            "paused_until",
            _("Paused until"),
            "paused, away until, on hold until, returns on, saib hyd, i ffwrdd hyd",
            parse=cells.day,
        ),
        forgiven(
            "left_on",
            _("Left on"),
            "left, date left, leaving date, end date, ended, ended on, stopped, finished, gadawodd, dyddiad gadael, "
            "dyddiad gorffen",
            parse=last_day,
        ),
    )


def one_of(called: Mapping[str, str]) -> Parse:
    """A parser of words that mean one of our choices; `called` lists them, with commas between."""
    known = {" ".join(words_of(word)): value for value, words in called.items() for word in words.split(",")}

    def parse(cell: str) -> str:
        found = known.get(" ".join(words_of(cell[:80])))
        if found is None:
            raise CellProblem(
                _("“%(text)s” is none of the choices. Write one of: %(choices)s.")
                % {"text": cell[:60], "choices": ", ".join(called)}
            )
        return found

    return parse


def language_codes(cell: str) -> list[str]:
    """The codes of the languages that a cell lists."""
    found = []
    for name in cells.several(cell, most=30):
        code = languages.code_of(name)
        if code is None:
            raise CellProblem(languages.unknown(name))
        found.append(code)
    return list(dict.fromkeys(found))


def hours(cell: str) -> int:
    """Whole hours a month."""
    found = cells.minutes(cell, unit="hours", most=MOST_HOURS * 60)
    return (found + 30) // 60


def insist(matching: Matching) -> None:
    """Raise SheetProblem when nothing says who the champions are."""
    columns.insist(matching)
    if not {"name", "first_name", "last_name"} & matching.heading_of.keys():
        raise SheetProblem(
            _(
                "This file has no column for “%(label)s”. Name the column so in its first row, or choose which column it is."
            )
            % {"label": _("Name")}
        )
