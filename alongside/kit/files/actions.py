"""Storing files, and taking them away."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.kit.files import pictures, queries, rules, sheets
from alongside.kit.files.models import StoredFile
from alongside.kit.verdict import Refused, insist

LARGEST = 20 * 2**20
KEPT_WITHOUT_ROW = timedelta(days=1)
BLOCK = 2**20
Kind = StoredFile.Kind


@dataclass(frozen=True)
class Harmless:
    """What is stored of an upload: its bytes and what they are."""

    body: IO[bytes]
    extension: str
    content_type: str
    width: int | None = None
    height: int | None = None


def store(upload: IO[bytes], *, kind: StoredFile.Kind, name: str, owner: int, chain: int, now: datetime) -> StoredFile:
    """Keep what somebody handed in, made harmless and under a name of ours; refused in a sentence when it is not of the kind.

    `owner` is the member's id and `chain` the network's: it counts for both. Pictures are drawn anew.
    """
    if size_of(upload) > LARGEST:
        raise Refused(_("This file is too large. The largest that we take has 20 MB."))
    harmless = picture(upload) if kind == Kind.PICTURE else sheet(upload)
    size = size_of(harmless.body)
    insist(rules.may_store(size, own=queries.kept_by(owner, chain=chain), network=queries.kept_in(chain)))
    key = uuid.uuid4()
    stored = StoredFile(
        key=key,
        chain=chain,
        owner=owner,
        kind=kind,
        name=rules.tidy_name(name, extension=harmless.extension),
        content_type=harmless.content_type,
        size=size,
        sha256=digest_of(harmless.body),
        width=harmless.width,
        height=harmless.height,
        stored_at=now,
    )
    stored.path = default_storage.save(f"{key.hex[:2]}/{key.hex}.{harmless.extension}", File(harmless.body))
    stored.save(force_insert=True)
    return stored


def picture(upload: IO[bytes]) -> Harmless:
    """A picture drawn anew."""
    made = pictures.redrawn(upload)
    return Harmless(BytesIO(made.body), made.extension, made.content_type, made.width, made.height)


def sheet(upload: IO[bytes]) -> Harmless:
    """A spreadsheet as it came: it is only ever read by us, or handed back."""
    return Harmless(upload, *sheets.kind_of(upload))


def size_of(file: IO[bytes]) -> int:
    """The bytes in a file, which stands at its beginning afterwards."""
    size = file.seek(0, 2)
    file.seek(0)
    return size


def digest_of(file: IO[bytes]) -> str:
    """The SHA-256 of a file, in hexadecimal; the file stands at its beginning afterwards."""
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()


def remove(stored: StoredFile) -> None:
    """The file is gone, once the transaction that says so is done."""
    path = stored.path
    stored.delete()
    transaction.on_commit(partial(default_storage.delete, path))


def sweep(*, now: datetime) -> int:
    """Delete what was stored for a transaction that did not come about; how many files."""
    known = set(StoredFile.objects.values_list("path", flat=True))
    lost = [path for path in queries.paths_in_storage() if path not in known and is_old(path, now=now)]
    for path in lost:
        default_storage.delete(path)
    return len(lost)


def is_old(path: str, *, now: datetime) -> bool:
    """Whether no transaction can be still at it."""
    return default_storage.get_modified_time(path) < now - KEPT_WITHOUT_ROW
