"""What changes about organisations and the tree they stand in."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from alongside.kit.edits import versions
from alongside.kit.history import recording as history
from alongside.kit.verdict import Refused, insist
from alongside.people.networks import queries, rules
from alongside.people.networks.models import Member, Network, Organisation


@transaction.atomic
def add_organisation(
    network: Network, values: Mapping[str, object], *, now: datetime, by: Member | None = None
) -> Organisation:
    """A new organisation with those fields; `parent` is where it stands in the tree, the top when left out."""
    organisation = Organisation(network=network, **values)
    insist(rules.may_change_organisation(queries.charge_of(by), organisation.parent))
    with versions.unless_taken(named_already(organisation.name)):
        organisation.save(force_insert=True)
    note("added", organisation, {"name": organisation.name}, by=by, now=now)
    return organisation


@transaction.atomic
def change_organisation(organisation: Organisation, edit: versions.Edit, *, by: Member | None, now: datetime) -> None:
    """The organisation changed or moved to another place in the tree; refused when it would stand inside itself."""
    Network.objects.select_for_update().get(pk=organisation.network_id)  # two moves at once could make a ring
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    charge = queries.charge_of(by)
    insist(rules.may_change_organisation(charge, row))
    old_parent = row.parent_id
    changes = versions.take(row, edit)
    if row.parent_id != old_parent:
        insist(rules.may_change_organisation(charge, row.parent))
        insist(rules.may_stand_in(row, row.parent, above=ids_above(row.parent_id)))
    if changes:
        with versions.unless_taken(named_already(row.name)):
            row.save(update_fields=list(changes))
        note("changed", row, changes, by=by, now=now)
    if row.parent_id != old_parent:
        follow_move(row.network_id, ids_above(old_parent) | ids_above(row.parent_id))


def follow_move(network_id: int, organisations: set[int]) -> None:
    """Let whatever counts by organisation follow, in the same transaction; the settings say what that is."""
    for name in settings.AFTER_A_MOVE:
        import_string(name)(network_id, organisations=organisations)


@transaction.atomic
def remove_organisation(organisation: Organisation, *, by: Member | None, now: datetime) -> None:
    """The organisation is gone; refused while anything or anybody belongs to it, or help was recorded for it."""
    insist(rules.may_change_organisation(queries.charge_of(by), organisation))
    insist(rules.may_remove(organisation, parts=organisation.parts.count(), teams=organisation.teams.count()))
    note("removed", organisation, {"name": organisation.name}, by=by, now=now)
    try:
        organisation.delete()
    except ProtectedError:
        reason = _("%(organisation)s still has champions, projects or past sessions, so it has to stay.")
        raise Refused(reason % {"organisation": organisation}) from None


def ids_above(organisation_id: int | None) -> set[int]:
    """The ids of the organisation and of all that it is a part of, as the database has them now."""
    found: set[int] = set()
    while organisation_id is not None and organisation_id not in found:
        found.add(organisation_id)
        organisation_id = Organisation.objects.values_list("parent_id", flat=True).get(pk=organisation_id)
    return found


def named_already(name: str) -> str:
    """Why a second organisation of that name is refused."""
    return _("There is an organisation called %(name)s already.") % {"name": name}


def note(
    verb: str, organisation: Organisation, changes: Mapping[str, object], *, by: Member | None, now: datetime
) -> None:
    """Keep the deed in the history of the network."""
    entry = history.Entry(verb, organisation, changes)
    history.record(entry, chain=organisation.network_id, by=by.pk if by else None, now=now)
