"""What the champions of a demo did: when they met whom, and what they noted."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from alongside.helping.sessions.rules import LogEntry
from alongside.overview.demo.rules import words
from alongside.overview.demo.rules.people import Person

Thing = TypeVar("Thing")
Span = tuple[int, date, date | None]
AUGUST, DECEMBER, JANUARY = 8, 12, 1
MEETINGS = ((1, 34), (2, 18), (3, 13), (4, 10), (6, 10), (9, 8), (14, 5), (24, 2))
"""How often a learner comes, of a hundred: many once, a few for half a year."""
LENGTHS = ((15, 10), (30, 32), (45, 20), (60, 24), (90, 6), (120, 3), (None, 5))
WAYS = (("face", 74), ("phone", 14), ("video", 6), ("", 6))
PROVENANCES = (("measured", 94), ("stated", 4), ("estimated", 2))
NEEDS: tuple[tuple[tuple[str, ...], int], ...] = (((), 91), (("device",), 5), (("data",), 4))
NOTED = 0.3
"""The share of sessions with one learner of which somebody says what was practised."""
LEARNT_IN = 24
"""Sessions in which most learn all the tasks."""
LEVELS_NEW = (("helped", 55), ("tried", 30), ("alone", 15))
LEVELS_KNOWN = (("alone", 75), ("helped", 20), ("tried", 5))
TOPICS = (14, 18, 20, 12, 12, 8, 5, 11)
"""How often each of the eight topics comes up, of a hundred."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One session to be: by whom, when, with whom (codes) or how many, and whether it is from before the network kept records.

    `turn` is how often the learner had come before, where there is one alone.
    """

    day: date
    champion: int
    codes: tuple[str, ...] = ()
    headcount: int = 0
    is_old: bool = False
    turn: int = 0


@dataclass(frozen=True)
class Choices:
    """The ids that entries may name: the topics in their order, each champion's team and projects, every team, tasks.

    A project is its id with its first and last day.
    """

    topics: Sequence[int]
    own_team: Sequence[int | None]
    teams: Sequence[int]
    projects: Sequence[tuple[Span, ...]]
    champions: Sequence[int]
    tasks: Sequence[str]


def season(day: date) -> float:
    """How much is going on that day, against the best of days: little in August, next to nothing at Christmas."""
    if (day.month, day.day) >= (DECEMBER, 20) or (day.month, day.day) <= (JANUARY, 3):
        return 0.08
    if day.month == AUGUST:
        return 0.45
    return {12: 0.7, 7: 0.8, 4: 0.8}.get(day.month, 1.0)


def visits_of(people: Sequence[Person], *, seed: int) -> list[Visit]:
    """Everything that the champions did, the oldest first."""
    visits = [visit for number, one in enumerate(people) for visit in visits_by(one, number, seed=seed)]
    return sorted(visits, key=lambda visit: (visit.day, visit.champion))


def visits_by(one: Person, number: int, *, seed: int, quota: int | None = None) -> list[Visit]:
    """Everything that the champion of that number did; exactly as many sessions as the quota when there is one."""
    rng = Random(f"visits {seed} {number}")
    visits = [*met(rng, number, one), *dropped_in(rng, number, one)]
    if quota is None or not visits:
        return visits
    return rng.sample(visits, quota) if quota < len(visits) else visits + more_of(rng, visits, one, quota - len(visits))


def more_of(rng: Random, visits: Sequence[Visit], one: Person, count: int) -> list[Visit]:
    """That many further sessions with the same people, at times when much is going on."""
    span = (one.last - one.first).days + 1
    more: list[Visit] = []
    for _ in range(count):
        for _attempt in range(6):
            day = one.first + timedelta(days=rng.randrange(span))
            if rng.random() < season(day):
                break
        more.append(replace(rng.choice(visits), day=on_usual_day(rng, day, one), is_old=False))
    return more


def met(rng: Random, number: int, one: Person) -> Iterator[Visit]:
    """The champion's sessions with people they know."""
    together: dict[date, dict[str, int]] = defaultdict(dict)
    for code in codes_of(rng, one.learners):
        for turn, day in enumerate(days_of(rng, one)):
            together[day][code] = turn
    is_early = rng.random() < 0.05
    for day, turns in together.items():
        is_old = is_early and (day - one.first).days < 60
        if len(turns) > 1 and rng.random() < 0.6:
            yield Visit(day, number, tuple(turns), is_old=is_old)
        else:
            yield from (Visit(day, number, (code,), is_old=is_old, turn=turn) for code, turn in turns.items())


