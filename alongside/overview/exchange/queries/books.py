"""What is there already of each kind, as a plan compares it with the rows of a file."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from alongside.helping.sessions.models import Session, Topic
from alongside.overview.exchange.models import Kind
from alongside.overview.exchange.rules import champions, districts, places, sessions
from alongside.overview.exchange.rules.organisations import Known, Owner
from alongside.overview.exchange.rules.teams import Spot
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Network, Organisation, Team

PLACE = ("kind", "address", "postcode", "hours", "email", "website", "reference", "closed_on")


def book_for(kind: str, network: Network, *, today: date) -> Any:
    """Everything of that kind in the network."""
    return BOOKS[kind](network, today)


def organisations_of(network: Network) -> list[Known]:
    """The organisations of the network."""
    return [Known(*row) for row in Organisation.objects.filter(network=network).values_list("pk", "name", "code")]


def book_of_places(network: Network, _today: date) -> places.Book:
    """The organisations and places of the network."""
    organisations = organisations_of(network)
    owners = {one.pk: Owner(one.pk, one.name, one.code) for one in organisations}
    rows = Team.objects.filter(network=network).order_by("pk").values_list("pk", "organisation_id", "name", *PLACE)
    teams = [
        places.Place(owners[owner], name, dict(zip(PLACE, fields, strict=True)), pk=pk)
        for pk, owner, name, *fields in rows
    ]
    return places.Book(organisations, teams)


def book_of_districts(network: Network, _today: date) -> districts.Book:
    """The districts of the network."""
    names = ("code", "name", "region", "latitude", "longitude")
    rows = District.objects.filter(network=network).values("pk", *names)
    return districts.Book({row["code"]: (row["pk"], {name: row[name] for name in names}) for row in rows})


def spots_of(network: Network) -> list[Spot]:
    """The places of the network by their names."""
    owners = {one.pk: Owner(one.pk, one.name, one.code) for one in organisations_of(network)}
    rows = Team.objects.filter(network=network).order_by("pk").values_list("pk", "name", "organisation_id")
    return [Spot(pk, name, owners[owner]) for pk, name, owner in rows]


def book_of_champions(network: Network, today: date) -> champions.Book:
    """The champions of the network, those who left among them, and where they can belong."""
    names = (*champions.PLAIN, *champions.STAY, "organisation_id", "team_id", "district_id")
    rows = Champion.objects.filter(network=network).order_by("pk").values("pk", "name", "member_id", *names)
    people = [
        champions.Person(row["pk"], row["name"], {name: row[name] for name in names}, row["member_id"] is not None)
        for row in rows
    ]
    codes = dict(District.objects.filter(network=network).values_list("code", "pk"))
    return champions.Book(people, organisations_of(network), spots_of(network), codes, today)


def book_of_sessions(network: Network, today: date) -> sessions.Book:
    """The champions, places and topics of the network."""
    columns = ("pk", "name", "email", "organisation_id", "team_id")
    helpers = [
        sessions.Helper(*row) for row in Champion.objects.filter(network=network).order_by("pk").values_list(*columns)
    ]
    topics = {
        name.casefold(): pk
        for pk, *names in Topic.objects.filter(network=network).values_list("pk", "slug", "name_cy", "name")
        for name in names
        if name
    }
    return sessions.Book(network.pk, helpers, spots_of(network), topics, today, known=partial(keys_used, network))


def keys_used(network: Network, keys: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these keys sessions of the network have already.

    Asked by the keys alone: SQLite would go through all sessions of the network when it may.
    """
    rows = Session.objects.filter(key__in=keys).values_list("key", "network_id")
    return {key for key, owner in rows if owner == network.pk}


BOOKS: dict[str, Callable[[Network, date], Any]] = {
    Kind.PLACES: book_of_places,
    Kind.CHAMPIONS: book_of_champions,
    Kind.SESSIONS: book_of_sessions,
    Kind.DISTRICTS: book_of_districts,
}
