"""The pages of projects; the page of one is in `overview.monitoring`, since it shows figures."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.kit.verdict import insist
from alongside.people.networks import actions, queries, rules
from alongside.people.networks.access import Request, address, members_only, reader
from alongside.people.networks.forms.projects import ProjectForm
from alongside.people.networks.models import Project
from alongside.people.networks.queries import trees
from alongside.people.networks.queries.lists import PROJECTS


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def project_list(request: Request) -> HttpResponseBase:
    """The projects of the network."""
    phases = [(value, str(label)) for value, label in Project.Phase.choices]
    asked = PROJECTS.asked(request, reader(request), options={"phase": phases})
    charge = queries.charge_of(request.member)
    may_add = charge.whole or bool(charge.organisations)
    projects = queries.projects_seen_by(request.member)
    return asked.answer(projects, template="networks/project_list.html", context={"may_add": may_add})


@require_http_methods(["GET", "POST"])
@members_only
def project_add(request: Request) -> HttpResponse:
    """A form for a new project."""
    form = form_for(request, Project(network=request.network))
    if request.method == "POST" and form.is_valid():
        project = actions.add_project(request.network, form.values(), by=request.member, now=request.now)
        messages.success(request, _("Added %(name)s") % {"name": project})
        return redirect(address(request, "monitoring:project_detail", project_id=project.pk))
    return render(request, "networks/project_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@members_only
def project_edit(request: Request, project_id: int) -> HttpResponse:
    """A form that changes a project."""
    project = get_object_or_404(queries.projects_seen_by(request.member), pk=project_id)
    insist(rules.may_change_project(queries.charge_of(request.member), project))
    form = form_for(request, project)
    if request.method == "POST" and form.is_valid():
        actions.change_project(project, form.edit(), by=request.member, now=request.now)
        messages.success(request, _("Saved"))
        return redirect(address(request, "monitoring:project_detail", project_id=project.pk))
    return render(request, "networks/project_edit.html", {"form": form, "project": project})


def form_for(request: Request, project: Project) -> ProjectForm:
    """The form with the organisations that this member is in charge of; refused for members in charge of none."""
    charge = queries.charge_of(request.member)
    insist(rules.may_add_projects(charge))
    offered = trees.choices(request.network, within=None if charge.whole else charge.organisations)
    return ProjectForm(request.POST or None, instance=project, organisations=offered, whole=charge.whole)
