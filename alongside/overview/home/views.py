"""The first pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.helping.figures.rules import month_of
from alongside.overview.home.queries.champion import own_home
from alongside.overview.home.queries.overseer import overseer_home
from alongside.overview.home.queries.waiting import papers
from alongside.overview.monitoring.queries.reach import part_of
from alongside.people.accounts.models import Account
from alongside.people.champions import queries as champions
from alongside.people.networks import queries as networks
from alongside.people.networks.access import Request, members_only, public


@require_safe
@public
def start(request: HttpRequest) -> HttpResponse:
    """The way in: straight to the network for members of one, a choice for members of several, sign-in for others."""
    if not isinstance(request.user, Account):
        return redirect("account_login")
    memberships = list(networks.memberships_of(request.user))
    if len(memberships) == 1:
        return redirect("home:home", network=memberships[0].network.slug)
    return render(request, "home/start.html", {"memberships": memberships})


@require_safe
@members_only
def home(request: Request) -> HttpResponse:
    """The member's home: for a champion what to do, for an overseer what waits and how it goes; both for somebody who is both."""
    local = timezone.localtime(request.now)
    month = month_of(local.date())
    champion = champions.champion_of(request.member)
    part = part_of(request.member)
    context = {
        "hour": local.hour,
        "today": local.date(),
        "month": month,
        "own": own_home(champion, month=month, today=local.date()) if champion else None,
        "papers": papers(request.member, now=request.now) if champion and not part else [],
        "seen": overseer_home(request.member, part, now=request.now) if part else None,
    }
    return render(request, "home/home.html", context)
