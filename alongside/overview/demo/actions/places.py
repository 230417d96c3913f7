"""Making the places of a demo."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alongside.kit.history import recording as history
from alongside.overview.demo import rules
from alongside.people.networks.models import District, Network, Organisation, Project, Team

REGION = "Yorkshire and the Humber"


@dataclass(frozen=True)
class Made:
    """The rows of a demo's places, in the order of its layout."""

    districts: list[District]
    organisations: list[Organisation]
    teams: list[Team]
    projects: list[Project]


def make_places(network: Network, layout: rules.Layout, *, now: datetime, today: date) -> Made:
    """All places of the layout, with one deed for the lot."""
    districts = District.objects.bulk_create(
        District(network=network, code=code, region=REGION) for code in layout.districts
    )
    organisations: list[Organisation] = []
    for body in layout.bodies:
        parent = organisations[body.parent] if body.parent is not None else None
        organisations.append(Organisation.objects.create(network=network, name=body.name, parent=parent))
    teams = Team.objects.bulk_create(
        Team(
            network=network,
            organisation=organisations[spot.body],
            district=districts[spot.district],
            name=spot.name,
            kind=spot.kind,
        )
        for spot in layout.spots
    )
    changes = {"districts": len(districts), "organisations": len(organisations), "teams": len(teams)}
    entry = history.Entry("made places", network, changes)
    history.record(entry, chain=network.pk, by=None, now=now, how="command")
    return Made(districts, organisations, teams, make_projects(network, today=today))


def make_projects(network: Network, *, today: date) -> list[Project]:
    """A project that has ended, and two that run."""
    year = timedelta(days=365)
    return Project.objects.bulk_create(
        [
            Project(
                network=network,
                name="Neighbours Online",
                funder="Broadacre Foundation",
                phase=Project.Phase.TEST_AND_LEARN,
                starts_on=today - year,
                ends_on=today - year / 2,
                target_people=400,
            ),
            Project(
                network=network,
                name="Connected Homes",
                funder="Lantern Fund",
                phase=Project.Phase.ROLL_OUT,
                starts_on=today - year / 2,
                ends_on=today + year,
                target_champions=60,
                target_people=1_500,
                target_sessions=4_000,
            ),
            Project(
                network=network,
                name="Skills at Work",
                funder="Norland Trust",
                phase=Project.Phase.LASTING,
                starts_on=today - year / 3,
            ),
        ]
    )
