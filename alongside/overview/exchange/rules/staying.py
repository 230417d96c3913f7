"""Why a row that came in with a file has to stay when the file is undone."""

from collections.abc import Iterable

from alongside.overview.exchange.models import Why

CHAMPION = "champions.champion"
RELYING = {
    CHAMPION: Why.CHAMPIONS,
    "champions.champion_places": Why.CHAMPIONS,
    "networks.team": Why.PLACES,
    "helping_sessions.session": Why.SESSIONS,
    "helping_sessions.session_topics": Why.SESSIONS,
    "helping_sessions.attendance": Why.SESSIONS,
    "helping_sessions.helper": Why.SESSIONS,
}


def why(model: str, *, other: str) -> Why:
    """Why a row of a model has to stay while a row of the other model points to it; models are told by their labels."""
    found = RELYING.get(other, Why.OTHER)
    return Why.OTHER if (model, found) == (CHAMPION, Why.CHAMPIONS) else found


def plainest(reasons: Iterable[Why]) -> Why:
    """The reason of several that people understand best."""
    return min(reasons, key=list(Why).index)
