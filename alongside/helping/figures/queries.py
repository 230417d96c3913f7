"""What is asked of the figures."""

from collections.abc import Iterable

from django.db.models import QuerySet

from alongside.helping.figures.models import Figure
from alongside.helping.figures.rules import Period, Place
from alongside.kit.prepared import Prepared, Slot, Slots


def of_one_scope() -> QuerySet[Figure]:
    """The kept figures of one scope, for a prepared query: `network`, `scope`, `place`, `periods`."""
    figures = Figure.objects.filter(network_id=Slot("network"), scope=Slot("scope"), scope_id=Slot("place"))
    return figures.filter(period__in=Slots("periods"))


OF_ONE_SCOPE = Prepared(of_one_scope)


def figures_of(network_id: int, *, scope: Place, periods: Iterable[Period]) -> list[Figure]:
    """The kept figures of one scope in those periods, in their order; zeros where nothing was logged."""
    wanted = [period.name for period in periods]
    rows = OF_ONE_SCOPE(network=network_id, scope=str(scope[0]), place=scope[1], periods=wanted)
    found = {figure.period: figure for figure in rows}
    return [found.get(name) or nothing(network_id, scope=scope, period=name) for name in wanted]


def nothing(network_id: int, *, scope: Place, period: str) -> Figure:
    """The figure of a scope in a period in which nothing was logged."""
    return Figure(network_id=network_id, scope=scope[0], scope_id=scope[1], period=period)
