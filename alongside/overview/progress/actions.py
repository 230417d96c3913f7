"""Freezing finished stretches, and showing them to everybody or to nobody."""

from datetime import datetime

from django.db import transaction

from alongside.kit.edits.versions import Edit, version_of
from alongside.overview.progress import queries
from alongside.overview.progress.models import Snapshot
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Member, Network


@transaction.atomic
def show(network: Network, *, by: Member, now: datetime) -> None:
    """Everybody may see the progress of the network from now on; what is finished is frozen at once."""
    switch(network, to=True, by=by, now=now)
    take(network, now=now)


def hide(network: Network, *, by: Member, now: datetime) -> None:
    """Nobody outside sees the progress any more; what was frozen stays as it is."""
    switch(network, to=False, by=by, now=now)


def switch(network: Network, *, to: bool, by: Member, now: datetime) -> None:
    """Change the setting as any other; asking for what is so already changes nothing."""
    row = Network.objects.get(pk=network.pk)
    networks.change_settings(row, Edit({"shows_progress": to}, version_of(row, ["shows_progress"])), by=by, now=now)


def take_due(*, now: datetime) -> None:
    """Freeze what is finished of every network that shows its progress."""
    for network in Network.objects.filter(shows_progress=True).order_by("pk"):
        take(network, now=now)


@transaction.atomic
def take(network: Network, *, now: datetime) -> None:
    """Freeze each stretch that is over for long enough and was not frozen yet; nothing earlier than what was."""
    held = Network.objects.select_for_update().get(pk=network.pk)
    Snapshot.objects.bulk_create(queries.ripe(held, taken=queries.snapshots_of(held), now=now))
