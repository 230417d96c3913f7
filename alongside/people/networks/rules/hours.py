"""Opening hours: {"mon": ["10:00-13:00", "14:00-17:00"], ..., "unstaffed": {"sat": ["09:00-17:00"]}}; a day left out is closed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from babel.dates import get_day_names
from django.utils.translation import gettext as _

from alongside.kit.pages import formats

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNSTAFFED = "unstaffed"


class OpenDay(NamedTuple):
    """One day of the week: its name, when somebody is there, when it is open without staff, whether it is today."""

    name: str
    staffed: str
    unstaffed: str
    is_today: bool


def week(hours: Mapping[str, Any], *, today: date) -> list[OpenDay]:
    """The seven days, today first; nothing when no hours are known."""
    unstaffed = hours.get(UNSTAFFED) or {}
    if not any(hours.get(day) or unstaffed.get(day) for day in DAYS):
        return []
    order = [(today.weekday() + step) % 7 for step in range(7)]
    return [
        OpenDay(
            name=day_name(number),
            staffed=spoken(hours.get(DAYS[number]) or ()),
            unstaffed=spoken(unstaffed.get(DAYS[number]) or ()),
            is_today=number == today.weekday(),
        )
        for number in order
    ]


def day_name(number: int) -> str:
    """The name of a day of the week, Monday being 0, as it stands alone."""
    name = str(get_day_names("wide", context="stand-alone", locale=formats.locale())[number])
    return name[:1].upper() + name[1:]


def spoken(spans: Sequence[str]) -> str:
    """Spans of time as people read them: 10:00 to 13:00, 14:00 to 17:00; words stay as they are."""
    return ", ".join(_("%(start)s to %(end)s") % told if (told := ends(span)) else span for span in spans)


def ends(span: str) -> dict[str, str] | None:
    """When a span starts and ends; None for words."""
    start, dash, end = span.partition("-")
    return {"start": start, "end": end} if dash and start[:1].isdigit() and end[:1].isdigit() else None


def typed(spans: Sequence[str]) -> str:
    """Spans of time as one types them: 10:00-13:00, 14:00-17:00."""
    return ", ".join(spans)


def in_words(hours: Mapping[str, Any]) -> str:
    """A whole week in one line, for comparing two of them."""
    unstaffed = hours.get(UNSTAFFED) or {}
    staffed = [f"{day_name(n)} {typed(hours[day])}" for n, day in enumerate(DAYS) if hours.get(day)]
    alone = [f"{day_name(n)} {typed(unstaffed[day])}" for n, day in enumerate(DAYS) if unstaffed.get(day)]
    return "; ".join([*staffed, *([_("without staff: %(days)s") % {"days": "; ".join(alone)}] if alone else [])]) or "–"
