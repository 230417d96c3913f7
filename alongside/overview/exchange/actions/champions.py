"""Writing champions that a file brings; no account is made for any of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from alongside.overview.exchange.actions import changes
from alongside.overview.exchange.actions.delivery import Delivery
from alongside.overview.exchange.actions.places import district_ids, write_owners
from alongside.overview.exchange.models import Run
from alongside.overview.exchange.rules.champions import Work
from alongside.overview.exchange.rules.organisations import Owner
from alongside.overview.exchange.rules.teams import Spot
from alongside.people.champions import actions as champions
from alongside.people.champions import queries
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Team


def write_champions(delivery: Delivery, works: Sequence[Work]) -> None:
    """Write the organisations, places and districts that rows name, and the champions themselves."""
    run = delivery.run
    owners = write_owners(run, owners_of(works))
    spots = write_spots(run, [work.spot for work in works if work.spot], owners)
    districts = district_ids(run, (work.district for work in works))
    fresh: list[Champion] = []
    known: dict[int, dict[str, Any]] = {}
    for work in works:
        values = dict(work.fields)
        if work.owner:
            values["organisation_id"] = work.owner.pk or owners[work.owner]
        if work.spot:
            values["team_id"] = work.spot.pk or spots[work.spot]
        if work.district:
            values["district_id"] = districts[work.district]
        if work.pk is None:
            fresh.append(Champion(network_id=run.network_id, **values))
        else:
            known[work.pk] = values
    teams = queries.teams_of(list(known))
    made = changes.make(run, fresh)
    changes.alter(run, Champion, known)
    champions.tell_served(teams | queries.teams_of([*known, *(row.pk for row in made)]))


def owners_of(works: Iterable[Work]) -> list[Owner]:
    """Every organisation that rows name, also as the owner of a place."""
    return [owner for work in works for owner in (work.owner, work.spot.owner if work.spot else None) if owner]


def write_spots(run: Run, spots: list[Spot], owners: dict[Owner, int]) -> dict[Spot, int]:
    """The id of each place that is new."""
    fresh = [spot for spot in dict.fromkeys(spots) if spot.pk is None]
    rows = [
        Team(network_id=run.network_id, organisation_id=spot.owner.pk or owners[spot.owner], name=spot.name)
        for spot in fresh
    ]
    return {spot: row.pk for spot, row in zip(fresh, changes.make(run, rows), strict=True)}
