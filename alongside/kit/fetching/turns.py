"""Who may ask now: a server that keeps us waiting holds up whoever asked, and never the whole installation."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.utils.translation import gettext as _

from alongside.kit.verdict import Refused

AT_ONCE = 2
"""Half of what one of our processes can do at a time."""
LASTS = 60
"""Seconds after which a turn ends by itself, when its process died: longer than four askings take."""


@contextmanager
def turn(whose: str) -> Iterator[None]:
    """A turn to ask servers for somebody, until all is asked; refused while as many as may are at it, in all processes together."""
    places = (f"fetching.{whose}.{place}" for place in range(AT_ONCE))
    mine = next((place for place in places if cache.add(place, "taken", LASTS)), None)
    if mine is None:
        raise Refused(_("Others are waiting for the same server. Wait a minute and try again."))
    try:
        yield
    finally:
        cache.delete(mine)
