"""What becomes of each row of a list of places, given the places that are there."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from alongside.overview.exchange.rules.findings import Finding
from alongside.overview.exchange.rules.matching import Likeness, pair_up
from alongside.overview.exchange.rules.names import place_key, words_of
from alongside.overview.exchange.rules.organisations import Known, Organisations, Owner
from alongside.overview.exchange.rules.place_columns import UNSTAFFED, given
from alongside.overview.exchange.rules.planning import Fate, Planned, Told, rejected


@dataclass(slots=True)
class Place:
    """A place of the network, or a row as one: whose it is, what it is called, and the rest that is known of it."""

    owner: Owner
    name: str
    fields: dict[str, Any]
    pk: int | None = None
    row: int = 0
    heading: str = ""
    """Of the column that gave the name."""
    findings: tuple[Finding, ...] = ()

    @property
    def postcode(self) -> str:
        """The postcode, or nothing."""
        return str(self.fields.get("postcode", ""))

    @property
    def is_open(self) -> bool:
        """Whether nothing says that it closed."""
        return not self.fields.get("closed_on")


@dataclass
class Book:
    """The organisations and places of a network; the plan adds the names of new organisations to `extras`."""

    organisations: Sequence[Known]
    places: Sequence[Place]
    extras: dict[str, list[str]] = field(default_factory=dict)


Taken = set[tuple[int | None, str, str]]
"""Organisations, names and postcodes that no other place can have."""


class Work(NamedTuple):
    """What has to be written for a row: the place's id, none for a new one, whose it is, and the fields that differ."""

    pk: int | None
    owner: Owner
    fields: dict[str, Any]


def plan(rows: Iterable[Told], book: Book) -> Iterator[Planned]:
    """What becomes of each row: places that are there are recognised; rows about one place count once."""
    read = list(rows)
    done = {row.row: rejected(row) for row in read if not row.is_usable}
    done |= {row.row: rejected(row, nobodys(row)) for row in read if row.row not in done and whose(row) == ("", "")}
    usable = [row for row in read if row.row not in done]
    organisations = Organisations(book.organisations, votes=votes_of(usable, book.places))
    places, doubles = told_once([place_of(row, organisations) for row in usable])
    done |= doubles | planned(places, book.places)
    book.extras["organisations"] = [owner.name for owner in organisations.new]
    yield from (done[row.row] for row in read)


def whose(row: Told) -> tuple[str, str]:
    """The name and the code of the organisation as the row tells them."""
    return row.get("organisation") or "", row.get("code") or ""


def nobodys(row: Told) -> Finding:
    """What to say of a row without an organisation."""
    name = "organisation" if "organisation" in row.headings else "code"
    return row.problem(name, _("Nothing says whose this place is. Fill in the organisation."))


def place_of(row: Told, organisations: Organisations) -> Place:
    """The row as a place."""
    owner = organisations.owner(*whose(row))
    findings = row.findings
    if owner.pk is None and owner.name == owner.code:
        findings = (*findings, row.remark("code", called_by_code(owner.code)))
    heading = row.headings.get("name", "")
    return Place(owner, row.get("name"), given(row), row=row.row, heading=heading, findings=findings)


def called_by_code(code: str) -> str:
    """What to say of a new organisation of which a file tells the code alone."""
    return _(
        "No organisation has the code “%(code)s” yet, so the new one is called so. Add a column with its name, or rename it later."
    ) % {"code": code}


def votes_of(rows: Iterable[Told], ours: Iterable[Place]) -> dict[tuple[str, str], Counter[int]]:
    """For each organisation as told: under which of ours its places stand, by their names with their postcodes."""
    where: dict[tuple[str, str], int] = {
        (place_key(place.name), place.postcode): place.owner.pk for place in ours if place.owner.pk and place.postcode
    }
    votes: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for row in rows:
        owner = where.get((place_key(row.get("name")), row.get("postcode")))
        if owner:
            votes[whose(row)][owner] += 1
    return votes


def told_once(places: Sequence[Place]) -> tuple[list[Place], dict[int, Planned]]:
    """The places, each once, and the rows that only repeat one of them; what is open counts before what has closed."""
    alike: dict[Hashable, list[Place]] = defaultdict(list)
    for place in places:
        alike[place.owner, place.name.casefold(), place.postcode].append(place)
    once: list[Place] = []
    doubles: dict[int, Planned] = {}
    for told in alike.values():
        best = max(told, key=lambda place: (place.is_open, place.fields.get("closed_on") or 0))
        once.append(best)
        doubles |= {place.row: repeated(place, best) for place in told if place is not best}
    return once, doubles


