"""How passwords are hashed, how long one may be, and which are too easy to guess."""

import re
import secrets
from functools import lru_cache

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, Argon2PasswordHasher, check_password, make_password
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 1024
NONE = UNUSABLE_PASSWORD_PREFIX
"""What an account without a password has in its place."""


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id at 19 MiB, two rounds, one lane: the least that OWASP's password storage sheet asks for."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


def is_right(typed: str, *, account: AbstractBaseUser) -> bool:
    """Whether it is the account's password. For an account that has none, a hash is checked as well (T17)."""
    stand_in = nobodys()
    if not account.has_usable_password():
        check_password(typed, stand_in)
        return False
    return account.check_password(typed)


@lru_cache(maxsize=1)
def nobodys() -> str:
    """The hash of a password that nobody knows."""
    return make_password(secrets.token_urlsafe(32))


class LongEnough(MinimumLengthValidator):
    """A password of at least so many signs."""

    def get_error_message(self) -> str:
        """The rule as the person reads it."""
        return _("Use at least %(count)s letters, numbers or signs.") % {"count": self.min_length}


class NotYourself(UserAttributeSimilarityValidator):
    """A password that is not one's own name or address."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("name", "email"))

    def get_error_message(self) -> str:
        """The rule as the person reads it."""
        return _("This password is too much like your name or your address.")


class NotTooLong:
    """A password of up to 1,024 signs: far longer than anybody's, and short enough to be hashed at once."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Nothing for a password that fits; a plain error for a longer one."""
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """The rule as the person reads it."""
        return _("Use at most 1,024 letters, numbers and signs.")


class NotObvious(CommonPasswordValidator):
    """No password that is a common one with numbers and signs around it, a few signs over and over, or a row of them."""

    rows = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890123456789", "98765432109876543210")
    ours = frozenset({"alongside", "digitalchampion", "digitalchampions", "hyrwyddwrdigidol"})

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Nothing for a password that takes thought to guess; a plain error for another."""
        low = password.lower()
        letters = re.sub(r"[\d\W_]+", "", low)
        is_row = any(low in row or low[::-1] in row for row in self.rows)
        is_common = low.strip() in self.passwords or (letters in self.passwords | self.ours and len(letters) > 2)
        if is_row or is_common or len(set(low)) < 5 or not letters:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        """The rule as the person reads it."""
        return _("This password is easy to guess. Three words that do not belong together make a good one.")