def codes_of(rng: Random, count: int) -> list[str]:
    """That many nicknames, all different."""
    names = rng.sample(words.NICKNAMES, len(words.NICKNAMES))
    return [f"{names[n % len(names)]} {n // len(names) + 1}" if n >= len(names) else names[n] for n in range(count)]


def days_of(rng: Random, one: Person) -> list[date]:
    """The days on which one learner came: a first that the season likes, then about weekly as long as they last."""
    span = (one.last - one.first).days + 1
    for _attempt in range(6):
        day = one.first + timedelta(days=rng.randrange(span))
        if rng.random() < season(day):
            break
    times = rng.choices([n for n, _ in MEETINGS], [weight for _, weight in MEETINGS])[0]
    days = [on_usual_day(rng, day, one)]
    while len(days) < times:
        day = days[-1] + timedelta(days=rng.choice((7, 7, 7, 14, 21)))
        while day <= one.last and rng.random() > season(day):
            day += timedelta(days=7)
        if day > one.last:
            break
        days.append(day)
    return days


def on_usual_day(rng: Random, day: date, one: Person) -> date:
    """The nearest earlier day of the week on which the champion usually helps, within their time."""
    wanted = rng.choice(one.weekdays)
    moved = day - timedelta(days=(day.weekday() - wanted) % 7)
    return moved if moved >= one.first else day


def dropped_in(rng: Random, number: int, one: Person) -> Iterator[Visit]:
    """The champion's drop-ins, of which only heads were counted."""
    day = one.first + timedelta(days=rng.randrange(14))
    while one.drop_ins and day <= one.last:
        if rng.random() < season(day):
            yield Visit(day, number, headcount=rng.choice((2, 3, 4, 5, 6, 8, 10, 14, 20)))
        day += timedelta(days=round(30 / one.drop_ins))


def entry_of(visit: Visit, choices: Choices, *, rng: Random) -> LogEntry:
    """The visit as a champion would log it."""
    topics = {pick_index(rng, TOPICS) for _ in range(rng.choice((0, 1, 1, 1, 2, 2)))}
    return LogEntry(
        key=uuid.UUID(int=rng.getrandbits(128), version=4),
        happened_on=visit.day,
        minutes=rng.choice((60, 90, 120, 120)) if visit.headcount else pick(rng, LENGTHS),
        headcount=visit.headcount,
        new_codes={code: uuid.UUID(int=rng.getrandbits(128), version=4) for code in visit.codes},
        topics=tuple(choices.topics[n] for n in sorted(topics)),
        team=place_of(rng, visit, choices),
        how="drop-in" if visit.headcount else pick(rng, WAYS),
        practices=practised(rng, visit, choices.tasks),
        needs=pick(rng, NEEDS),
        note=rng.choice(words.NOTES) if rng.random() < 0.06 else "",
        projects=running(choices.projects[visit.champion], visit.day),
        champions=beside(rng, visit, choices.champions),
        provenance="imported" if visit.is_old else pick(rng, PROVENANCES),
    )


def place_of(rng: Random, visit: Visit, choices: Choices) -> int | None:
    """Where they met: at the champion's own place most often."""
    return choices.own_team[visit.champion] if rng.random() < 0.85 else rng.choice(choices.teams)


def running(projects: Sequence[Span], day: date) -> tuple[int, ...]:
    """Those of the projects that run on the day."""
    return tuple(pk for pk, start, end in projects if start <= day <= (end or day))


def beside(rng: Random, visit: Visit, champions: Sequence[int]) -> tuple[int, ...]:
    """Somebody who helps at a large drop-in, now and then."""
    return (rng.choice(champions),) if visit.headcount > 5 and rng.random() < 0.3 else ()


def practised(rng: Random, visit: Visit, tasks: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What the learner practised, when they were alone with the champion and somebody wrote it down: the easier tasks first.

    Something new is tried or needs help; what was begun the last times is done alone, mostly.
    """
    if len(visit.codes) != 1 or rng.random() >= NOTED:
        return ()
    reached = visit.turn * len(tasks) // LEARNT_IN
    known = [(task, pick(rng, LEVELS_KNOWN)) for task in tasks[max(0, reached - 2) : reached]]
    new = [(task, pick(rng, LEVELS_NEW)) for task in tasks[reached : reached + rng.choice((1, 1, 2))]]
    return tuple(known + new)


def pick(rng: Random, weighted: Sequence[tuple[Thing, int]]) -> Thing:
    """One of the things, each as often as its weight."""
    return weighted[pick_index(rng, [weight for _thing, weight in weighted])][0]


def pick_index(rng: Random, weights: Sequence[int]) -> int:
    """The place of one of the weights, each as often as its weight."""
    return rng.choices(range(len(weights)), weights)[0]
