"""One project: what it wants to reach, and how far it has come."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alongside.overview.monitoring.queries import projects
from alongside.people.networks import queries, rules
from alongside.people.networks.access import Request, members_only

SENTENCES = {
    "added": _("%(who)s set up the project"),
    "changed": _("%(who)s changed the project"),
}


@require_safe
@members_only
def project_detail(request: Request, project_id: int) -> HttpResponse:
    """One project with its targets and what was changed; how far it has come is for those who oversee it."""
    project = get_object_or_404(queries.projects_seen_by(request.member), pk=project_id)
    today = timezone.localdate(request.now)
    may_change = bool(rules.may_change_project(queries.charge_of(request.member), project))
    shown = {
        "project": project,
        "state": rules.state_of(project, today=today),
        "may_change": may_change,
        "told": queries.told_of(project, network=request.network, sentences=SENTENCES),
    }
    if may_change or rules.oversight_of(request.member).whole:
        shown |= {"progress": projects.whole_progress(project), "time": projects.time_passed(project, today=today)}
    return render(request, "monitoring/project_detail.html", shown)
