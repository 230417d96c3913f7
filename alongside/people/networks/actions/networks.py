"""What changes about a network itself."""

from datetime import datetime

from django.db import transaction

from alongside.kit.edits import versions
from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.networks import rules
from alongside.people.networks.models import Member, Network


@transaction.atomic
def found(slug: str, *, name: str, now: datetime, is_demo: bool = False) -> Network:
    """A new network with nobody in it yet."""
    network = Network.objects.create(slug=slug, name=name, made_at=now, is_demo=is_demo)
    history.record(history.Entry("founded", network, {"slug": slug}), chain=network.pk, by=None, now=now, how="command")
    return network


@transaction.atomic
def change_settings(network: Network, edit: versions.Edit, *, by: Member, now: datetime) -> None:
    """Some of the network's settings changed; `Changed` when another coordinator was there first."""
    insist(rules.may_run(by))
    if "brand" in edit.values:
        insist(rules.may_be_brand(edit.values["brand"]))
    row = Network.objects.select_for_update().get(pk=network.pk)
    changes = versions.take(row, edit)
    if changes:
        row.save(update_fields=list(changes))
        history.record(history.Entry("changed", row, changes), chain=row.pk, by=by.pk, now=now)
