"""Who is active, how many people each supports, and who has gone quiet."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.helping.figures.rules import ALL, Period
from alongside.kit.tables.filters import Options
from alongside.kit.tables.listing import Asked
from alongside.kit.verdict import Refused
from alongside.overview.monitoring.queries import champions, offers, periods, records
from alongside.overview.monitoring.queries.tables import CHAMPIONS, QUIET, STATES
from alongside.people.champions import queries as own
from alongside.people.champions.models import Champion
from alongside.people.networks import rules
from alongside.people.networks.access import Request, members_only, overseers_only, reader


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def champion_list(request: Request) -> HttpResponseBase:
    """The champions that the member oversees, with what each did in the period, sorted by any of it."""
    today = timezone.localtime(request.now).date()
    options = {"period": periods.offered(today), "state": [(value, str(label)) for value, label in STATES]}
    label_of = {"period": periods.label_of, **offers.names(request.network)}
    asked = CHAMPIONS.asked(request, reader(request), options=options | reach_options(request), label_of=label_of)
    period = periods.named_or_month(asked["period"], today=today)
    rows = champions.narrowed(champions.champions_within(request.member), narrowing(asked))
    rows = champions.in_state(rows, asked["state"], network=request.network, period=period, today=today)
    source = champions.ChampionSource(rows, request.network, period, today)
    return asked.answer(source, template="monitoring/champion_list.html", context={"period": period})


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def quiet_list(request: Request) -> HttpResponseBase:
    """Champions of whom nothing was heard for longer than the network allows, the longest silence first."""
    today = timezone.localtime(request.now).date()
    asked = QUIET.asked(
        request, reader(request), options=reach_options(request), label_of=offers.names(request.network)
    )
    rows = champions.narrowed(champions.champions_within(request.member), narrowing(asked))
    rows = champions.quiet(rows, network=request.network, today=today)
    source = champions.ChampionSource(rows, request.network, Period(ALL), today, told=champions.TOLD_WITH_ADDRESS)
    return asked.answer(source, template="monitoring/quiet_list.html")


def reach_options(request: Request) -> dict[str, Options]:
    """What the member can narrow a list of champions to; who oversees a part is not offered the parts of others."""
    if not rules.oversight_of(request.member).whole:
        return {"kind": offers.kinds()}
    network = request.network
    return {"kind": offers.kinds(), "organisation": offers.organisations(network), "group": offers.groups(network)}


def narrowing(asked: Asked) -> champions.Narrowed:
    """What the address narrows the champions to, apart from their state."""
    names = ("kind", "team", "organisation", "district", "group")
    return champions.Narrowed(words=asked["q"], **{name: asked[name] for name in names})


@require_safe
@overseers_only
def champion_record(request: Request, champion_id: int) -> HttpResponse:
    """One champion whom the member oversees: summary, figures by month, latest sessions, what happened when."""
    rows = champions.champions_within(request.member).select_related("team", "organisation", "group", "member__account")
    return record_page(request, get_object_or_404(rows, pk=champion_id), template="monitoring/champion_record.html")


@require_safe
@members_only
def own_record(request: Request) -> HttpResponse:
    """The member's own record as a champion; refused for members who are none."""
    champion = own.champion_of(request.member)
    if champion is None:
        raise Refused(_("Only champions have a record of their own."))
    return record_page(request, champion, template="monitoring/own_record.html")


def record_page(request: Request, champion: Champion, *, template: str) -> HttpResponse:
    """The record of a champion on a page."""
    today = timezone.localtime(request.now).date()
    record = records.record_of(champion, network=request.network, today=today)
    return render(request, template, {"record": record, "champion": champion, "today": today})
