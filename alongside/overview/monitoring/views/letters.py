"""Messages of the network that did not arrive, or perhaps did not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.kit.mail import actions, queries
from alongside.kit.verdict import insist
from alongside.people.networks import rules
from alongside.people.networks.access import Request, address, coordinators_only

MOST = 100


@require_safe
@coordinators_only
def letter_list(request: Request) -> HttpResponse:
    """The network's messages that failed or are uncertain, each to be sent once more or left."""
    insist(rules.may_run(request.member))
    found = queries.in_doubt(request.network.pk)
    return render(request, "monitoring/letter_list.html", {"letters": list(found[:MOST]), "count": found.count()})


@require_POST
@coordinators_only
def letter_send(request: Request, letter_id: int) -> HttpResponse:
    """Send one of them once more."""
    letter = get_object_or_404(queries.in_doubt(request.network.pk), pk=letter_id)
    insist(rules.may_run(request.member))
    actions.send_again(letter, now=request.now)
    messages.success(request, _("The message to %(address)s is on its way again.") % {"address": letter.to})
    return redirect(address(request, "monitoring:letter_list"))
