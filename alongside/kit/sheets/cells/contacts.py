"""Phone numbers and e-mail addresses as people type and paste them."""

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _

from alongside.kit.sheets.cells.typed import plain, quoted
from alongside.kit.sheets.problems import CellProblem

POWER = re.compile(r"\d(?:\.\d+)?e\+?\d{1,3}", re.ASCII | re.IGNORECASE)
LOCAL = re.compile(r"(?=.{1,64}\Z)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.ASCII)
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
DOMAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-æø")
WEB = ("http:", "https:", "www.")
EDGES = " \t.,;:<>()[]\"'"


def phone(text: str, *, region: str = "GB") -> str:
    """The number as +44… (E.164); one without a country's code belongs to `region`."""
    return _phone(plain(text, most=60), region)


@lru_cache(maxsize=8192)
def _phone(text: str, region: str) -> str:
    if POWER.fullmatch(text):
        raise CellProblem(
            _(
                "“%(text)s” is a number that the spreadsheet shortened. "
                "Format the column as text and type the phone number again."
            )
            % {"text": quoted(text)}
        )
    try:
        number = phonenumbers.parse(text.lower().removeprefix("tel:").removesuffix(".0"), region)
    except phonenumbers.NumberParseException:
        raise _not_a_phone(text) from None
    if number.extension:
        raise CellProblem(
            _("“%(text)s” has an extension. Write the number alone here, and the extension in a column for notes.")
            % {"text": quoted(text)}
        )
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    if not possible or not _is_national(text, number=number):
        raise _not_a_phone(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_national(text: str, *, number: phonenumbers.PhoneNumber) -> bool:
    """Whether a British number begins as one can: 01, 02, 03, 05, 07, 08, 09; letters are no figures."""
    starts_well = number.country_code != 44 or str(number.national_number)[:1] in "1235789"
    return starts_well and not any(sign.isalpha() for sign in text.lower().removeprefix("tel:"))


def _not_a_phone(text: str) -> CellProblem:
    return CellProblem(
        _("“%(text)s” is not one phone number. Write it with its area code, for example 0113 496 0000 or 07700 900123.")
        % {"text": quoted(text)}
    )


def email(text: str) -> str:
    """The address in small letters, an international domain in its ASCII form; look-alikes of letters are refused."""
    return _email(plain(text, most=320))


@lru_cache(maxsize=8192)
def _email(text: str) -> str:
    if text.lower().startswith(WEB):
        raise CellProblem(
            _(
                "“%(text)s” is a web address. Write an e-mail address, for example bea@example.org, or leave the cell empty."
            )
            % {"text": quoted(text)}
        )
    address = _bare(text).lower()
    local, at, domain = address.rpartition("@")
    if not at or "@" in local or any(sign.isspace() for sign in address):
        raise _not_an_address(text)
    if not local.isascii():
        raise _looks_alike(text)
    if not LOCAL.fullmatch(local):
        raise _not_an_address(text)
    return f"{local}@{_domain(domain, text=text)}"


def _bare(text: str) -> str:
    """The address alone: without “mailto:”, a name before it in brackets, spaces around the @, and stray signs."""
    bare = text
    for opening, closing in ("<>", "()"):
        before, found, rest = bare.rpartition(opening)
        if found and "@" in rest and "@" not in before:
            bare = rest.partition(closing)[0]
    bare = bare.strip(EDGES)
    if bare[:7].lower() == "mailto:":
        bare = bare[7:].partition("?")[0]
    return "@".join(part.strip() for part in bare.split("@")).strip(EDGES)


def _domain(domain: str, *, text: str) -> str:
    """The domain in ASCII, checked label by label."""
    written = domain if domain.isascii() else _in_ascii(domain, text=text)
    labels = written.split(".")
    if len(labels) < 2 or len(written) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise _not_an_address(text)
    if len(labels[-1]) < 2 or labels[-1].isdigit():
        raise _not_an_address(text)
    return written


def _in_ascii(domain: str, *, text: str) -> str:
    """An international domain as it is sent: tŷ.cymru is xn--t-foa.cymru."""
    if not all(_is_latin(sign) for sign in domain):
        raise _looks_alike(text)
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise _not_an_address(text) from None


def _is_latin(sign: str) -> bool:
    """Whether the sign belongs in a domain of western letters: a to z, with or without an accent."""
    return unicodedata.normalize("NFKD", sign)[0] in DOMAIN


def _not_an_address(text: str) -> CellProblem:
    return CellProblem(
        _("“%(text)s” is not one e-mail address. Write a single address, for example bea@example.org.")
        % {"text": quoted(text)}
    )


def _looks_alike(text: str) -> CellProblem:
    return CellProblem(
        _("“%(text)s” holds letters that only look like those of an e-mail address. Type the address again by hand.")
        % {"text": quoted(text)}
    )
