"""What becomes of each row of a list of champions, given the champions that are there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from alongside.overview.exchange.rules.findings import Finding
from alongside.overview.exchange.rules.names import person_key
from alongside.overview.exchange.rules.organisations import Known, Organisations, Owner
from alongside.overview.exchange.rules.planning import Fate, Planned, Told, rejected
from alongside.overview.exchange.rules.teams import Spot, Teams

PLAIN = ("email", "phone", "kind", "sector", "languages", "hours_pledged", "started_on")
STAY = ("paused_until", "left_on")


@dataclass(frozen=True, slots=True)
class Person:
    """A champion of the network, as a row is compared with them."""

    pk: int
    name: str
    fields: Mapping[str, Any]
    has_account: bool = False

    @property
    def email(self) -> str:
        """The address, in small letters; nothing when there is none."""
        return str(self.fields["email"]).casefold()


@dataclass
class Book:
    """The champions, places and organisations of a network; the plan adds the names of new ones to `extras`."""

    people: list[Person]
    organisations: list[Known]
    spots: list[Spot]
    districts: dict[str, int]
    today: date
    extras: dict[str, list[str]] = field(default_factory=dict)


class Work(NamedTuple):
    """What has to be written for a row: the champion's id, none for a new one, the fields that differ, where they belong."""

    pk: int | None
    fields: dict[str, Any]
    owner: Owner | None = None
    spot: Spot | None = None
    district: str = ""


class Belonging(NamedTuple):
    """Where a row says that somebody belongs."""

    owner: Owner | None
    spot: Spot | None
    district: str


class Seen(NamedTuple):
    """A row of the file that was about somebody."""

    row: int
    name: str
    email: str


