"""Invitations: sent, listed, sent again, withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.people.networks import actions, queries, rules
from alongside.people.networks.access import Request, address, coordinators_only, reader
from alongside.people.networks.forms.members import InvitationForm
from alongside.people.networks.models import Invitation, Role


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def invitation_list(request: Request) -> HttpResponseBase:
    """Who was invited; by itself the list shows those who have not answered yet."""
    asked = queries.INVITATIONS.asked(
        request, reader(request), options={"state": [(key, str(label)) for key, label in queries.STATES.items()]}
    )
    invitations = queries.invitations_seen_by(request.member, now=request.now)
    context = {"covered": queries.covered_by(request.member)}
    return asked.answer(invitations, template="networks/invitation_list.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def invitation_new(request: Request) -> HttpResponse:
    """Invite somebody: name, address, role and how far it reaches. Another page may hand these over in the address."""
    asked = {name: request.GET[name] for name in ("name", "email", "kind", "reach", "place") if name in request.GET}
    form = InvitationForm(request.POST or None, initial=asked)
    form.network = request.network
    form.keep_within(queries.coverage_of(request.member))
    if not form.is_valid():
        return render(request, "networks/invitation_new.html", {"form": form})
    typed = form.cleaned_data
    actions.invite(
        request.network,
        email=typed["email"],
        name=typed["name"],
        kind=Role.Kind(typed["kind"]),
        bound=typed["bound"],
        by=request.member,
        now=request.now,
    )
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": typed["email"]})
    return redirect(address(request, "networks:invitation_list"))


@require_safe
@coordinators_only
def invitation_detail(request: Request, invitation_id: int) -> HttpResponse:
    """One invitation, with the buttons to send it again or withdraw it."""
    invitation = found(request, invitation_id)
    shown = {
        "invitation": invitation,
        "role": queries.role_in_words(invitation),
        "state": queries.STATES[vars(invitation)["state"]],
        "may_change": bool(rules.may_renew(invitation)),
    }
    return render(request, "networks/invitation_detail.html", shown)


@require_POST
@coordinators_only
def invitation_renew(request: Request, invitation_id: int) -> HttpResponse:
    """Send the mail again, with a new link."""
    invitation = found(request, invitation_id)
    actions.renew(invitation, by=request.member, now=request.now)
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
    return redirect(address(request, "networks:invitation_list"))


@require_POST
@coordinators_only
def invitation_withdraw(request: Request, invitation_id: int) -> HttpResponse:
    """Make the link useless."""
    actions.withdraw(found(request, invitation_id), by=request.member, now=request.now)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect(address(request, "networks:invitation_list"))


def found(request: Request, invitation_id: int) -> Invitation:
    """The invitation of this network with that id; 404 for any other."""
    return get_object_or_404(queries.invitations_seen_by(request.member, now=request.now), pk=invitation_id)
