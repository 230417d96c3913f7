"""The world that pages are tried with: built once for each file of tests, and taken back after it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from tests.security.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Three networks and everybody who might knock. Tests say `django_db`, so that what each of them does is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(datetime.now(tz=UTC))
        transaction.set_rollback(True)
