"""What whoever writes the rows of a file is handed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alongside.overview.exchange.models import Run
from alongside.people.networks.models import Member


@dataclass(frozen=True)
class Delivery:
    """The work of a run: what has to be written, what comes in beside it, when, and how it was asked for."""

    run: Run
    works: Iterable[Any]
    extras: dict[str, list[str]]
    by: Member | None
    now: datetime
    how: str
