"""What came in twice under one key and differs: two texts beside each other, and a choice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.helping.phones import queries as kept_entries
from alongside.helping.sessions import actions, queries
from alongside.people.networks.access import Request, address, members_only


@require_safe
@members_only
def held_list(request: Request) -> HttpResponse:
    """Everything that waits for this member to look at."""
    context = {
        "waiting": list(queries.held_for(request.member)[:100]),
        "aside": list(kept_entries.kept_for(request.member)[:100]),
    }
    return render(request, "sessions/held_list.html", context)


@require_http_methods(["GET", "POST"])
@members_only
def held_detail(request: Request, held_id: int) -> HttpResponse:
    """Both texts; a post keeps what stands, or with `take` what was held back."""
    held = get_object_or_404(queries.held_for(request.member), pk=held_id)
    if request.method == "POST":
        session = actions.settle(held, take="take" in request.POST, by=request.member, now=request.now)
        messages.success(request, _("Settled"))
        return redirect(address(request, "sessions:session_detail", session_id=session.pk))
    return render(request, "sessions/held_detail.html", {"held": held, "pairs": queries.compared(held)})
