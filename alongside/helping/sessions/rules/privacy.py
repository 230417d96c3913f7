"""Numbers, addresses and secrets that must not stand in a note: found by their shape and their check digits.

Cards: the Luhn formula (ISO/IEC 7812-1). NHS numbers: ten digits, modulus 11 (NHS Data Dictionary). National Insurance numbers:
two letters, six digits, A to D (HMRC, NIM39110).
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from alongside.helping.sessions.rules import entries

PATTERNS = {
    "digits": r"(?:^|[^\d+])(\d(?:[ -]?\d){9,18})(?!\d)",
    "insurance": r"(?:^|[^A-Z])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Z0-9])",
    "phone": r"(?:^|[^\d+])(?:\+44|0044|0)(?:[ -]?\(0\))?(?:[ -]?\d){9,10}(?![ -]?\d)",
    "email": r"[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,}",
    "secret": r"\b(?:password|passcode|pin(?: (?:number|code))?|cyfrinair|rhif pin)(?: ?[:=]| is | yw )",
}
"""The shapes, as Python and JavaScript read them alike: a phone without a network asks the same question before it saves."""

SHAPES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in PATTERNS.items()}
NHS_LENGTH = 10
CARD_LENGTHS = range(13, 20)


def dangers_in(text: str) -> tuple[str, ...]:
    """What the text seems to hold that it must not: card, insurance, nhs, phone, email, secret."""
    numbers = [re.sub(r"\D", "", found) for found in SHAPES["digits"].findall(text)]
    found = {
        "card": any(is_card(number) for number in numbers),
        "insurance": SHAPES["insurance"].search(text) is not None,
        "nhs": any(is_nhs(number) for number in numbers),
        "phone": SHAPES["phone"].search(text) is not None,
        "email": SHAPES["email"].search(text) is not None,
        "secret": SHAPES["secret"].search(text) is not None,
    }
    return tuple(kind for kind, is_there in found.items() if is_there)


def is_card(number: str) -> bool:
    """Whether the digits could be a payment card: the right length, no nought at the front, and a Luhn sum that ends in one."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    is_long = len(number) in CARD_LENGTHS and not number.startswith("0")
    return is_long and sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def is_nhs(number: str) -> bool:
    """Whether the digits could be an NHS number: ten of them, the last checking the others."""
    if len(number) != NHS_LENGTH:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11
    return check % 11 == int(number[-1])


def warning_of(dangers: Iterable[str]) -> str:
    """The sentence that tells what the note seems to hold, and what to do about it."""
    words = names()
    return warning() % {"what": ", ".join(words[kind] for kind in dangers)}


def names() -> dict[str, str]:
    """What each danger is called."""
    return {
        "card": _("a bank card number"),
        "insurance": _("a National Insurance number"),
        "nhs": _("an NHS number"),
        "phone": _("a phone number"),
        "email": _("an e-mail address"),
        "secret": _("a password or PIN"),
    }


def warning() -> str:
    """The sentence about a note, with a place for what it holds."""
    return _("Your note seems to hold %(what)s. Take it out, or tick that it is something else.")


def not_a_code() -> str:
    """The sentence about a nickname that is a number of the person's."""
    return _("Use a nickname or a card code, never a number that belongs to the person.")


def watched() -> dict[str, object]:
    """The same rules as data for a script: shapes, lengths, limits and sentences, in the language of the page."""
    return {
        "patterns": PATTERNS,
        "card": [CARD_LENGTHS.start, CARD_LENGTHS.stop - 1],
        "nhs": NHS_LENGTH,
        "names": names(),
        "warning": warning() % {"what": "{what}"},
        "code": not_a_code(),
        "numbers": {
            "headcount": [0, entries.MOST_PEOPLE, str(entries.ODD_NUMBER)],
            "other_length": [1, entries.MOST_MINUTES, str(entries.ODD_LENGTH)],
        },
        "future": str(entries.IN_FUTURE),
    }
