"""How far projects have come towards their targets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from alongside.helping.figures.models import Figure, Scope
from alongside.helping.figures.rules import ALL
from alongside.helping.sessions.models import Helper
from alongside.kit.names import alphabetical
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
    projects = list(Project.objects.filter(network=network).order_by(alphabetical("name")))
    kept = Figure.objects.filter(
        network=network, scope=Scope.PROJECT, period=ALL, scope_id__in=[one.pk for one in projects]
    )
    figures = {one.scope_id: one for one in kept}
    return [progress_of(one, figures.get(one.pk) or Figure()) for one in projects]


def whole_progress(project: Project) -> Progress:
    """The progress of one project, the champions it wants to reach among its targets: counted from the sessions themselves."""
    figure = Figure.objects.filter(
        network_id=project.network_id, scope=Scope.PROJECT, period=ALL, scope_id=project.pk
    ).first()
    found = progress_of(project, figure or Figure())
    if not project.target_champions:
        return found
    champions = Target(_("Champions who helped"), champions_of(project), project.target_champions)
    return replace(found, targets=[champions, *found.targets])


def champions_of(project: Project) -> int:
    """How many champions helped at sessions that count towards the project."""
    helpers = Helper.objects.filter(session__projects=project, session__withdrawn_at__isnull=True)
    return helpers.values("champion_id").distinct().count()


def time_passed(project: Project, *, today: date) -> int | None:
    """How much of the project's time has passed on that day, in whole per cent; None when no end is set."""
    if project.ends_on is None:
        return None
    days = (project.ends_on - project.starts_on).days + 1
    return min(100, max(0, ((today - project.starts_on).days + 1) * 100 // days))


def progress_of(project: Project, figure: Figure) -> Progress:
    """One project's progress."""
    aims = (
        (_("People supported"), figure.people, project.target_people),
        (_("Sessions"), figure.sessions, project.target_sessions),
    )
    return Progress(project, figure, [Target(label, reached, wanted) for label, reached, wanted in aims if wanted])
