"""The second step of signing in: a code from an authenticator app, or one of the recovery codes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db import transaction

from alongside.people.accounts.models import Account

PERIOD, DRIFT = 30, 1


@transaction.atomic
def spend_code(account: Account, code: str) -> Authenticator | None:
    """The authenticator that the code belongs to, and the code is spent; None when it is wrong or was used before.

    The rows stay locked until the transaction ends, so that one code lets one person in however many try at once. A code
    of an app is good in its own half minute and the ones beside it (RFC 6238, 5.2), and only if no later one was used.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    for authenticator in Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN):
        if authenticator.type == Authenticator.Type.TOTP:
            is_right = spend_app_code(authenticator, code)
        else:
            is_right = authenticator.wrap().validate_code(code)
        if is_right:
            return authenticator
    return None


@contextmanager
def first_code_spent(account: Account, code: str) -> Iterator[None]:
    """Whatever happens inside may set up an app with that code; the code is then spent, so that it signs nobody in (T29).

    All of it is one transaction, and others who try the same at the same moment wait for it.
    """
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        yield
        fresh = Authenticator.objects.filter(
            user=account, type=Authenticator.Type.TOTP, data__last_counter__isnull=True
        )
        for authenticator in fresh:
            spend_app_code(authenticator, code)


def spend_app_code(authenticator: Authenticator, code: str) -> bool:
    """Whether the code is the app's code of now, later than the last one used; it is then the last one used."""
    secret, last = decrypt(authenticator.data["secret"]), authenticator.data.get("last_counter", 0)
    now = int(time.time()) // PERIOD
    for counter in range(max(last + 1, now - DRIFT), now + DRIFT + 1):
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter))):
            authenticator.data["last_counter"] = counter
            authenticator.save(update_fields=["data"])
            return True
    return False
