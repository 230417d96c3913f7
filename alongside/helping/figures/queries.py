"""What is asked of the figures."""

from collections.abc import Iterable

from alongside.helping.figures.models import Figure
from alongside.helping.figures.rules import Period, Place


def figures_of(network_id: int, *, scope: Place, periods: Iterable[Period]) -> list[Figure]:
    """The kept figures of one scope in those periods, in their order; zeros where nothing was logged."""
    wanted = [period.name for period in periods]
    rows = Figure.objects.filter(network_id=network_id, scope=scope[0], scope_id=scope[1], period__in=wanted)
    found = {figure.period: figure for figure in rows}
    return [found.get(name) or nothing(network_id, scope=scope, period=name) for name in wanted]


def nothing(network_id: int, *, scope: Place, period: str) -> Figure:
    """The figure of a scope in a period in which nothing was logged."""
    return Figure(network_id=network_id, scope=scope[0], scope_id=scope[1], period=period)
