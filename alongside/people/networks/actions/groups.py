"""What changes about groups of champions; who is in one is a matter of champions."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.kit.edits import versions
from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.networks import queries, rules
from alongside.people.networks.models import Group, Member, Network


@transaction.atomic
def add_group(network: Network, *, name: str, now: datetime, by: Member | None = None) -> Group:
    """A new group with nobody in it yet."""
    insist(rules.may_keep_groups(queries.charge_of(by)))
    with versions.unless_taken(named_already(name)):
        group = Group.objects.create(network=network, name=name)
    note("added", group, {"name": name}, by=by, now=now)
    return group


@transaction.atomic
def change_group(group: Group, edit: versions.Edit, *, by: Member | None, now: datetime) -> None:
    """The group renamed; `Changed` when somebody else was there first."""
    insist(rules.may_keep_groups(queries.charge_of(by)))
    row = Group.objects.select_for_update().get(pk=group.pk)
    changes = versions.take(row, edit)
    if changes:
        with versions.unless_taken(named_already(row.name)):
            row.save(update_fields=list(changes))
        note("changed", row, changes, by=by, now=now)


@transaction.atomic
def remove_group(group: Group, *, by: Member | None, now: datetime) -> None:
    """The group is gone, and the roles and invitations bounded to it with it; its champions stay, in no group."""
    insist(rules.may_keep_groups(queries.charge_of(by)))
    note("removed", group, {"name": group.name}, by=by, now=now)
    group.delete()


def named_already(name: str) -> str:
    """Why a second group of that name is refused."""
    return _("There is a group called %(name)s already.") % {"name": name}


def note(verb: str, group: Group, changes: Mapping[str, object], *, by: Member | None, now: datetime) -> None:
    """Keep the deed in the history of the network."""
    history.record(history.Entry(verb, group, changes), chain=group.network_id, by=by.pk if by else None, now=now)