def repeated(place: Place, best: Place) -> Planned:
    """A row that tells of a place again."""
    remark = Finding(
        place.row,
        place.heading,
        _("Row %(row)d is about the same place. Only that row is used; take one of the two out.") % {"row": best.row},
        is_remark=True,
    )
    both_open = place.is_open and best.is_open
    return Planned(place.row, Fate.UNCHANGED, findings=(*place.findings, remark) if both_open else place.findings)


# --- recognising places


def reference_of(place: Place) -> Hashable | None:
    """Its organisation and reference."""
    reference = place.fields.get("reference")
    return (place.owner.pk, str(reference).lstrip("0")) if reference and place.owner.pk else None


def nested(one: Place, other: Place) -> bool:
    """Whether one name holds all that is told by the other: “Maltby Library” and “Maltby Library & Neighbourhood Hub”."""
    keys = sorted((set(words_of(one.name)), set(words_of(other.name))), key=len)
    return keys[0] <= keys[1]


LIKENESSES: tuple[Likeness[Place], ...] = (
    Likeness(lambda place: (place.owner.pk, place.name.casefold(), place.postcode), is_sure=True),
    Likeness(
        lambda place: (key, place_key(place.name)) if (key := reference_of(place)) else None,
        is_sure=True,
    ),
    Likeness(
        lambda place: (place.owner.pk, place_key(place.name), place.postcode) if place.postcode else None, is_sure=True
    ),
    Likeness(reference_of),
    Likeness(lambda place: (place.owner.pk, place_key(place.name))),
    Likeness(lambda place: (place.owner.pk, place.postcode) if place.postcode else None, also=nested),
)
"""The surest first: the same name and postcode; the same reference and a like name; a like name and the postcode; the same
reference; a like name in the same organisation; the same postcode and a name that says more or less."""


def planned(places: Sequence[Place], ours: Sequence[Place]) -> dict[int, Planned]:
    """What becomes of the row of each place."""
    paired = pair_up(places, ours, LIKENESSES)
    taken = {named(place) for place in ours} | {named(place) for at, place in enumerate(places) if at not in paired}
    taught: set[Owner] = set()
    done = {}
    for at, place in enumerate(places):
        teaches = bool(place.owner.learnt) and place.owner not in taught
        taught.add(place.owner)
        if at in paired:
            done[place.row] = recognised(place, ours[paired[at]], taken=taken, teaches=teaches)
        else:
            work = Work(None, place.owner, {"name": place.name} | place.fields)
            done[place.row] = Planned(place.row, Fate.CREATED, work, place.findings)
    return done


def recognised(place: Place, mine: Place, *, taken: Taken, teaches: bool) -> Planned:
    """What becomes of a row about a place of ours; it may teach us something of the organisation alone."""
    fields, findings = differing(place, mine, taken=taken)
    findings = (*place.findings, *findings)
    if fields or teaches:
        return Planned(place.row, Fate.UPDATED, Work(mine.pk, place.owner, fields), findings)
    return Planned(place.row, Fate.UNCHANGED, findings=findings)


def named(place: Place) -> tuple[int | None, str, str]:
    """What no two places share."""
    return place.owner.pk, place.name, place.postcode


def differing(place: Place, mine: Place, *, taken: Taken) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """The fields of our place that the row changes. A name and postcode that another place has stay as they are."""
    changes = changed(place, mine)
    wanted = (mine.owner.pk, changes.get("name", mine.name), changes.get("postcode", mine.postcode))
    if wanted == named(mine):
        return changes, ()
    if wanted in taken:
        text = _(
            "Another place has this name and postcode, so they were left as they are. Check which of the two is right."
        )
        found = Finding(place.row, place.heading, text, is_remark=True)
        return {name: value for name, value in changes.items() if name not in {"name", "postcode"}}, (found,)
    taken.add(wanted)
    return changes, ()


def changed(place: Place, mine: Place) -> dict[str, Any]:
    """The fields that the row says otherwise; a name that is written a little differently is the same."""
    hours = mine.fields.get("hours") or {}
    told = place.fields | {"hours": merged(hours, place.fields.get("hours") or {})}
    kept = mine.fields | {"hours": hours}
    changes = {name: value for name, value in told.items() if value != kept.get(name)}
    is_renamed = place_key(place.name) != place_key(mine.name)
    return changes | ({"name": place.name} if is_renamed else {})


def merged(mine: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Our hours with those that were told; words such as “mornings” do not replace hours that we know."""
    hours = dict(mine)
    for day, spans in told.items():
        if day == UNSTAFFED:
            hours[day] = merged(mine.get(day) or {}, spans)
        elif is_exact(spans) or not is_exact(mine.get(day)):
            hours[day] = spans
    return hours


def is_exact(spans: Sequence[str] | None) -> bool:
    """Whether these are hours, or closed, and no words about them."""
    return spans is not None and all(span[:1].isdigit() for span in spans)
