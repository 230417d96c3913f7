"""The pages of organisations; the page of one is in `people.champions`, since it shows champions."""

from functools import partial
from operator import attrgetter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit.tables.columns import Column, To, linker
from alongside.kit.verdict import insist
from alongside.people.networks import actions, queries, rules
from alongside.people.networks.access import Request, address, members_only
from alongside.people.networks.forms.places import OrganisationForm
from alongside.people.networks.models import Organisation
from alongside.people.networks.queries import trees

ORGANISATION = Column(
    "name", "", to=To("champions:organisation_detail", "organisation_id", attrgetter("organisation.pk"))
)
"""Where the name of an organisation in the tree leads; worked out once for all of them."""


@require_safe
@members_only
def organisation_list(request: Request) -> HttpResponse:
    """All organisations as a tree, or as a table with `?as=table`."""
    tree = trees.tree_of(request.network)
    charge = queries.charge_of(request.member)
    shown = {
        "tree": tree,
        "rows": trees.flat(tree),
        "link": linker(ORGANISATION, at=partial(address, request)),
        "as_table": request.GET.get("as") == "table",
        "may_add": charge.whole or bool(charge.organisations),
    }
    return render(request, "networks/organisation_list.html", shown)


@require_http_methods(["GET", "POST"])
@members_only
def organisation_add(request: Request) -> HttpResponse:
    """A form for a new organisation."""
    charge = queries.charge_of(request.member)
    inside = organisation_asked(request)
    insist(rules.may_change_organisation(charge, inside or first_of(charge)))
    form = form_for(request, Organisation(network=request.network, parent=inside))
    if request.method == "POST" and form.is_valid():
        added = actions.add_organisation(request.network, form.values(), by=request.member, now=request.now)
        messages.success(request, _("Added %(name)s") % {"name": added})
        return redirect(address(request, "champions:organisation_detail", organisation_id=added.pk))
    return render(request, "networks/organisation_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@members_only
def organisation_edit(request: Request, organisation_id: int) -> HttpResponse:
    """A form that changes an organisation, or moves it in the tree."""
    organisation = get_object_or_404(queries.organisations_seen_by(request.member), pk=organisation_id)
    insist(rules.may_change_organisation(queries.charge_of(request.member), organisation))
    form = form_for(request, organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(organisation, form.edit(), by=request.member, now=request.now)
        messages.success(request, _("Saved"))
        return redirect(address(request, "champions:organisation_detail", organisation_id=organisation.pk))
    return render(request, "networks/organisation_edit.html", {"form": form, "organisation": organisation})


@require_http_methods(["GET", "POST"])
@members_only
def organisation_remove(request: Request, organisation_id: int) -> HttpResponse:
    """A question before an organisation is taken away, and the deed."""
    organisation = get_object_or_404(queries.organisations_seen_by(request.member), pk=organisation_id)
    insist(rules.may_change_organisation(queries.charge_of(request.member), organisation))
    if request.method == "POST":
        actions.remove_organisation(organisation, by=request.member, now=request.now)
        messages.success(request, _("Removed %(name)s") % {"name": organisation})
        return redirect(address(request, "networks:organisation_list"))
    return render(request, "networks/organisation_remove.html", {"organisation": organisation})


def form_for(request: Request, organisation: Organisation) -> OrganisationForm:
    """The form, with the places in the tree where this member may put the organisation: never inside itself."""
    charge = queries.charge_of(request.member)
    inside = queries.parts_of([organisation.pk]) if organisation.pk else set()
    offered = trees.choices(request.network, within=None if charge.whole else charge.organisations, without=inside)
    stays_on_top = bool(organisation.pk) and organisation.parent_id is None
    return OrganisationForm(
        request.POST or None, instance=organisation, parents=offered, top=charge.whole or stays_on_top
    )


def organisation_asked(request: Request) -> Organisation | None:
    """The organisation that the address names as the one to add to."""
    given = request.GET.get("inside", "")
    if not (given.isascii() and given.isdigit()):
        return None
    return get_object_or_404(queries.organisations_seen_by(request.member), pk=int(given))


def first_of(charge: rules.Oversight) -> Organisation | None:
    """An organisation of the charge, for those who are in charge of some but not of all."""
    return Organisation.objects.filter(pk__in=charge.organisations).first()
