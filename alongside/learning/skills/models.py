"""What a framework of skills is made of. Editions are files beside this one, so nothing here is kept in the database."""

from collections.abc import Container
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Task:
    """One thing that a person can do; the edition is part of its id: edsf-2022/F5."""

    id: str
    text: str
    text_cy: str
    status: str

    def __str__(self) -> str:
        return self.text_cy if get_language() == "cy" else self.text

    @property
    def is_confirmed(self) -> bool:
        """Whether the wording of the edition is known from two sources."""
        return self.status == "confirmed"


@dataclass(frozen=True)
class Area:
    """A part of a framework: the first steps, or one of the areas of life."""

    id: str
    name: str
    name_cy: str
    official: str
    is_foundation: bool
    tasks: tuple[Task, ...]

    def __str__(self) -> str:
        return self.name_cy if get_language() == "cy" else self.name

    def has_any_of(self, task_ids: Container[str]) -> bool:
        """Whether one of these tasks belongs to the area."""
        return any(task.id in task_ids for task in self.tasks)


@dataclass(frozen=True)
class Framework:
    """One edition of a set of skills; it never changes once answers point at it."""

    id: str
    name: str
    name_cy: str
    areas: tuple[Area, ...]

    def __str__(self) -> str:
        return self.name_cy if get_language() == "cy" else self.name

    @property
    def foundation(self) -> Area:
        """The first steps, which everything else leans on."""
        return next(area for area in self.areas if area.is_foundation)
