"""What changes when phones ask for a key, or send in what they kept."""

import hashlib
from datetime import datetime

from alongside.helping.phones import rules
from alongside.helping.phones.models import Kept, PhoneKey
from alongside.kit.sealing import boxes
from alongside.people.networks.models import Member

PURPOSE = "phone key"


def key_of(member: Member, *, now: datetime) -> PhoneKey:
    """The member's pair of keys, made the first time a phone asks for it."""
    found = PhoneKey.objects.filter(member=member).first()
    if found:
        return found
    pair = rules.new_pair()
    private = boxes.sealed(pair.private, purpose=PURPOSE)
    fresh = PhoneKey(member=member, public=pair.public, private=private, made_at=now)
    PhoneKey.objects.bulk_create([fresh], ignore_conflicts=True)
    return PhoneKey.objects.get(member=member)


def opened(sealed: str, *, key: PhoneKey, entry_key: str) -> str:
    """The text that a phone locked with the public half of the key; refused when it was damaged or locked for another entry."""
    return rules.opened(sealed, private=boxes.opened(key.private, purpose=PURPOSE), entry_key=entry_key)


def keep(member: Member, *, key: str, body: str, reason: str = "", now: datetime) -> Kept:
    """Keep an entry that cannot be logged as it is, with the reason; the same again is kept once, another body beside it."""
    body = body.replace("\x00", "%00")  # the same to a form, and a sign less that PostgreSQL refuses
    digest = hashlib.sha256(body.encode()).hexdigest()
    fresh = Kept(member=member, key=key, body=body, body_hash=digest, reason=reason, received_at=now)
    Kept.objects.bulk_create([fresh], ignore_conflicts=True)
    return Kept.objects.get(member=member, key=key, body_hash=digest)


def forget(kept: Kept) -> None:
    """Let an entry go that its champion has looked at: it is saved, or not needed."""
    Kept.objects.filter(pk=kept.pk).delete()
