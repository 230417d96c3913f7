"""What is kept beside the rows, so that nobody has to count champions: the day of their latest session, and who is served."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper

from alongside.kit.statements import marks, named
from alongside.people.champions import queries
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Team

BATCH = 500
LATER = named("UPDATE {champion} SET last_on = %s WHERE (last_on IS NULL OR last_on < %s) AND id IN", champion=Champion)


def note_last(champion_ids: Iterable[int], *, on: date) -> None:
    """Keep the day of the latest session of these champions when it is later than what is known."""
    ids = sorted(champion_ids)
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            cursor.execute(f"{LATER} ({marks(len(some))})", [day, day, *some])


def note_lasts(days: Mapping[int, date]) -> None:
    """The same for many champions, each with a day of their own."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for champion, day in days.items():
        by_day[day].append(champion)
    for day, ids in sorted(by_day.items()):
        note_last(ids, on=day)


def set_last(days: Mapping[int, date | None]) -> None:
    """Put the day of the latest session of these champions to that day, after a session went or moved."""
    for champion, day in sorted(days.items()):
        Champion.objects.filter(pk=champion).update(last_on=day)


def tell_served(team_ids: Iterable[int | None]) -> None:
    """Keep on these teams whether a champion serves or visits them, after some came, went or moved.

    The teams are held first: of two who leave the same team at once, the second sees that the first has gone.
    """
    ids = sorted({team for team in team_ids if team})
    for start in range(0, len(ids), BATCH):
        teams = Team.objects.filter(pk__in=ids[start : start + BATCH])
        list(teams.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        teams.update(has_champion=ExpressionWrapper(queries.is_served(), output_field=BooleanField()))


def note_served(champion: Champion) -> None:
    """Keep on the champion's team that somebody serves it, where they have not left."""
    if champion.team_id and not champion.has_left:
        Team.objects.filter(pk=champion.team_id).update(has_champion=True)
