"""The order of names: one for both databases, and out of an index."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from alongside.kit.names import alphabetical, alphabetically
from alongside.kit.statements import named
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


def test_alphabetically_says_the_same_in_a_statement_of_our_own(names: None):
    statement = named("SELECT name FROM {views} ORDER BY {order}", views=SavedView, order=alphabetically("name"))

    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert [name for (name,) in cursor.fetchall()] == SORTED
