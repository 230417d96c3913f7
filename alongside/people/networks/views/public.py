"""What strangers see of a network."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.people.accounts.access import public
from alongside.people.networks import queries
from alongside.people.networks.access import Request
from alongside.people.networks.models import Network


@require_safe
@public
def public_page(request: Request) -> HttpResponse:
    """What the network is and how to find help; not there while the network is not public."""
    if not request.network.is_public:
        raise Http404
    told = request.network.said("finding_help") or _(
        "Ask at one of our places. A digital champion will sit down with you."
    )
    shown = {
        "open_teams": queries.open_teams_in(request.network),
        "finding_help": [line for line in told.splitlines() if line.strip()],
        "languages": ", ".join(languages_of(request.network)),
    }
    return render(request, "networks/public_page.html", shown)


def languages_of(network: Network) -> list[str]:
    """The names of the languages that the network's pages can be read in."""
    return [str(get_language_info(code)["name_translated"]) for code in network.languages]
