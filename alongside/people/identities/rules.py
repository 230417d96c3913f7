"""What a provider must be, what it must say, and for whom that opens the network."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Refused, Verdict, no
from alongside.people.accounts import rules as accounts

EDOV = (True, "1", "true")
"""What Microsoft sends for yes; Python takes 1 for True."""
OF_AN_ADDRESS = ("email", "email_verified", "xms_edov")
"""What a provider tells of an address, in one answer: whether it is verified says nothing of an address in another."""
SUBJECT = re.compile(r"[\x20-\x7e]{1,255}")
"""OpenID Connect Core 1.0, section 2: at most 255 ASCII characters."""
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LONGEST_NAME, LONGEST_ADDRESS = 120, 254
SEALED_FOR = "single sign-on"
"""What the client secret is sealed for."""


class NotLetIn(Refused):
    """The provider's sign-in did not open the network; the page says what to do, and has the way to begin again."""

    page = "identities/not_let_in.html"


@dataclass(frozen=True)
class Word:
    """What a provider has proved to say of a person: its name for them, an address that it has verified or none, their name."""

    subject: str
    email: str
    name: str


def may_be_issuer(issuer: str) -> Verdict:
    """Whether the address can be an issuer's (OpenID Connect Discovery 1.0, section 3)."""
    try:
        parts = urlsplit(issuer)
        is_plain = parts.port != 0
    except ValueError:
        return no(_("Enter an address that begins with https://, as your provider shows it."))
    if parts.scheme != "https" or not parts.hostname or not is_plain or not issuer.isprintable() or " " in issuer:
        return no(_("Enter an address that begins with https://, as your provider shows it."))
    if parts.query or parts.fragment or "@" in parts.netloc:
        return no(_("Enter the address without a ?, a # or an @ in it."))
    if "/.well-known/" in parts.path:
        return no(_("Enter the address without /.well-known/ and what follows."))
    return YES


def may_vouch(told: Mapping[str, Any], *, issuer: str) -> Verdict:
    """Whether what an issuer tells of itself is enough to sign in with, and its own."""
    if told.get("issuer") != issuer:
        return no(
            _("This server calls itself %(issuer)s. Enter exactly that, if it is the one you mean.")
            % {"issuer": str(told.get("issuer"))[:255]}
        )
    wanted = [*NEEDED, *(["userinfo_endpoint"] if "userinfo_endpoint" in told else [])]
    ways = told.get("token_endpoint_auth_methods_supported", [])
    is_whole = all(isinstance(told.get(name), str) and may_be_endpoint(told[name]) for name in wanted)
    if not is_whole or not isinstance(ways, list):
        return no(_("This server does not offer all that single sign-on needs over https. Ask whoever runs it."))
    return YES


def may_keep_secret(*, is_other: bool, is_typed: bool) -> Verdict:
    """Whether the secret that is kept may stay; never for another issuer, which would be sent it and is anybody's to name."""
    if is_other and not is_typed:
        return no(_("Enter the client secret as well: the one that is kept belongs to another provider or client ID."))
    return YES


def may_be_endpoint(address: str) -> bool:
    """Whether somebody can be sent there, or a server asked there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_plain = "@" not in parts.netloc and "#" not in address and address.isprintable()
    return parts.scheme == "https" and bool(parts.hostname) and is_plain


def word_of(claims: Mapping[str, Any]) -> Word:
    """What the claims say of a person; refused when they name nobody."""
    subject, email, name = (claims.get(claim) for claim in ("sub", "email", "name"))
    if not isinstance(subject, str) or not SUBJECT.fullmatch(subject):
        raise NotLetIn(_("Your organisation's sign-in did not say who you are. Tell whoever runs it."))
    is_address = isinstance(email, str) and len(email) <= LONGEST_ADDRESS and email.isascii() and email.isprintable()
    is_verified = is_address and is_vouched(claims)
    is_name = isinstance(name, str) and len(name) <= LONGEST_NAME and accounts.may_be_named(name)
    return Word(subject, str(email).strip().lower() if is_verified else "", str(name).strip() if is_name else "")


def is_vouched(claims: Mapping[str, Any]) -> bool:
    """Whether the provider says that the address is the person's own.

    OpenID Connect Core 1.0, 5.1, has `email_verified` for it. Microsoft Entra ID never sends that, but `xms_edov` (the owner of the
    address's domain was verified) once that stands among the optional claims of the application.
    """
    said = claims.get("email_verified")
    return said is True or (said is None and claims.get("xms_edov") in EDOV)


def name_for(word: Word, *, invited: str) -> str:
    """What a new member is called: as they were invited, else as the provider says, else by the first part of their address."""
    return invited or word.name or re.sub(r"[\W_]+", " ", word.email.partition("@")[0]).strip().title()
