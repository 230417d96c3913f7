"""The pages of groups; the page of one is in `people.champions`, since it shows champions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.kit.verdict import insist
from alongside.people.networks import actions, queries, rules
from alongside.people.networks.access import Request, address, overseers_only
from alongside.people.networks.forms.projects import GroupForm
from alongside.people.networks.models import Group


@require_http_methods(["GET", "POST"])
@overseers_only
def group_list(request: Request) -> HttpResponse:
    """The groups that the member looks after, and a form for a new one."""
    form = GroupForm(request.POST or None, instance=Group(network=request.network))
    if request.method == "POST" and form.is_valid():
        group = actions.add_group(request.network, name=form.cleaned_data["name"], by=request.member, now=request.now)
        messages.success(request, _("Added %(name)s") % {"name": group})
        return redirect(address(request, "champions:group_detail", group_id=group.pk))
    shown = {
        "groups": queries.groups_listed(request.member),
        "form": form,
        "may_keep": bool(rules.may_keep_groups(queries.charge_of(request.member))),
    }
    return render(request, "networks/group_list.html", shown)


@require_http_methods(["GET", "POST"])
@overseers_only
def group_edit(request: Request, group_id: int) -> HttpResponse:
    """A form that renames a group."""
    group = group_to_keep(request, group_id)
    form = GroupForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        actions.change_group(group, form.edit(), by=request.member, now=request.now)
        messages.success(request, _("Saved"))
        return redirect(address(request, "champions:group_detail", group_id=group.pk))
    return render(request, "networks/group_edit.html", {"form": form, "group": group})


@require_http_methods(["GET", "POST"])
@overseers_only
def group_remove(request: Request, group_id: int) -> HttpResponse:
    """A question before a group is taken away, and the deed."""
    group = group_to_keep(request, group_id)
    if request.method == "POST":
        actions.remove_group(group, by=request.member, now=request.now)
        messages.success(request, _("Removed %(name)s") % {"name": group})
        return redirect(address(request, "networks:group_list"))
    return render(request, "networks/group_remove.html", {"group": group})


def group_to_keep(request: Request, group_id: int) -> Group:
    """The group, when the member may change it."""
    group = get_object_or_404(queries.groups_seen_by(request.member), pk=group_id)
    insist(rules.may_keep_groups(queries.charge_of(request.member)))
    return group
