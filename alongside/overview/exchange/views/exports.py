"""Taking everything of a kind out."""

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.kit.sheets.writing import write_csv, write_xlsx
from alongside.kit.verdict import insist
from alongside.overview.exchange import actions
from alongside.overview.exchange.forms import ExportForm
from alongside.overview.exchange.queries.exports import EXPORTS
from alongside.overview.exchange.rules.exports import TYPES
from alongside.people.networks import rules
from alongside.people.networks.access import Request, coordinators_only
from alongside.people.networks.models import Network


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def export(request: Request) -> HttpResponseBase:
    """What can be taken out, and the file once it was chosen; the history remembers it."""
    insist(rules.may_run(request.member))
    typed = request.POST if request.method == "POST" else None
    form = ExportForm(typed, initial={"what": request.GET.get("what")})
    if request.method == "POST" and form.is_valid():
        what, format_ = form.cleaned_data["what"], form.cleaned_data["format"]
        actions.note_export(request.network, what=what, format_=format_, by=request.member, now=request.now)
        return file_of(request.network, what=what, format_=format_, name=f"{what}-{request.now:%Y-%m-%d}.{format_}")
    return render(request, "exchange/export.html", {"form": form})


def file_of(network: Network, *, what: str, format_: str, name: str) -> HttpResponseBase:
    """Everything of the kind as a file to be saved."""
    found = EXPORTS[what]
    if format_ == "xlsx":
        book = write_xlsx(found.table(network), columns=found.headings(), title=str(network))
        return FileResponse(book, as_attachment=True, filename=name, content_type=TYPES[format_])
    rows = found.json(network) if format_ == "json" else write_csv(found.table(network), columns=found.headings())
    response: HttpResponse | StreamingHttpResponse = StreamingHttpResponse(rows, content_type=TYPES[format_])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
