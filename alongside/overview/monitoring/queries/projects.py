"""How far projects have come towards their targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.helping.figures.models import Figure, Scope
from alongside.helping.figures.rules import ALL
from alongside.people.networks.models import Network, Project


@dataclass(frozen=True)
class Target:
    """Something a project wants to reach: what, how many so far, how many in the end."""

    label: str
    reached: int
    wanted: int

    @property
    def percent(self) -> int:
        """How far it has come, in whole per cent, at most a hundred."""
        return min(100, self.reached * 100 // self.wanted) if self.wanted else 0


@dataclass(frozen=True)
class Progress:
    """A project with its figures since the start, and its targets."""

    project: Project
    figure: Figure
    targets: Sequence[Target]


def progress(network: Network) -> list[Progress]:
    """The network's projects by name."""
    projects = list(Project.objects.filter(network=network).order_by("name"))
    kept = Figure.objects.filter(
        network=network, scope=Scope.PROJECT, period=ALL, scope_id__in=[one.pk for one in projects]
    )
    figures = {one.scope_id: one for one in kept}
    return [progress_of(one, figures.get(one.pk) or Figure()) for one in projects]


def progress_of(project: Project, figure: Figure) -> Progress:
    """One project's progress."""
    aims = (
        (_("People supported"), figure.people, project.target_people),
        (_("Sessions"), figure.sessions, project.target_sessions),
    )
    return Progress(project, figure, [Target(label, reached, wanted) for label, reached, wanted in aims if wanted])
