"""What is asked about frameworks."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from alongside.learning.skills.models import Area, Framework, Task

EDITIONS = Path(__file__).resolve().parent / "data"
CURRENT = "edsf-2022"


@lru_cache(maxsize=16)
def framework(edition: str = CURRENT) -> Framework:
    """The framework of that edition, read once; KeyError when there is none."""
    path = EDITIONS / f"{edition}.toml"
    if edition not in editions():
        raise KeyError(edition)
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    areas = tuple(area_of(area, edition=told["id"]) for area in told["areas"])
    return Framework(id=told["id"], name=told["name"], name_cy=told["name_cy"], areas=areas)


@lru_cache(maxsize=1)
def editions() -> tuple[str, ...]:
    """The ids of all editions that are built in, oldest first."""
    return tuple(sorted(path.stem for path in EDITIONS.glob("*.toml")))


@lru_cache(maxsize=1)
def tasks() -> dict[str, Task]:
    """Every task of every edition by its id, in the order of the editions."""
    found = (area for edition in editions() for area in framework(edition).areas)
    return {task.id: task for area in found for task in area.tasks}


def area_of(told: dict[str, Any], *, edition: str) -> Area:
    """One area as its file tells it; the edition is put before each id."""
    return Area(
        id=told["id"],
        name=told["name"],
        name_cy=told["name_cy"],
        official=told["official"],
        is_foundation=told.get("is_foundation", False),
        tasks=tuple(Task(**(task | {"id": f"{edition}/{task['id']}"})) for task in told["tasks"]),
    )
