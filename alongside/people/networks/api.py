"""What programs can ask about places: organisations, teams, districts, projects."""

from datetime import date
from typing import cast

from django.http import HttpRequest
from ninja import Query, Router, Schema

from alongside.kit.api.bearers import Bearer
from alongside.kit.api.paging import part_of
from alongside.kit.api.schemas import Asked, Page, answers
from alongside.people.networks import queries
from alongside.people.networks.access import Request
from alongside.people.networks.models import Organisation

router = Router(tags=["places"])
PLACES = Bearer("read:places")


class OrganisationOut(Schema):
    """An organisation; `parent` is the id of the one it is a part of."""

    id: int
    name: str
    parent: int | None
    code: str
    website: str


class TeamOut(Schema):
    """A team; `organisation` is an id, `district` a code such as LS12."""

    id: int
    name: str
    organisation: int
    district: str | None
    kind: str
    address: str
    postcode: str
    reference: str
    needs_champion: bool
    closed_on: date | None


class DistrictOut(Schema):
    """A postcode district."""

    id: int
    code: str
    name: str
    region: str


class ProjectOut(Schema):
    """A project; `organisation` is an id."""

    id: int
    name: str
    organisation: int | None
    funder: str
    phase: str
    starts_on: date
    ends_on: date | None
    target_champions: int | None
    target_people: int | None
    target_sessions: int | None


def organisation_out(row: Organisation) -> OrganisationOut:
    """The organisation as a program gets it."""
    return OrganisationOut(id=row.pk, name=row.name, parent=row.parent_id, code=row.code, website=row.website)


@router.get(
    "networks/{slug:slug}/organisations/",
    auth=PLACES,
    response=answers(Page[OrganisationOut]),
    operation_id="organisation_list",
)
def organisation_list(request: HttpRequest, slug: str, asked: Query[Asked]) -> object:
    """The organisations of the network, the oldest record first. Scope: read:places."""
    member = cast("Request", request).member
    rows, end = part_of(queries.organisations_seen_by(member), asked=asked)
    return {"items": [organisation_out(row) for row in rows], "next": end}


@router.get("networks/{slug:slug}/teams/", auth=PLACES, response=answers(Page[TeamOut]), operation_id="team_list")
def team_list(request: HttpRequest, slug: str, asked: Query[Asked]) -> object:
    """The teams of the network, closed ones among them, the oldest record first. Scope: read:places."""
    teams = queries.teams_seen_by(cast("Request", request).member).select_related("district")
    rows, end = part_of(teams, asked=asked)
    told = [
        TeamOut(
            organisation=row.organisation_id,
            district=row.district.code if row.district else None,
            **{name: getattr(row, name) for name in TeamOut.model_fields if name not in {"organisation", "district"}},
        )
        for row in rows
    ]
    return {"items": told, "next": end}


@router.get(
    "networks/{slug:slug}/districts/", auth=PLACES, response=answers(Page[DistrictOut]), operation_id="district_list"
)
def district_list(request: HttpRequest, slug: str, asked: Query[Asked]) -> object:
    """The postcode districts of the network, the oldest record first. Scope: read:places."""
    member = cast("Request", request).member
    rows, end = part_of(queries.districts_seen_by(member), asked=asked)
    return {"items": rows, "next": end}


@router.get(
    "networks/{slug:slug}/projects/", auth=PLACES, response=answers(Page[ProjectOut]), operation_id="project_list"
)
def project_list(request: HttpRequest, slug: str, asked: Query[Asked]) -> object:
    """The projects of the network, the oldest record first. Scope: read:places."""
    member = cast("Request", request).member
    rows, end = part_of(queries.projects_seen_by(member), asked=asked)
    told = [
        ProjectOut(
            organisation=row.organisation_id,
            **{name: getattr(row, name) for name in ProjectOut.model_fields if name != "organisation"},
        )
        for row in rows
    ]
    return {"items": told, "next": end}
