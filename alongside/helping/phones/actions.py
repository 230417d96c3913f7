"""What changes when phones ask for a key, or send in what they kept."""

from datetime import datetime

from alongside.helping.phones import rules
from alongside.helping.phones.models import Kept, PhoneKey
from alongside.people.networks.models import Member


def key_of(member: Member, *, now: datetime) -> PhoneKey:
    """The member's pair of keys, made the first time a phone asks for it."""
    found = PhoneKey.objects.filter(member=member).first()
    if found:
        return found
    pair = rules.new_pair()
    fresh = PhoneKey(member=member, public=pair.public, private=pair.private, made_at=now)
    PhoneKey.objects.bulk_create([fresh], ignore_conflicts=True)
    return PhoneKey.objects.get(member=member)


def keep(member: Member, *, key: str, body: str, now: datetime) -> None:
    """Keep an entry that cannot be logged as it is; the first body that came in under the key stays."""
    body = body.replace("\x00", "%00")  # the same to a form, and a sign less that PostgreSQL refuses
    Kept.objects.bulk_create([Kept(member=member, key=key, body=body, received_at=now)], ignore_conflicts=True)
