"""Two accounts want one address in the same moment: one of them has it, the other reads why not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction

from alongside.kit.verdict import Refused
from alongside.people.accounts import actions
from alongside.people.accounts.models import Account, EmailChange

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 19, 10, 30, tzinfo=UTC)


@pytest.fixture
def huw(db: None) -> Account:
    return actions.open_account("huw@example.org", name="Huw", now=NOW)


def asked(account: Account, email: str) -> EmailChange:
    """The change of an account to that address, not confirmed yet."""
    actions.ask_email_change(account, email=email, now=NOW)
    return account.email_changes.latest("pk")


def while_open(first: Callable[[], None], second: Callable[[], None]) -> str:
    """What the second reads that comes while the first is not committed yet; empty when it was done."""
    begun, ended = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            first()
            begun.set()
            ended.wait(timeout=0.5)  # the second waits for us, so that this is as long as it takes
        connection.close()

    def come() -> str:
        begun.wait(timeout=10)
        try:
            second()
        except Refused as refused:
            return refused.reason
        finally:
            ended.set()
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        holding, coming = pool.submit(hold), pool.submit(come)
        holding.result()
        return coming.result()


def addresses() -> list[tuple[str, str]]:
    """Who signs in by which address."""
    return sorted(EmailAddress.objects.values_list("user__name", "email"))


def test_confirm_email_change_by_two_at_once_gives_the_address_to_one(gwen: Account, huw: Account):
    """T31."""
    hers, his = (asked(account, "shared@example.org") for account in (gwen, huw))

    reason = while_open(
        lambda: actions.confirm_email_change(hers, now=NOW), lambda: actions.confirm_email_change(his, now=NOW)
    )

    assert reason == "This link no longer works. Open your account and ask again."
    assert addresses() == [("Gwen", "shared@example.org"), ("Huw", "huw@example.org")]
    his.refresh_from_db()
    assert his.confirmed_at is None


def test_undo_email_change_while_another_takes_the_old_address(gwen: Account, huw: Account):
    """T31."""
    hers = asked(gwen, "gwen@new.example")
    actions.confirm_email_change(hers, now=NOW)
    his = asked(huw, "gwen@example.org")

    reason = while_open(
        lambda: actions.confirm_email_change(his, now=NOW), lambda: actions.undo_email_change(hers, now=NOW)
    )

    assert reason == "This address belongs to somebody else by now. Ask whoever runs your network for help."
    assert addresses() == [("Gwen", "gwen@new.example"), ("Huw", "gwen@example.org")]
