"""How people go: removed by a coordinator, or by themselves; their work as champions ends with it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.kit.verdict import insist
from alongside.people.champions import actions
from alongside.people.networks import queries as networks
from alongside.people.networks import rules as network_rules
from alongside.people.networks.access import Request, address, coordinators_only, members_only


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def member_remove(request: Request, member_id: int) -> HttpResponse:
    """Asks, then removes the person from the network."""
    member = get_object_or_404(networks.members_seen_by(request.member), pk=member_id)
    insist(network_rules.may_run(request.member))
    if request.method == "POST":
        actions.dismiss(member, by=request.member, now=request.now)
        messages.success(request, _("%(name)s no longer belongs to this network.") % {"name": member.name})
        return redirect(address(request, "networks:member_list"))
    return render(request, "champions/member_remove.html", {"person": member})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def member_leave(request: Request) -> HttpResponse:
    """Asks, then lets whoever asks leave the network."""
    if request.method == "POST":
        actions.dismiss(request.member, by=request.member, now=request.now)
        messages.success(request, _("You have left %(network)s.") % {"network": request.network})
        return redirect("accounts:account_show")
    return render(request, "champions/member_leave.html", {})
