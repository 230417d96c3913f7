"""The order of names: one for both databases, and out of an index."""

from datetime import UTC, datetime

import pytest

from alongside.kit.names import alphabetical
from alongside.kit.tables.models import SavedView

NOW = datetime(2026, 11, 19, 10, 30, tzinfo=UTC)
SORTED = ["Abbey", "abbey road", "Abbeydale", "AK Bell", "ash-tree", "Zoe", "Élan", "Ŵyn"]


@pytest.fixture
def names(db: None) -> None:
    views = [SavedView(owner=1, table="teams", name=name, kept_at=NOW) for name in reversed(SORTED)]
    SavedView.objects.bulk_create(views)


def test_alphabetical_takes_capitals_and_small_letters_alike(names: None):
    rows = SavedView.objects.values_list("name", flat=True)

    rising, falling = rows.order_by(alphabetical("name")), rows.order_by(alphabetical("name", falls=True))

    assert (list(rising), list(falling)) == (SORTED, SORTED[::-1])
    assert list(rows) == SORTED
