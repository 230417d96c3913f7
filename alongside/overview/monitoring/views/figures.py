"""How the network is doing: figures, charts, and the lists behind them."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.helping.figures.models import Scope
from alongside.helping.figures.rules import Period, period_named, periods_of
from alongside.kit.verdict import Refused
from alongside.overview.monitoring.forms import MonthsForm
from alongside.overview.monitoring.queries import periods, projects
from alongside.overview.monitoring.queries.breakdowns import LABELS, TABLES, TITLES, LineSource
from alongside.overview.monitoring.queries.lines import MONTH, Line, lines
from alongside.overview.monitoring.queries.reach import Part, ids_within, part_of
from alongside.overview.monitoring.queries.summary import active_by_month, summary_of
from alongside.people.networks import rules as networks
from alongside.people.networks.access import Request, address, overseers_only, reader

MOST_BARS = 10
FOR_PARTS = (Scope.TEAM, Scope.ORGANISATION)


@require_safe
@overseers_only
def figures(request: Request) -> HttpResponse:
    """The figures of what the member oversees in a period, with charts, each number leading to its sessions."""
    if "first" in request.GET:
        return redirect(f"{address(request, 'monitoring:figures')}?{urlencode({'period': months_asked(request)})}")
    today = reader(request).today
    period = period_asked(request)
    part = own_part(request)
    summary = summary_of(part, request.member, period=period, today=today)
    context = {
        "period": period,
        "periods": periods.offered(today),
        "summary": summary,
        "active_months": active_by_month(part, request.member, summary=summary),
        "rows": rows_of(request, part, period=period),
        "breakdowns": [(by, str(TITLES[by])) for by in told_apart(part)],
        "may_publish": bool(networks.may_run(request.member)),
    }
    if part.oversight.whole:
        context["topics"] = bars(
            request, lines(request.network, by=Scope.TOPIC, period=period), column="sessions", period=period
        )
        context["projects"] = projects.progress(request.network)
    by = Scope.ORGANISATION if Scope.ORGANISATION in told_apart(part) else Scope.TEAM
    found = lines(request.network, by=by, period=period, only=ids_within(part, by=by))
    context["places"] = bars(request, found, column="people", period=period, scope=by)
    context["places_by"] = by
    return render(request, "monitoring/figures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def figure_list(request: Request, by: str) -> HttpResponseBase:
    """Figures side by side: by month, topic, team, organisation, district or project."""
    if by not in LABELS:
        raise Http404
    part = own_part(request)
    if by not in told_apart(part):
        raise Refused(_("Only who oversees the whole network can see these figures."))
    today = reader(request).today
    options = {"period": periods.offered(today)}
    asked = TABLES[by].asked(request, reader(request), options=options, label_of={"period": periods.label_of})
    period = periods.named_or_month(asked["period"], today=today)
    words = asked["q"].casefold().split()
    found = lines(request.network, by=by, period=period, only=ids_within(part, by=by))
    shown = [line for line in found if all(word in line.name.casefold() for word in words)]

    def href(line: Line) -> str:
        return sessions(
            request, **({"period": str(line.id)} if by == MONTH else {by: str(line.id), "period": period.name})
        )

    context = {"title": str(TITLES[by]), "period": period}
    return asked.answer(LineSource(shown, href), template="monitoring/figure_list.html", context=context)


def own_part(request: Request) -> Part:
    """What the member oversees; 404 when their role is bounded to nothing that is left."""
    part = part_of(request.member)
    if part is None:
        raise Http404
    return part


def told_apart(part: Part) -> list[str]:
    """What the figures of a part can be told apart by."""
    if part.oversight.whole:
        return list(LABELS)
    return [by for by in FOR_PARTS if ids_within(part, by=by)]


def period_asked(request: Request) -> Period:
    """The period in the address; the financial year of today when it says none, 404 when there is none such."""
    name = request.GET.get("period") or periods_of(reader(request).today)[3]
    period = period_named(name)
    if period is None:
        raise Http404
    return period


def months_asked(request: Request) -> str:
    """The name of the run of months that the form asks for; that of the usual period when it makes no sense."""
    period = MonthsForm(request.GET).period()
    return period.name if period else periods_of(reader(request).today)[3]


def sessions(request: Request, **which: str) -> str:
    """The address of the list of those sessions."""
    return f"{address(request, 'sessions:session_list')}?{urlencode(which)}"


def rows_of(request: Request, part: Part, *, period: Period) -> str:
    """The address of the sessions that a part's figures count."""
    which = {"period": period.name}
    if part.place and not part.oversight.whole:
        which[str(part.place[0])] = str(part.place[1])
    return sessions(request, **which)


def bars(
    request: Request, found: list[Line], *, column: str, period: Period, scope: str = Scope.TOPIC
) -> list[tuple[str, int, str]]:
    """The highest lines as a chart draws them: name, number, address of the sessions."""
    highest = sorted(found, key=lambda line: -line.counts[column])[:MOST_BARS]
    return [
        (line.name, line.counts[column], sessions(request, **{scope: str(line.id), "period": period.name}))
        for line in highest
    ]
