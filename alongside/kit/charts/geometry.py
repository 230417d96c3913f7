"""Where the parts of a chart stand, worked out from numbers alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

SOURCES = ("measured", "stated", "estimated", "imported")


class Bar(NamedTuple):
    """One bar in the units of its picture, from its upper left corner, with the value that it stands for."""

    x: int
    y: int
    width: int
    height: int
    value: float


class Share(NamedTuple):
    """One part of a whole: where it begins and how wide it is, of a hundred, in whole per cent."""

    name: str
    x: int
    width: int


def columns(values: Sequence[float], *, width: int = 360, height: int = 140) -> list[Bar]:
    """Bars that stand side by side on the line at `height`, the largest as high as the picture."""
    if not values:
        return []
    step = width / len(values)
    thick = max(1, round(step * 0.74))
    tall = [length(value, most=max(values), room=height) for value in values]
    return [
        Bar(round(step * at + (step - thick) / 2), height - high, thick, high, value)
        for at, (value, high) in enumerate(zip(values, tall, strict=True))
    ]


def rows(values: Sequence[float], *, width: int = 240, step: int = 34, thick: int = 14) -> list[Bar]:
    """Bars that lie one below the other, each under its line of text, the longest as wide as the picture."""
    most = max(values, default=0)
    return [
        Bar(0, step * at + step - thick - 2, length(value, most=most, room=width), thick, value)
        for at, value in enumerate(values)
    ]


def length(value: float, *, most: float, room: int) -> int:
    """How long a bar is; anything above nothing can be seen."""
    if value <= 0 or most <= 0:
        return 0
    return max(1, round(room * value / most))


def outline(bars: Iterable[Bar]) -> str:
    """Several bars as one path: a fraction of the bytes of a rectangle each."""
    return "".join(f"M{bar.x} {bar.y}h{bar.width}v{bar.height}h-{bar.width}z" for bar in bars if bar.height)


def labelled(values: Sequence[float], *, every: int = 3) -> list[int]:
    """Which columns carry their name: the last, and every third before it."""
    last = len(values) - 1
    return [at for at in range(len(values)) if (last - at) % every == 0]


def shares(parts: Mapping[str, float], *, names: Sequence[str] = SOURCES) -> list[Share]:
    """Each part that there is as whole per cent of all, in the order of the names; together exactly a hundred."""
    found = [(name, parts[name]) for name in names if parts.get(name, 0) > 0]
    total = sum(value for _, value in found)
    exact = [100 * value / total for _, value in found]
    percent = [int(one) for one in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: percent[at] - exact[at])
    for at in by_remainder[: 100 - sum(percent)]:
        percent[at] += 1
    starts = [sum(percent[:at]) for at in range(len(percent))]
    return [Share(name, x, width) for (name, _), x, width in zip(found, starts, percent, strict=True)]
