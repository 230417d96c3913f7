"""Adding deeds to a chain, and checking that nobody changed one."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import models, transaction

from alongside.kit.history.models import Chain, Deed
from alongside.kit.prepared import Prepared, Slot, insert

BATCH = 500


@dataclass(frozen=True)
class Entry:
    """A deed to be: what was done to which thing, and which fields changed to what."""

    verb: str
    subject: models.Model
    changes: Mapping[str, object] | None = None


def record(entry: Entry, *, chain: int, by: int | None, now: datetime, how: str = "web") -> Deed:
    """Add one deed to the chain, in the transaction that the caller has open."""
    return record_all([entry], chain=chain, by=by, now=now, how=how)[0]


END = Prepared(lambda: Chain.objects.select_for_update().filter(key=Slot("chain")))


@transaction.atomic(savepoint=False)
def record_all(entries: Sequence[Entry], *, chain: int, by: int | None, now: datetime, how: str = "web") -> list[Deed]:
    """Add several deeds at once, in order; the chain's row stays locked until the transaction ends."""
    end = next(iter(END(chain=chain)), None)
    if end is None:
        Chain.objects.bulk_create([Chain(key=chain)], ignore_conflicts=True)
        end = Chain.objects.select_for_update().get(key=chain)
    deeds = []
    for entry in entries:
        deed = deed_of(entry, chain=chain, place=end.length + 1, by=by, now=now, how=how)
        deed.seal = seal_of(deed, before=end.seal)
        end.length, end.seal = deed.place, deed.seal
        deeds.append(deed)
    for start in range(0, len(deeds), BATCH):
        insert(deeds[start : start + BATCH])
    Chain.objects.filter(key=chain).update(length=end.length, seal=end.seal)
    return deeds


def deed_of(entry: Entry, *, chain: int, place: int, by: int | None, now: datetime, how: str) -> Deed:
    """The deed without its seal."""
    return Deed(
        chain=chain,
        place=place,
        at=now.astimezone(UTC),
        by=by,
        how=how,
        verb=entry.verb,
        subject_type=entry.subject._meta.label_lower,
        subject_id=str(entry.subject.pk),
        changes=json.loads(json.dumps(dict(entry.changes or {}), default=str)),
    )


def seal_of(deed: Deed, *, before: str) -> str:
    """The SHA-256 of everything the deed says and of the seal before it, in hexadecimal."""
    said = [
        deed.chain,
        deed.place,
        deed.at.isoformat(),
        deed.by,
        deed.how,
        deed.verb,
        deed.subject_type,
        deed.subject_id,
        deed.changes,
    ]
    text = json.dumps([before, *said], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify(chain: int) -> Iterator[int]:
    """The places in the chain where something was changed, taken out or added; nothing when all is as it was."""
    before, place = "", 0
    for deed in Deed.objects.filter(chain=chain).order_by("place").iterator(chunk_size=2000):
        place += 1
        if deed.place != place or deed.seal != seal_of(deed, before=before):
            yield deed.place
            place = deed.place
        before = deed.seal
    end = Chain.objects.filter(key=chain).first()
    if (end.length, end.seal) != (place, before) if end else place:
        yield place + 1
