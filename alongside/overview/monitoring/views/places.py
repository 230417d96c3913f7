"""Where nobody helps yet."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from alongside.overview.monitoring.queries import coverage, offers
from alongside.overview.monitoring.queries.tables import UNCOVERED
from alongside.people.networks import rules
from alongside.people.networks.access import Request, overseers_only, reader


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def uncovered_list(request: Request) -> HttpResponseBase:
    """Open teams that should have a champion and have none: a list to work through."""
    whole = rules.oversight_of(request.member).whole
    options = {"organisation": offers.organisations(request.network)} if whole else {}
    asked = UNCOVERED.asked(request, reader(request), options=options, label_of=offers.names(request.network))
    teams = coverage.inside(coverage.teams_without_champion(request.member), organisation=asked["organisation"])
    context = {"may_invite": bool(rules.coverage_of(request.member))}
    return asked.answer(coverage.with_past(teams), template="monitoring/uncovered_list.html", context=context)
