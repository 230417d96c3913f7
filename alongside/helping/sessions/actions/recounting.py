"""Whatever changes about sessions that are there already: the figures follow in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from alongside.helping.figures import actions as figures
from alongside.helping.figures import rules as counting
from alongside.helping.figures.models import Scope
from alongside.helping.learners import actions as learner_actions
from alongside.helping.sessions import queries
from alongside.people.champions import actions as champions


@contextmanager
def recounted(network_id: int, *, sessions: Iterable[int], learners: Iterable[int]) -> Iterator[None]:
    """Count those sessions and the lives of those learners before and after what is written inside.

    `learners` are all whom the change touches, before it and after it; the caller holds their rows locked.
    """
    ids, people, parents = list(sessions), sorted(set(learners)), queries.parents_in(network_id)
    removed = [help_ for _pk, help_ in queries.helps_of(ids, network_id=network_id, parents=parents)]
    before = queries.presences_of(people, network_id=network_id, parents=parents)
    yield
    added = [help_ for _pk, help_ in queries.helps_of(ids, network_id=network_id, parents=parents)]
    after = queries.presences_of(people, network_id=network_id, parents=parents)
    gone, come = latest(removed), latest(added)
    if doubtful(gone, come):
        # Whoever logs a session there now is done before the day of the latest is looked for.
        figures.hold(network_id, places={*gone, *come})
    figures.change(network_id, removed=removed, added=added, lives=counting.Lives(before=before, after=after))
    refresh_last(network_id, removed=removed, added=added)
    learner_actions.set_seen(queries.last_seen(people))


def refresh_last(network_id: int, *, removed: Iterable[counting.Help], added: Iterable[counting.Help]) -> None:
    """Keep the day of the latest session right wherever these sessions counted."""
    gone, come = latest(removed), latest(added)
    by_day: dict[date, list[counting.Place]] = defaultdict(list)
    for place, day in come.items():
        by_day[day].append(place)
    for day, places in by_day.items():
        figures.note_last(network_id, scopes=places, on=day)
    champions.note_lasts({pk: day for (scope, pk), day in come.items() if scope == Scope.CHAMPION})
    set_last(network_id, places=doubtful(gone, come))


def doubtful(gone: Mapping[counting.Place, date], come: Mapping[counting.Place, date]) -> list[counting.Place]:
    """The scopes that may have lost the day of their latest session."""
    return [place for place, day in gone.items() if place not in come or come[place] < day]


def set_last(network_id: int, *, places: Iterable[counting.Place]) -> None:
    """Find the day of the latest session of each of these scopes anew, and keep it."""
    days = {place: queries.last_day_of(network_id, place) for place in places}
    figures.set_last(network_id, days=days)
    champions.set_last({pk: day for (scope, pk), day in days.items() if scope == Scope.CHAMPION})


def latest(helps: Iterable[counting.Help]) -> dict[counting.Place, date]:
    """The latest day of each scope among the sessions."""
    found: dict[counting.Place, date] = {}
    for help_ in helps:
        for place in (*help_.scopes, *[("champion", pk) for pk in help_.champions]):
            found[place] = max(found.get(place, help_.happened_on), help_.happened_on)
    return found
