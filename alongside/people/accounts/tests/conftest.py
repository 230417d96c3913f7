from datetime import UTC, datetime

import pytest

from alongside.people.accounts import actions
from alongside.people.accounts.models import Account


@pytest.fixture
def gwen(db: None) -> Account:
    """Gwen has an account, whichever networks she may belong to."""
    return actions.open_account("gwen@example.org", name="Gwen", now=datetime(2026, 11, 19, 10, 30, tzinfo=UTC))
