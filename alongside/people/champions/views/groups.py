"""One group: its motivators and its champions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kit.verdict import insist
from alongside.people.champions import actions, queries
from alongside.people.champions.forms.places import JoinForm, MotivatorForm
from alongside.people.networks import actions as network_actions
from alongside.people.networks import queries as networks
from alongside.people.networks import rules as network_rules
from alongside.people.networks.access import Request, address, overseers_only
from alongside.people.networks.models import Group, Role

SHOWN = 20


@require_safe
@overseers_only
def group_detail(request: Request, group_id: int) -> HttpResponse:
    """One group with its motivators and its champions."""
    group = group_found(request, group_id)
    shown = {
        "group": group,
        "motivators": networks.motivators_of(group),
        "champions": queries.champions_of(group),
        "may_keep": bool(network_rules.may_keep_groups(networks.charge_of(request.member))),
    }
    return render(request, "champions/group_detail.html", shown)


@require_http_methods(["GET", "POST"])
@overseers_only
def group_join(request: Request, group_id: int) -> HttpResponse:
    """A search for champions, and adding those who were ticked to the group."""
    group = group_to_keep(request, group_id)
    words = request.GET.get("q", "").strip()[:80]
    candidates = queries.without_group(group, words=words, member=request.member)
    form = JoinForm(request.POST if request.method == "POST" else None, found=candidates)
    if request.method == "POST" and form.is_valid():
        joining = list(form.cleaned_data["champions"])
        actions.join_group(joining, group, by=request.member, now=request.now)
        said = ngettext("%(num)s champion joined", "%(num)s champions joined", len(joining))
        messages.success(request, said % {"num": len(joining)})
        return to_group(request, group)
    shown = {"group": group, "words": words, "found": candidates[:SHOWN], "form": form}
    return render(request, "champions/group_join.html", shown)


@require_POST
@overseers_only
def group_leave(request: Request, group_id: int, champion_id: int) -> HttpResponse:
    """A champion belongs to the group no longer."""
    group = group_found(request, group_id)
    champion = get_object_or_404(queries.champions_of(group), pk=champion_id)
    actions.leave_group(champion, group, by=request.member, now=request.now)
    messages.success(request, _("%(champion)s has left the group") % {"champion": champion})
    return to_group(request, group)


@require_http_methods(["GET", "POST"])
@overseers_only
def group_motivator(request: Request, group_id: int) -> HttpResponse:
    """A search for the member who is to look after the group, and appointing them."""
    group = group_to_keep(request, group_id)
    words = request.GET.get("q", "").strip()[:80]
    candidates = networks.could_motivate(group, words=words)
    form = MotivatorForm(request.POST or None, found=candidates)
    if request.method == "POST" and form.is_valid():
        member = form.cleaned_data["member"]
        network_actions.give_role(member, kind=Role.Kind.MOTIVATOR, bound=group, by=request.member, now=request.now)
        messages.success(request, _("%(member)s looks after the group now") % {"member": member})
        return to_group(request, group)
    shown = {"group": group, "words": words, "found": candidates[:SHOWN]}
    return render(request, "champions/group_motivator.html", shown)


@require_POST
@overseers_only
def group_release(request: Request, group_id: int, member_id: int) -> HttpResponse:
    """A member looks after the group no longer."""
    group = group_to_keep(request, group_id)
    role = networks.motivators_of(group).filter(member_id=member_id).first()
    if role is not None:
        network_actions.take_role(role, by=request.member, now=request.now)
        messages.success(request, _("%(member)s no longer looks after the group") % {"member": role.member})
    return to_group(request, group)


def group_found(request: Request, group_id: int) -> Group:
    """The group, when the member looks after it."""
    return get_object_or_404(networks.groups_seen_by(request.member), pk=group_id)


def group_to_keep(request: Request, group_id: int) -> Group:
    """The group, when the member may change who is in it."""
    group = group_found(request, group_id)
    insist(network_rules.may_keep_groups(networks.charge_of(request.member)))
    return group


def to_group(request: Request, group: Group) -> HttpResponse:
    """The way to the page of the group."""
    return redirect(address(request, "champions:group_detail", group_id=group.pk))
