"""Making the kept figures equal to the rows again: after a fault, an import from elsewhere, a move in the tree."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from alongside.helping.figures.models import COLUMNS, Figure, Scope
from alongside.helping.sessions.queries import recounting
from alongside.kit.history import recording as history
from alongside.people.champions import actions as champions
from alongside.people.champions import queries as champion_queries
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Network

NOUGHTS = dict.fromkeys(COLUMNS, 0)


def rebuild(
    network: Network, *, now: datetime, by: Member | None = None, tell: recounting.Tell = recounting.silent
) -> int:
    """How many figures were wrong and now equal the rows. Counted while others work; they wait only for what is written.

    `tell` hears the scope that has been counted.
    """
    with recounting.lacking(network.pk, tell=tell):
        corrected = sum(
            correct(network.pk, scope=scope, lacks=f"SELECT * FROM lacks_{scope}", late=f"SELECT * FROM late_{scope}")
            for scope in recounting.WAYS
        )
        corrected += correct_champions()
    corrected += correct_teams(network.pk)
    if corrected:
        entry = history.Entry("rebuilt figures", network, {"corrected": corrected})
        history.record(entry, chain=network.pk, by=by.pk if by else None, now=now, how="command")
    return corrected


@transaction.atomic
def correct_champions() -> int:
    """How many champions had another day of their latest session than they should have; a day that changed meanwhile stays."""
    found = recounting.unheard()
    for champion, day, known in found:
        Champion.objects.filter(pk=champion, last_on=known).update(last_on=day)
    return len(found)


@transaction.atomic
def correct_teams(network_id: int) -> int:
    """How many teams were told wrong whether a champion serves them."""
    found = list(champion_queries.teams_told_wrong(network_id).values_list("pk", flat=True))
    champions.tell_served(found)
    return len(found)


def recount_organisations(network_id: int, *, organisations: Iterable[int]) -> int:
    """How many figures of these organisations changed: to be called after one moved, for it, its old and its new parents."""
    scope, only = Scope.ORGANISATION, sorted(set(organisations))
    lacks, late = recounting.differences(scope, only=only), recounting.latest(scope)
    return correct(network_id, scope=scope, lacks=lacks, late=late)


@transaction.atomic
def correct(network_id: int, *, scope: str, lacks: str, late: str) -> int:
    """Add to the figures of a scope what they lack, give them their latest day, and drop those that count nothing.

    Both are given as statements, with the columns of `differences` and `latest`.
    """
    names = ", ".join(COLUMNS)
    kept = Figure._meta.db_table
    sums = ", ".join(f"{name} = {kept}.{name} + excluded.{name}" for name in COLUMNS)
    given: dict[str, int | str] = {"network": network_id, "scope": str(scope)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {kept} (network_id, scope, scope_id, period, {names}) "
            f"SELECT %(network)s, %(scope)s, d.* FROM ({lacks}) d WHERE true "
            f"ON CONFLICT (network_id, scope, period, scope_id) DO UPDATE SET {sums}",
            given,
        )
        corrected = max(int(cursor.rowcount), 0)
        cursor.execute(late, given)
        found = cursor.fetchall()
    for scope_id, day, known, _is_there in found:
        rows = Figure.objects.filter(network_id=network_id, scope=scope, period="all", scope_id=scope_id, last_on=known)
        rows.update(last_on=day)
    Figure.objects.filter(network_id=network_id, scope=scope, **NOUGHTS).delete()
    return corrected + len(found)
