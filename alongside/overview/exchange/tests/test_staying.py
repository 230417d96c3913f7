import pytest

from alongside.overview.exchange.models import Why
from alongside.overview.exchange.rules import staying


@pytest.mark.parametrize(
    ("model", "other", "why"),
    [
        ("networks.team", "champions.champion", Why.CHAMPIONS),
        ("networks.team", "champions.champion_places", Why.CHAMPIONS),
        ("networks.organisation", "networks.team", Why.PLACES),
        ("networks.team", "helping_sessions.session", Why.SESSIONS),
        ("champions.champion", "helping_sessions.helper", Why.SESSIONS),
        ("champions.champion", "champions.champion_places", Why.OTHER),
        ("networks.team", "networks.role", Why.OTHER),
    ],
)
def test_why_says_what_relies_on_a_row(model: str, other: str, why: Why):
    assert staying.why(model, other=other) == why


def test_plainest_is_what_people_understand_best():
    assert staying.plainest([Why.OTHER, Why.SESSIONS, Why.PLACES]) == Why.SESSIONS
