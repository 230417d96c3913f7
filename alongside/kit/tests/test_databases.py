"""What a database is told about work that is larger than a page."""

import pytest
from django.db import connection

from alongside.kit.databases import look_again
from alongside.kit.history.models import Chain


@pytest.mark.django_db
def test_look_again_counts_what_was_written_at_once():
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    Chain.objects.bulk_create([Chain(key=key) for key in range(5_000)])
    assert guessed() < 5_000

    look_again()

    assert guessed() == 5_000


def guessed() -> int:
    """How many rows PostgreSQL takes the table to have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::int FROM pg_class WHERE relname = %s", [Chain._meta.db_table])
        return cursor.fetchone()[0]
