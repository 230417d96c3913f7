"""Texts sealed with a key that HKDF-SHA-256 (RFC 5869) stretches out of the installation's secret key, one for each purpose.

AES-256-GCM locks them. Whoever has the database alone, or a copy of it without the secret key, can open nothing.
"""

import base64
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from alongside.kit.verdict import Refused

MARK = "sealed1:"
NONCE = 12


def sealed(text: str, *, purpose: str) -> str:
    """The text as only this installation can read it again, for that purpose."""
    nonce = os.urandom(NONCE)
    box = AESGCM(key_for(settings.SECRET_KEY, purpose)).encrypt(nonce, text.encode(), None)
    return MARK + base64.urlsafe_b64encode(nonce + box).decode()


def is_sealed(text: str) -> bool:
    """Whether the text was sealed."""
    return text.startswith(MARK)


def opened(box: str, *, purpose: str) -> str:
    """What was sealed for that purpose; refused when it was damaged, or sealed with another secret key."""
    try:
        raw = base64.urlsafe_b64decode(box.removeprefix(MARK))
        return AESGCM(key_for(settings.SECRET_KEY, purpose)).decrypt(raw[:NONCE], raw[NONCE:], None).decode()
    except (ValueError, InvalidTag) as error:
        raise Refused(
            _("This cannot be read: the secret key of this installation has changed. Tell whoever runs it.")
        ) from error


@lru_cache(maxsize=32)
def key_for(secret: str, purpose: str) -> bytes:
    """The key of 256 bits for that purpose."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=f"alongside {purpose}".encode()).derive(secret.encode())
