"""What strangers see of a network's progress, and what its coordinators see beforehand."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.kit.sheets import writing
from alongside.kit.verdict import insist
from alongside.overview.progress import actions, queries, rules
from alongside.overview.progress.rules import Line, Told
from alongside.people.networks import rules as networks
from alongside.people.networks.access import Request, address, coordinators_only, public

CHARTED = ("people", "sessions")
AN_HOUR, FIVE_MINUTES = 3600, 300
"""How long a stranger may keep the table and the page. The numbers change four times a year, but go when they are switched off."""


@require_safe
@public
def progress(request: Request) -> HttpResponse:
    """The frozen numbers, rounded; not there while the network does not show them."""
    lines = lines_shown(request)
    found = {line.stretch: line for line in lines}
    quarters = [line for line in lines if rules.is_quarter(line.stretch)]
    shown = {
        "newest": list(reversed(lines)),
        "since": found.get(rules.latest_since(found) or ""),
        "year": found.get(rules.latest_year(found) or ""),
        "quarters": quarters,
        "until": rules.ends_on(lines[-1].stretch) if lines else None,
        "label": rules.label,
        "short": rules.short,
        "charted": [column for column in CHARTED if any(line.cells[column].number for line in quarters)],
    }
    return kept_outside(request, render(request, "progress/progress.html", shown), seconds=FIVE_MINUTES, who="private")


@require_safe
@public
def progress_table(request: Request) -> HttpResponse:
    """The table of the page as a file."""
    rows = [row_of(line) for line in reversed(lines_shown(request))]
    heads = [
        _("Period"),
        _("Until"),
        _("People supported"),
        _("Sessions"),
        _("Active champions"),
        _("Hours"),
        _("Known as"),
    ]
    answer = HttpResponse(b"".join(writing.write_csv(rows, columns=heads)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.network.slug}-progress.csv"'
    return kept_outside(request, answer, seconds=AN_HOUR, who="public")


@require_safe
@coordinators_only
def progress_preview(request: Request) -> HttpResponse:
    """The true numbers beside what strangers are told, or would be, and the switch."""
    insist(networks.may_run(request.member))
    frozen = queries.snapshots_of(request.network)
    ripe = queries.ripe(request.network, taken=frozen, now=request.now)
    shown = {"rows": queries.beside([*frozen, *ripe]), "frozen": bool(frozen), "label": rules.label}
    return render(request, "progress/progress_preview.html", shown)


@require_POST
@coordinators_only
def progress_publish(request: Request) -> HttpResponse:
    """Shows the progress to everybody, or to nobody outside any more."""
    change: Callable[..., None] = actions.show if request.POST.get("shown") == "yes" else actions.hide
    change(request.network, by=request.member, now=request.now)
    messages.success(request, _("Saved"))
    return redirect(address(request, "progress:progress_preview"))


def lines_shown(request: Request) -> list[Line]:
    """What is told of the network; 404 while it shows nothing."""
    if not (request.network.is_public and request.network.shows_progress):
        raise Http404
    return queries.lines_of(request.network)


def row_of(line: Line) -> Sequence[str | int]:
    """A line as the file holds it."""
    known = ", ".join(words()[source] for source in line.sources)
    cells = [as_text(line.cells[column]) for column in ("people", "sessions", "champions", "minutes")]
    return [rules.label(line.stretch), rules.ends_on(line.stretch).isoformat(), *cells, known]


def words() -> dict[str, str]:
    """How each source is called."""
    return {
        "measured": _("measured"),
        "stated": _("stated"),
        "estimated": _("estimated"),
        "imported": _("imported"),
    }


def as_text(told: Told) -> str | int:
    """What is told of a number, as a file holds it."""
    if told.number is None:
        return "*"
    return _("%(number)s or more") % {"number": told.number} if told.at_least else told.number


def kept_outside(request: HttpRequest, answer: HttpResponse, *, seconds: int, who: str) -> HttpResponse:
    """The answer, which a stranger may keep for a while; a member's pages are never kept."""
    if not request.user.is_authenticated:
        answer["Cache-Control"] = f"{who}, max-age={seconds}"
    return answer
