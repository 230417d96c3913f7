"""What programs can ask about champions. Addresses and phone numbers stay where people look after them."""

from datetime import date
from typing import Annotated, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema

from alongside.kit.api.bearers import Bearer
from alongside.kit.api.paging import part_of
from alongside.kit.api.schemas import AddressId, Asked, Page, answers
from alongside.people.champions import queries
from alongside.people.champions.models import Champion
from alongside.people.networks.access import Request

router = Router(tags=["champions"])
CHAMPIONS = Bearer("read:champions")
SAME = ("id", "name", "kind", "sector", "languages", "hours_pledged", "started_on", "paused_until", "left_on")


class ChampionOut(Schema):
    """A champion; `organisation` and `team` are ids, `district` a code such as LS12."""

    id: int
    name: str
    kind: str
    sector: str
    languages: list[str]
    hours_pledged: int | None
    organisation: int | None
    team: int | None
    district: str | None
    started_on: date
    paused_until: date | None
    left_on: date | None


def champion_out(row: Champion) -> ChampionOut:
    """The champion as a program gets it."""
    return ChampionOut(
        organisation=row.organisation_id,
        team=row.team_id,
        district=row.district.code if row.district else None,
        **{name: getattr(row, name) for name in SAME},
    )


@router.get(
    "networks/{slug:slug}/champions/",
    auth=CHAMPIONS,
    response=answers(Page[ChampionOut]),
    operation_id="champion_list",
)
def champion_list(request: HttpRequest, slug: str, asked: Query[Asked]) -> object:
    """The champions that the token's member may look at, the oldest record first. Scope: read:champions."""
    champions = queries.champions_seen_by(cast("Request", request).member).select_related("district")
    rows, end = part_of(champions, asked=asked)
    return {"items": [champion_out(row) for row in rows], "next": end}


@router.get(
    "networks/{slug:slug}/champions/{int:champion_id}/",
    auth=CHAMPIONS,
    response=answers(ChampionOut),
    operation_id="champion_show",
)
def champion_show(request: HttpRequest, slug: str, champion_id: Annotated[AddressId, Path()]) -> object:
    """One champion. Scope: read:champions."""
    champions = queries.champions_seen_by(cast("Request", request).member).select_related("district")
    return champion_out(get_object_or_404(champions, pk=champion_id))
