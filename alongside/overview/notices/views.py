"""Pages of words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.overview.notices import queries
from alongside.people.networks.access import Request, public


@require_safe
@public
def help_page(request: Request) -> HttpResponse:
    """How to do the first things, and whom to ask."""
    coordinators = queries.coordinators_to_ask(request.network) if request.member else []
    return render(request, "notices/help_page.html", {"coordinators": coordinators})


@require_safe
@public
def accessibility(request: Request) -> HttpResponse:
    """How accessible the pages are, what is known to be missing, and what to do about a barrier.

    The headings are those that the Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations 2018 ask for.
    """
    return render(request, "notices/accessibility.html")


@require_safe
@public
def privacy(request: Request) -> HttpResponse:
    """What is kept about whom, for what, for how long, and what one can ask for (UK GDPR, articles 13 and 14)."""
    return render(request, "notices/privacy.html")
