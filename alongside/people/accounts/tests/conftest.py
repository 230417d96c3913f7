import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from alongside.kit.mail.tests.server import MailServer
from alongside.kit.mail.worker import empty_outbox
from alongside.people.accounts import actions
from alongside.people.accounts.models import Account


@pytest.fixture
def gwen(db: None) -> Account:
    """Gwen has an account, whichever networks she may belong to."""
    return actions.open_account("gwen@example.org", name="Gwen", now=datetime(2026, 11, 19, 10, 30, tzinfo=UTC))


@pytest.fixture
def delivered(settings, db: None) -> Iterator[Callable[[], list[str]]]:
    """Has the worker send what waits: `delivered()` says to whom, since the test began."""
    with MailServer() as server:
        settings.MAIL_ADDRESS, settings.MAIL_IN_CLEAR = f"smtp://127.0.0.1:{server.port}", True

        def sent() -> list[str]:
            empty_outbox(threading.Event())
            return [letter.to for letter in server.letters]

        yield sent
