"""How an entry is sealed on a phone and opened here.

A phone makes a P-256 key for one entry alone, agrees on a secret with the member's public key (ECDH), stretches it with
HKDF-SHA-256 and locks the entry with AES-256-GCM; the entry's key goes along as associated data, so that no sealed entry passes for
another. The same construction as ECIES in SEC 1 (https://www.secg.org/sec1-v2.pdf, section 5.1), with the parts named above.
"""

import base64
import json
import os
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils.translation import gettext as _

from alongside.kit.verdict import YES, Refused, Verdict, insist, no

MOST_ENTRIES = 50
MOST_SEALED = 20_000
MOST_IN_A_FILE = 500
INFO = b"alongside sealed entry 1"
FORMAT = 1
READ = frozenset({FORMAT})
"""The formats of entries that are still read: this one, and the two before it once there are any. Older ones stay on the phone."""
CURVE = ec.SECP256R1()


@dataclass(frozen=True)
class Pair:
    """A new pair of keys, as `PhoneKey` keeps them."""

    public: str
    private: str


def new_pair() -> Pair:
    """A pair of keys that nobody else has."""
    key = ec.generate_private_key(CURVE)
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return Pair(public=to_text(point), private=to_text(key.private_numbers().private_value.to_bytes(32, "big")))


def entries_in(body: bytes) -> list[Any]:
    """The entries of a parcel, whatever each of them is; `ValueError` when it is no parcel, `Refused` when it is too old."""
    try:
        parcel = json.loads(body)
    except RecursionError as error:
        raise ValueError from error
    match parcel:
        case {"entries": [*entries]}:
            insist(is_read(parcel.get("format", FORMAT)))
            return entries
    raise ValueError


def opened(sealed: str, *, private: str, entry_key: str) -> str:
    """What a sealed entry says; refused when it was not sealed for this key under this entry's key, or in an unknown format."""
    try:
        parcel = json.loads(to_bytes(sealed))
        insist(is_read(parcel["v"]))
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, to_bytes(parcel["from"]))
        ours = ec.derive_private_key(int.from_bytes(to_bytes(private), "big"), CURVE)
        lock = HKDF(hashes.SHA256(), 32, salt=None, info=INFO).derive(ours.exchange(ec.ECDH(), theirs))
        return AESGCM(lock).decrypt(to_bytes(parcel["iv"]), to_bytes(parcel["box"]), entry_key.encode()).decode()
    except (ValueError, KeyError, TypeError, RecursionError, InvalidTag) as error:
        raise Refused(_("This entry was saved by somebody else, or was damaged on the phone.")) from error


def is_read(number: object) -> Verdict:
    """Whether entries of that format can be read here."""
    if isinstance(number, int) and number in READ:
        return YES
    return no(_("This entry was saved by another version of the form. It stays on the phone."))


def sealed_for(public: str, text: str, *, entry_key: str) -> str:
    """A sealed entry as a phone makes it: for tests and for other programs that send in sealed entries."""
    own = ec.generate_private_key(CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, to_bytes(public))
    lock = HKDF(hashes.SHA256(), 32, salt=None, info=INFO).derive(own.exchange(ec.ECDH(), theirs))
    iv = os.urandom(12)
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    box = AESGCM(lock).encrypt(iv, text.encode(), entry_key.encode())
    parcel = {"v": FORMAT, "from": to_text(point), "iv": to_text(iv), "box": to_text(box)}
    return to_text(json.dumps(parcel).encode())


def to_text(raw: bytes) -> str:
    """Bytes as base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    """The bytes of such a text; `ValueError` for anything else."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
