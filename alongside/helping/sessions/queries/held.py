"""Bodies that were held back until a person has looked at them."""

from typing import NamedTuple

from django.db.models import QuerySet

from alongside.helping.sessions import rules
from alongside.helping.sessions.models import Held
from alongside.helping.sessions.queries.seen import sessions_seen_by
from alongside.helping.sessions.queries.telling import entry_of, in_words
from alongside.kit.prepared import Slot
from alongside.people.networks import rules as networks
from alongside.people.networks.models import Member


class Pair(NamedTuple):
    """What a session says now, and what was held back, of one thing."""

    label: str
    now: str
    held: str

    @property
    def is_different(self) -> bool:
        """Whether the two disagree."""
        return self.now != self.held


def held_in(network: int | Slot) -> QuerySet[Held]:
    """Everything that waits in a network."""
    return Held.objects.filter(network_id=network, settled_at__isnull=True)


def held_for(member: Member) -> QuerySet[Held]:
    """What waits for this member: bodies held for sessions of their own, and for a coordinator all in the network."""
    waiting = held_in(member.network_id)
    waiting = waiting.select_related("session__champion", "session__team", "sent_by").order_by("received_at", "pk")
    if networks.is_coordinator(member):
        return waiting
    own = sessions_seen_by(member).filter(champion__member=member)
    return waiting.filter(session__in=own.values("pk"))


def compared(held: Held) -> list[Pair]:
    """Both texts, thing by thing; what neither of them says is left out."""
    now = in_words(entry_of(held.session), network_id=held.network_id)
    other = in_words(rules.from_json(held.body), network_id=held.network_id)
    pairs = [Pair(a.label, a.words, b.words) for a, b in zip(now, other, strict=True)]
    return [pair for pair in pairs if (pair.now, pair.held) != ("–", "–")]
