"""Who the champions of a demo are, and when they help."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from alongside.overview.demo.rules import words
from alongside.overview.demo.rules.places import Layout
from alongside.overview.demo.rules.scales import Scale

STEADY, QUIET, PAUSED, GONE, NEVER = "steady", "quiet", "paused", "gone", "never"
WAYS = ((STEADY, 66), (QUIET, 14), (PAUSED, 6), (GONE, 7), (NEVER, 7))
"""What becomes of champions, of a hundred: most go on, some fall silent, rest, leave, or never begin."""
EMPTY_TEAMS = 0.25
"""The share of teams in which nobody helps yet."""


@dataclass(frozen=True)
class Person:
    """A champion to be. `first` and `last` are the days between which they help; `learners` is how many people."""

    name: str
    kind: str
    sector: str
    settings: tuple[str, ...]
    languages: tuple[str, ...]
    hours: int | None
    spot: int | None
    body: int
    group: int | None
    started_on: date
    paused_until: date | None
    left_on: date | None
    first: date
    last: date
    learners: int
    drop_ins: float
    """Drop-ins a month that they hold beside."""
    weekdays: tuple[int, ...]


def people_of(scale: Scale, layout: Layout, *, seed: int, today: date) -> list[Person]:
    """The champions of a demo; together they help exactly as many learners as the scale says."""
    rng = Random(f"people {seed}")
    spots = rng.sample(range(len(layout.spots)), max(1, int(len(layout.spots) * (1 - EMPTY_TEAMS))))
    people = [person(rng, n, scale, layout, spots=spots, today=today) for n in range(scale.champions)]
    return share_out(rng, people, learners=scale.learners)


def person(rng: Random, number: int, scale: Scale, layout: Layout, *, spots: list[int], today: date) -> Person:
    """One champion, without learners yet."""
    spot = rng.choice(spots) if rng.random() < 0.85 else None
    body = layout.spots[spot].body if spot is not None else rng.randrange(len(layout.bodies))
    way = rng.choices([way for way, _ in WAYS], [weight for _, weight in WAYS])[0]
    started = start_of(rng, scale, today=today)
    first, last, paused, left = days_of(rng, way, started, today=today)
    usual = layout.bodies[body].champions_are
    kind = usual if rng.random() < 0.8 else rng.choice(("volunteer", "peer", "informal"))
    return Person(
        name=f"{rng.choice(words.GIVEN)} {rng.choice(words.FAMILY)}",
        kind=kind,
        sector="employee" if kind in {"workplace", "embedded"} else "citizen",
        settings=settings_of(rng, kind),
        languages=languages_of(rng),
        hours=rng.choice((2, 4, 4, 6, 8, 12, None)),
        spot=spot,
        body=body,
        group=number % scale.groups if rng.random() < 0.9 else None,
        started_on=started,
        paused_until=paused,
        left_on=left,
        first=first,
        last=last,
        learners=0,
        drop_ins=rng.choice((0, 0, 0, 0, 1, 2, 4)),
        weekdays=tuple(rng.sample((0, 1, 2, 3, 4, 1, 2, 3, 5), 2)),
    )


def settings_of(rng: Random, kind: str) -> tuple[str, ...]:
    """Where somebody of that kind helps."""
    if kind == "workplace":
        return ("workplace",)
    return ("community", "home") if rng.random() < 0.3 else ("community",)


def languages_of(rng: Random) -> tuple[str, ...]:
    """The languages somebody speaks: English, and now and then another."""
    return ("en", *[code for code, weight in words.LANGUAGES if rng.random() * 100 < weight])


def start_of(rng: Random, scale: Scale, *, today: date) -> date:
    """The day a champion began: many with the network, the others in waves in September and January."""
    span = scale.months * 30
    if rng.random() < 0.35:
        return today - timedelta(days=span - rng.randrange(45))
    for _attempt in range(8):
        day = today - timedelta(days=rng.randrange(3, span))
        if rng.random() < (1.0 if day.month in {1, 2, 9, 10} else 0.45):
            break
    return day


def days_of(rng: Random, way: str, started: date, *, today: date) -> tuple[date, date, date | None, date | None]:
    """The first and last day of helping, the end of a pause, and the day of leaving."""
    first = min(today, started + timedelta(days=rng.randrange(3, 28)))
    if way == STEADY:
        return first, today, None, None
    if way == NEVER:
        return first, first - timedelta(days=1), None, None
    last = max(first, today - timedelta(days=rng.randrange(35, 220)))
    if way == PAUSED:
        last = max(first, today - timedelta(days=rng.randrange(10, 70)))
        return first, last, today + timedelta(days=rng.randrange(5, 90)), None
    return first, last, None, (min(today, last + timedelta(days=rng.randrange(3, 40))) if way == GONE else None)


def share_out(rng: Random, people: list[Person], *, learners: int) -> list[Person]:
    """The same people with learners, few with most and many with some, for as long as they helped; the sum is exact."""
    weights = [
        math.sqrt((one.last - one.first).days + 7) * rng.lognormvariate(0, 0.7) if one.last >= one.first else 0
        for one in people
    ]
    return [replace(one, learners=count) for one, count in zip(people, shares(learners, weights), strict=True)]


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """The total in whole parts after those weights; nothing for a weight of nought, and the sum is exact."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    counts = [int(share) for share in exact]
    by_rest = sorted((n for n, weight in enumerate(weights) if weight), key=lambda n: exact[n] % 1, reverse=True)
    for n in by_rest[: total - sum(counts)]:
        counts[n] += 1
    return counts
