"""The settings of a network, part by part, and its style sheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.people.networks import actions, queries, rules
from alongside.people.networks.access import Request, address, coordinators_only, public
from alongside.people.networks.forms.settings import PARTS

A_YEAR, FIVE_MINUTES = 31_536_000, 300
SENTENCES = {
    "founded": gettext_lazy("%(who)s set up the network"),
    "changed": gettext_lazy("%(who)s changed the settings"),
}


@require_safe
@coordinators_only
def network_settings(request: Request) -> HttpResponse:
    """What the network is set to, the way to change each part, and what was changed."""
    shown = {
        "told": queries.told_of(request.network, network=request.network, sentences=SENTENCES),
        "may_run": bool(rules.may_run(request.member)),
        "languages": [get_language_info(code)["name_translated"] for code in request.network.languages],
    }
    return render(request, "networks/network_settings.html", shown)


@require_http_methods(["GET", "POST"])
@coordinators_only
def settings_part(request: Request, part: str) -> HttpResponse:
    """One part of the settings as a form of its own."""
    if part not in PARTS:
        raise Http404
    form = PARTS[part](request.POST or None, instance=request.network)
    if request.method == "POST" and form.is_valid():
        actions.change_settings(request.network, form.edit(), by=request.member, now=request.now)
        messages.success(request, _("Saved"))
        return redirect(address(request, "networks:network_settings"))
    return render(request, "networks/settings_part.html", {"form": form, "part": part})


@require_safe
@public
def brand_css(request: Request) -> HttpResponse:
    """The style sheet with the network's colour; kept for a year under the address that names its version."""
    colour = request.network.brand
    response = HttpResponse(rules.sheet(colour), content_type="text/css; charset=utf-8")
    is_named = request.GET.get("v") == rules.sheet_version(colour)
    who = "public" if request.network.is_public else "private"
    response["Cache-Control"] = f"{who}, max-age={A_YEAR}, immutable" if is_named else f"{who}, max-age={FIVE_MINUTES}"
    return response
