"""The list of sessions."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.helping.figures.models import Provenance
from alongside.helping.figures.rules import ALL, Period, period_named
from alongside.helping.sessions import queries
from alongside.helping.sessions.models import Topic
from alongside.kit.safety import is_id
from alongside.people.champions import queries as champions
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.access import Request, members_only, reader
from alongside.people.networks.models import District, Organisation, Project


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def session_list(request: Request) -> HttpResponseBase:
    """Sessions, the newest first: a champion's own, all within their oversight for those who look after others.

    Every figure opens to its rows here. The address says which:
    - `champion`, `team`, `organisation` (with its parts), `district`, `project`, `topic`: ids, several at once if wanted;
    - `period`: `m2026-11`, `q2026-4`, `y2026`, `f2026` (from April 2026), `r2026-02-2026-09` (any run of months), `all` (default);
    - `provenance`: `measured`, `stated`, `estimated`, `imported`;
    - `state`: `standing` (default) or `withdrawn`;
    - `sort`: `-date` (default) or `date`; `page`; `format`: `csv` or `xlsx`.
    An id of another network, or beyond what the member may see, is a 404. With one scope and one kept period the count is the
    figure itself.
    """
    today, is_overseer = reader(request).today, bool(rules.oversight_of(request.member))
    table = queries.SESSIONS if is_overseer else queries.OWN_SESSIONS
    asked = table.asked(request, reader(request), options=options_of(request), label_of=labels_of(request))
    rows = queries.SessionRows(
        member=request.member,
        places=tuple((scope, int(asked[scope])) for scope in queries.SCOPES if asked[scope]),
        period=period_named(asked["period"]) or Period(ALL),
        provenance=asked["provenance"],
        is_withdrawn=asked["state"] == queries.TAKEN_BACK,
    )
    context = {"is_overseer": is_overseer, "today": today}
    return asked.answer(rows, template="sessions/session_list.html", context=context)


def options_of(request: Request) -> dict[str, list[tuple[str, str]]]:
    """What the list offers to choose from."""
    topics = Topic.objects.filter(network=request.network)
    projects = Project.objects.filter(network=request.network)
    periods = queries.recent_periods(reader(request).today)
    return {
        "period": [(ALL, _("Since the start")), *[(period.name, period.label) for period in periods]],
        "topic": [(str(topic.pk), str(topic)) for topic in topics],
        "project": [(str(project.pk), project.name) for project in projects],
        "provenance": [(value, str(label)) for value, label in Provenance.choices],
        "state": [(queries.STANDING, _("that count")), (queries.TAKEN_BACK, _("taken back"))],
    }


def labels_of(request: Request) -> Mapping[str, Callable[[str], str | None]]:
    """How to name what an address chooses beyond the options."""
    network = request.network
    return {
        "period": lambda name: period.label if (period := period_named(name)) else None,
        "champion": named(champions.champions_seen_by(request.member)),
        "team": named(networks.teams_seen_by(request.member)),
        "organisation": named(Organisation.objects.filter(network=network)),
        "district": named(District.objects.filter(network=network)),
    }


def named(rows: QuerySet[Any]) -> Callable[[str], str | None]:
    """What gives the name of one of the rows by its id; None when it is none of them."""

    def label(value: str) -> str | None:
        found: Model | None = rows.filter(pk=value).first() if is_id(value) else None
        return str(found) if found else None

    return label
