"""Taking things out of a network, which its history remembers."""

from datetime import datetime

from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.overview.exchange.rules import rights
from alongside.people.networks.models import Member, Network


def note_export(
    network: Network, *, what: str, format_: str, by: Member | None, now: datetime, how: str = "web"
) -> None:
    """Note that somebody takes everything of a kind out; refused for whoever may not."""
    insist(rights.may_exchange(by, network.pk))
    deed = history.Entry("took out", network, {"what": what, "format": format_})
    history.record(deed, chain=network.pk, by=by.pk if by else None, now=now, how=how)
