"""The people of a network: who they are and what each may do; how they go is in `people.champions`."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit.verdict import insist
from alongside.people.networks import actions, queries, rules
from alongside.people.networks.access import Request, address, coordinators_only, reader
from alongside.people.networks.forms.members import RoleForm
from alongside.people.networks.models import Member, Role

SENTENCES = {
    "admitted": gettext_lazy("%(who)s brought them in"),
    "gave role": gettext_lazy("%(who)s gave the role: %(role)s"),
    "took role": gettext_lazy("%(who)s took the role away: %(role)s"),
    "handed over": gettext_lazy("%(who)s handed the network over to them"),
    "removed": gettext_lazy("%(who)s removed them"),
    "left": gettext_lazy("%(who)s left"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def member_list(request: Request) -> HttpResponseBase:
    """Everybody who belongs to the network, with their roles."""
    asked = queries.MEMBERS.asked(
        request, reader(request), options={"role": [(kind.value, str(kind.label)) for kind in Role.Kind]}
    )
    members = queries.members_listed(request.member, kind=asked["role"])
    context = {"covered": queries.covered_by(request.member)}
    return asked.answer(members, template="networks/member_list.html", context=context)


@require_safe
@coordinators_only
def member_detail(request: Request, member_id: int) -> HttpResponse:
    """One person: roles and, for a coordinator of the whole network, what was done about them anywhere in it."""
    member = found(request, member_id)
    may_run = bool(rules.may_run(request.member))
    shown = {
        "person": member,
        "roles": [(role, queries.role_in_words(role)) for role in member.roles.all()],
        "told": queries.told_of(member, network=request.network, sentences=SENTENCES) if may_run else [],
        "may_run": may_run,
        "is_coordinator": rules.is_coordinator(member),
        "is_self": member.pk == request.member.pk,
    }
    return render(request, "networks/member_detail.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def role_give(request: Request, member_id: int) -> HttpResponse:
    """Another role for that person."""
    member = to_change(request, member_id)
    form = RoleForm(
        request.POST or None, initial={name: request.GET[name] for name in ("kind",) if name in request.GET}
    )
    form.network = request.network
    if not form.is_valid():
        return render(request, "networks/role_give.html", {"form": form, "person": member})
    kind = Role.Kind(form.cleaned_data["kind"])
    actions.give_role(member, kind=kind, bound=form.cleaned_data["bound"], by=request.member, now=request.now)
    messages.success(request, _("Saved"))
    return redirect(address(request, "networks:member_detail", member_id=member.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def role_take(request: Request, member_id: int, role_id: int) -> HttpResponse:
    """Asks, then takes the role away."""
    member = to_change(request, member_id)
    role = get_object_or_404(Role.objects.select_related("member"), pk=role_id, member=member)
    if request.method == "POST":
        actions.take_role(role, by=request.member, now=request.now)
        messages.success(request, _("The role is taken away."))
        if member.pk == request.member.pk:
            return redirect(address(request, "home:home"))
        return redirect(address(request, "networks:member_detail", member_id=member.pk))
    context = {"person": member, "role": queries.role_in_words(role)}
    return render(request, "networks/role_take.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def member_hand_over(request: Request, member_id: int) -> HttpResponse:
    """Asks, then makes that person the coordinator in place of whoever asks: the second of two clicks."""
    member = to_change(request, member_id)
    if request.method == "POST":
        actions.hand_over(member, by=request.member, now=request.now)
        messages.success(request, _("%(name)s now runs this network.") % {"name": member.name})
        return redirect(address(request, "home:home"))
    return render(request, "networks/member_hand_over.html", {"person": member})


def found(request: Request, member_id: int) -> Member:
    """The person of this network with that id; 404 for anybody else."""
    return get_object_or_404(queries.members_seen_by(request.member), pk=member_id)


def to_change(request: Request, member_id: int) -> Member:
    """That person, for a coordinator of the whole network; refused for those who coordinate a part of it."""
    member = found(request, member_id)
    insist(rules.may_run(request.member))
    return member
