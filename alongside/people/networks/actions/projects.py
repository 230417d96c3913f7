"""What changes about projects."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.kit.edits import versions
from alongside.kit.history import recording as history
from alongside.kit.verdict import insist
from alongside.people.networks import queries, rules
from alongside.people.networks.models import Member, Network, Project


@transaction.atomic
def add_project(network: Network, values: Mapping[str, object], *, now: datetime, by: Member | None = None) -> Project:
    """A new project of the network, or of one organisation in it."""
    project = Project(network=network, **values)
    insist(rules.may_change_project(queries.charge_of(by), project))
    with versions.unless_taken(named_already(project)):
        project.save(force_insert=True)
    entry = history.Entry("added", project, {"name": project.name})
    history.record(entry, chain=network.pk, by=by.pk if by else None, now=now)
    return project


@transaction.atomic
def change_project(project: Project, edit: versions.Edit, *, by: Member | None, now: datetime) -> None:
    """The project changed; `Changed` when somebody else was there first."""
    row = Project.objects.select_for_update().get(pk=project.pk)
    charge = queries.charge_of(by)
    insist(rules.may_change_project(charge, row))
    changes = versions.take(row, edit)
    if changes:
        insist(rules.may_change_project(charge, row))
        with versions.unless_taken(named_already(row)):
            row.save(update_fields=list(changes))
        entry = history.Entry("changed", row, changes)
        history.record(entry, chain=row.network_id, by=by.pk if by else None, now=now)


def named_already(project: Project) -> str:
    """Why a second project of that name is refused."""
    return _("There is a project called %(name)s already.") % {"name": project.name}
