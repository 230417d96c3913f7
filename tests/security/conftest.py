"""The world that pages are tried with: built once for each file of tests, and taken back after it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import clear_url_caches, set_urlconf

from tests.security.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Three networks and everybody who might knock. Tests say `django_db`, so that what each of them does is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(datetime.now(tz=UTC))
        transaction.set_rollback(True)


@pytest.fixture
def leaky() -> Iterator[None]:
    """Addresses with planted faults."""
    with override_settings(ROOT_URLCONF="tests.security.leaky"):
        clear_url_caches()
        set_urlconf(None)
        yield
    clear_url_caches()
