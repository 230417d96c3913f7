"""Bringing a file in: chosen, columns matched, checked, carried out, undone."""

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kit.sheets.writing import write_csv
from alongside.kit.verdict import insist
from alongside.overview.exchange import actions, jobs
from alongside.overview.exchange.forms import ColumnsForm, FileForm, StartForm
from alongside.overview.exchange.models import Kind, Run, Why
from alongside.overview.exchange.queries import runs, staying
from alongside.overview.exchange.rules import rights
from alongside.people.networks import rules
from alongside.people.networks.access import Request, address, coordinators_only, reader


def found(request: Request, run_id: int) -> Run:
    """The run, if the member may look at it."""
    run: Run = get_object_or_404(runs.runs_seen_by(request.member), pk=run_id)
    return run


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def run_list(request: Request) -> HttpResponseBase:
    """What was brought in so far, and the way to bring in more or take something out."""
    options = {
        "kind": [(value, str(label)) for value, label in Kind.choices],
        "state": [(value, str(label)) for value, label in Run.State.choices],
    }
    asked = runs.RUNS.asked(request, reader(request), options=options)
    return asked.answer(runs.runs_seen_by(request.member), template="exchange/run_list.html")


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def run_new(request: Request) -> HttpResponse:
    """Choose a file and say what it is about."""
    insist(rules.may_run(request.member))
    is_post = request.method == "POST"
    kind = request.GET.get("kind")
    form = FileForm(request.POST if is_post else None, request.FILES if is_post else None, initial={"kind": kind})
    if is_post and form.is_valid():
        data = form.cleaned_data
        run = actions.receive(request.network, data["file"], kind=data["kind"], by=request.member, now=request.now)
        return redirect(address(request, "exchange:run_columns", run_id=run.pk))
    return render(request, "exchange/run_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def run_columns(request: Request, run_id: int) -> HttpResponse:
    """How the file begins, and which column is what."""
    run = found(request, run_id)
    if not rights.may_match(run):
        return redirect(address(request, "exchange:run_detail", run_id=run.pk))
    preview = runs.preview_of(run, part=request.POST.get("part") or request.GET.get("part", ""))
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        fields=preview.fields,
        headings=preview.headings,
        chosen=preview.matched,
    )
    if request.method == "POST" and not preview.problem and form.is_valid():
        jobs.start_check(run, mapping=form.mapping(), part=preview.part, headings=preview.headings, by=request.member)
        return redirect(address(request, "exchange:run_detail", run_id=run.pk))
    return render(request, "exchange/run_columns.html", {"run": run, "preview": preview, "form": form})


@require_safe
@coordinators_only
def run_detail(request: Request, run_id: int) -> HttpResponse:
    """Where the file stands: being checked, what was found, being brought in, what came of it."""
    run = found(request, run_id)
    if run.state == Run.State.UPLOADED:
        return redirect(address(request, "exchange:run_columns", run_id=run.pk))
    problems, remarks = runs.faults_of(run)
    shown = {
        "run": run,
        "problems": problems,
        "remarks": remarks,
        "untold": runs.untold_of(run),
        "form": StartForm(),
        "is_busy": run.state in (Run.State.CHECKING, *Run.BUSY),
        "may_start": bool(rights.may_start(run, skips=True)),
        "may_undo": bool(rights.may_undo(run, now=request.now)),
        "may_match": bool(rights.may_match(run)),
        "reasons": staying.reasons_of(run),
    }
    return render(request, "exchange/run_detail.html", shown)


@require_POST
@coordinators_only
def run_start(request: Request, run_id: int) -> HttpResponse:
    """Bring the file in."""
    run, form = found(request, run_id), StartForm(request.POST)
    skips = form.is_valid() and form.cleaned_data["skips"]
    jobs.start(run, skips=skips, by=request.member, now=request.now)
    return redirect(address(request, "exchange:run_detail", run_id=run.pk))


@require_POST
@coordinators_only
def run_stop(request: Request, run_id: int) -> HttpResponse:
    """Stop the work on the file."""
    run = found(request, run_id)
    actions.give_up(run, by=request.member, now=request.now)
    messages.success(request, _("Stopped. Nothing was brought in."))
    return redirect(address(request, "exchange:run_detail", run_id=run.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def run_undo(request: Request, run_id: int) -> HttpResponse:
    """What undoing would take out, and what had to stay when it was tried; on a post, do it."""
    run = found(request, run_id)
    if request.method == "POST":
        jobs.start_undo(run, by=request.member, now=request.now, leaves="leaves" in request.POST)
        return redirect(address(request, "exchange:run_detail", run_id=run.pk))
    if not rights.may_undo(run, now=request.now):
        return redirect(address(request, "exchange:run_detail", run_id=run.pk))
    shown = {"run": run, "corrected": runs.corrected_since(run), "reasons": staying.reasons_of(run)}
    return render(request, "exchange/run_undo.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def run_stays(request: Request, run_id: int) -> HttpResponseBase:
    """The rows of a file that have to stay, each with the reason."""
    run = found(request, run_id)
    options = {"why": [(value, str(label)) for value, label in Why.choices]}
    asked = staying.STAYING.asked(request, reader(request), options=options)
    return asked.answer(staying.rows_staying(run), template="exchange/run_stays.html", context={"run": run})


@require_safe
@coordinators_only
def run_bad_rows(request: Request, run_id: int) -> HttpResponseBase:
    """The rows in which something was found, as a file that can be corrected and brought in again."""
    run = found(request, run_id)
    if not run.file or not run.findings:
        raise Http404
    headings, rows = runs.bad_rows_of(run)
    response = StreamingHttpResponse(write_csv(rows, columns=headings), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{run.kind}-{run.pk}.csv"'
    return response
