"""Writing places, organisations and districts that a file brings."""

from collections.abc import Iterable, Sequence
from typing import Any

from alongside.overview.exchange.actions import changes
from alongside.overview.exchange.actions.delivery import Delivery
from alongside.overview.exchange.models import Run
from alongside.overview.exchange.rules import districts
from alongside.overview.exchange.rules.organisations import Owner
from alongside.overview.exchange.rules.places import Work
from alongside.people.networks.models import District, Organisation, Team


def write_places(delivery: Delivery, works: Sequence[Work]) -> None:
    """Write the organisations, the districts and the places themselves."""
    run = delivery.run
    owners = write_owners(run, (work.owner for work in works))
    found = district_ids(run, (str(work.fields.get("postcode", "")).partition(" ")[0] for work in works))
    fresh, known = [], {}
    for work in works:
        values = work.fields | district_in(work.fields, found)
        if work.pk is None:
            owner = work.owner.pk or owners[work.owner]
            fresh.append(Team(network_id=run.network_id, organisation_id=owner, **values))
        elif values:
            known[work.pk] = values
    changes.make(run, fresh)
    changes.alter(run, Team, known)


def district_in(fields: dict[str, Any], found: dict[str, int]) -> dict[str, int]:
    """The district of the postcode among the fields."""
    postcode = fields.get("postcode")
    return {"district_id": found[postcode.partition(" ")[0]]} if postcode else {}


def write_owners(run: Run, owners: Iterable[Owner]) -> dict[Owner, int]:
    """The id of each organisation that is new; what rows taught of others is written as well."""
    once = list(dict.fromkeys(owners))
    fresh = [owner for owner in once if owner.pk is None]
    rows = [Organisation(network_id=run.network_id, name=owner.name, code=owner.code) for owner in fresh]
    made = changes.make(run, rows)
    changes.alter(run, Organisation, {owner.pk: dict(owner.learnt) for owner in once if owner.pk and owner.learnt})
    return {owner: row.pk for owner, row in zip(fresh, made, strict=True)}


def district_ids(run: Run, codes: Iterable[str]) -> dict[str, int]:
    """The id of each district of the network by its code; those among `codes` are made where they lack."""
    found = dict(District.objects.filter(network_id=run.network_id).values_list("code", "pk"))
    fresh = [code for code in dict.fromkeys(codes) if code and code not in found]
    made = changes.make(run, [District(network_id=run.network_id, code=code) for code in fresh])
    return found | {district.code: district.pk for district in made}


def write_districts(delivery: Delivery, works: Sequence[districts.Work]) -> None:
    """Write districts."""
    run = delivery.run
    changes.make(run, [District(network_id=run.network_id, **work.fields) for work in works if work.pk is None])
    changes.alter(run, District, {work.pk: work.fields for work in works if work.pk})