class Planner:
    """Goes through the rows of one file, remembering whom it has met."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.organisations = Organisations(book.organisations)
        self.teams = Teams(book.spots)
        self.by_email = {person.email: person for person in book.people if person.email}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in book.people:
            self.by_name[person_key(person.name)].append(person)
        self.seen: dict[str, list[Seen]] = defaultdict(list)

    def planned(self, row: Told) -> Planned:
        """What becomes of a row."""
        name, email = name_of(row), row.get("email") or ""
        if not name:
            return rejected(row, row.problem("name", _("Nothing says who this is. Fill in the name.")))
        told = Seen(row.row, person_key(name), email)
        if repeats := self.repeated(row, told):
            return repeats
        self.seen[told.name].append(told)
        if email:
            self.seen[email].append(told)
        candidates = self.candidates(told)
        if len(candidates) > 1:
            return rejected(row, row.problem("name", several_called(name, len(candidates))))
        return self.written(row, name, candidates[0] if candidates else None)

    def repeated(self, row: Told, told: Seen) -> Planned | None:
        """The answer to a row about somebody whom another row was about already; None for a new face."""
        for other in self.seen.get(told.email, ()) if told.email else ():
            if other.name == told.name:
                remark = row.remark("email", _("Row %(row)d is about the same person.") % {"row": other.row})
                return Planned(row.row, Fate.UNCHANGED, findings=(*row.findings, remark))
            return rejected(row, row.problem("email", shared(other.row)))
        for other in self.seen.get(told.name, ()):
            if not (told.email and other.email):
                return rejected(row, row.problem("name", same_name(other.row)))
        return None

    def candidates(self, told: Seen) -> list[Person]:
        """The champions of the network whom the row may mean: by address, else by name."""
        if told.email in self.by_email:
            return [self.by_email[told.email]]
        called = self.by_name.get(told.name, [])
        return [person for person in called if not (told.email and person.email)]

    def written(self, row: Told, name: str, person: Person | None) -> Planned:
        """What has to be written for a row about that champion, or about a new one."""
        told = {field: value for field in PLAIN if (value := row.get(field)) is not None}
        stay, remarks = self.stay(row, person)
        told |= stay
        owner = self.organisations.owner(row.get("organisation")) if row.get("organisation") else None
        spot, findings = self.spot(row, owner)
        belongs = Belonging(owner or (spot.owner if spot else None), spot, row.get("district") or "")
        findings = (*row.findings, *remarks, *findings)
        if person is None:
            fields = {"started_on": told.get("left_on", self.book.today)} | told | {"name": name}
            return Planned(row.row, Fate.CREATED, Work(None, fields, *belongs), findings)
        work = self.changing(person, told | {"name": name}, belongs)
        is_new = any(work[1:])
        return Planned(row.row, Fate.UPDATED if is_new else Fate.UNCHANGED, work if is_new else None, findings)

    def stay(self, row: Told, person: Person | None) -> tuple[dict[str, Any], tuple[Finding, ...]]:
        """Whether the row says that somebody is away or has left, unless that cannot be, or is not for a file to say."""
        mine: Mapping[str, Any] = person.fields if person else {}
        told = {field: value for field in STAY if (value := row.get(field)) not in (None, mine.get(field))}
        left = told.get("left_on")
        if told and person and person.has_account:
            return {}, tuple(row.remark(field, has_account()) for field in told)
        if left and not (row.get("started_on") or mine.get("started_on") or left) <= left <= self.book.today:
            return {}, (row.remark("left_on", no_last_day()),)
        return told, ()

    def changing(self, person: Person, told: dict[str, Any], belongs: "Belonging") -> Work:
        """What of it says something else than what is kept of that champion; what only looks different is the same."""
        if person_key(told["name"]) == person_key(person.name):
            told["name"] = person.name
        if sorted(told.get("languages", ())) == sorted(person.fields["languages"]):
            told["languages"] = person.fields["languages"]  # in whatever order they are listed
        mine: dict[str, Any] = {**person.fields, "name": person.name}
        owner, spot, district = belongs
        fields = {field: value for field, value in told.items() if value != mine.get(field)}
        return Work(
            person.pk,
            fields | ({"group_id": None} if "left_on" in fields else {}),
            owner if owner and owner.pk != mine.get("organisation_id", 0) else None,
            spot if spot and spot.pk != mine.get("team_id", 0) else None,
            district if district and self.book.districts.get(district, 0) != mine.get("district_id", -1) else "",
        )

    def spot(self, row: Told, owner: Owner | None) -> tuple[Spot | None, tuple[Finding, ...]]:
        """The place that the row names; one that is not there is made if the row says whose it is."""
        name = row.get("team")
        if not name:
            return None, ()
        found = self.teams.called(name, owner)
        if len(found) == 1:
            return found[0], ()
        if owner and not found:
            return self.teams.added(name, owner), ()
        return None, (row.remark("team", no_such_place(name, len(found))),)


def plan(rows: Iterable[Told], book: Book) -> Iterator[Planned]:
    """What becomes of each row; champions are recognised by their address, else by their name."""
    planner = Planner(book)
    for row in rows:
        yield planner.planned(row) if row.is_usable else rejected(row)
    book.extras["organisations"] = [owner.name for owner in planner.organisations.new]
    book.extras["places"] = [spot.name for spot in planner.teams.new]


def name_of(row: Told) -> str:
    """The whole name, from one column or two."""
    name = row.get("name") or " ".join(part for field in ("first_name", "last_name") if (part := row.get(field)))
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}".strip() if comma else name


def several_called(name: str, count: int) -> str:
    """What to say of a name that several champions have."""
    return _("There are %(count)d champions called “%(name)s”. Add the e-mail address of the one who is meant.") % {
        "count": count,
        "name": name,
    }


def shared(row: int) -> str:
    """What to say of an address that two people have."""
    return _("Row %(row)d has this e-mail address for somebody else. Give each their own, or leave it empty.") % {
        "row": row
    }


def same_name(row: int) -> str:
    """What to say of a name that comes twice."""
    return _(
        "Row %(row)d has the same name. If these are two people, add the e-mail address of each; if it is one, take a row out."
    ) % {"row": row}


def has_account() -> str:
    """What to say of a stay that a file would change for somebody who signs in."""
    return _("This person has an account here, so a file cannot change this. Change it on their page.")


def no_last_day() -> str:
    """What to say of a last day that is none."""
    return _("Nobody can have left before they began, or after today. Check the date.")


def no_such_place(name: str, count: int) -> str:
    """What to say of a place that is not there, or that could be several."""
    if count:
        return _("There are %(count)d places called “%(name)s”. Add a column that says the organisation.") % {
            "count": count,
            "name": name,
        }
    return _("There is no place called “%(name)s”. Add a column that says the organisation, and it will be made.") % {
        "name": name
    }
