"""The pages of teams and districts; the page of one team is in `people.champions`, since it shows champions."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kit.verdict import insist
from alongside.people.networks import actions, queries, rules
from alongside.people.networks.access import Request, address, members_only, reader
from alongside.people.networks.forms.places import CloseForm, HoursForm, TeamForm
from alongside.people.networks.models import Team
from alongside.people.networks.queries import trees
from alongside.people.networks.queries.lists import DISTRICTS, TEAMS, states


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def team_list(request: Request) -> HttpResponseBase:
    """The teams of the network, narrowed and sorted as the address says."""
    charge = queries.charge_of(request.member)
    options = {"organisation": trees.choices(request.network), "state": states()}
    asked = TEAMS.asked(request, reader(request), options=options, label_of={"district": str})
    teams = queries.teams_listed(request.member, state=asked["state"], organisation=asked["organisation"])
    may_add = charge.whole or bool(charge.organisations)
    return asked.answer(teams, template="networks/team_list.html", context={"may_add": may_add})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def district_list(request: Request) -> HttpResponseBase:
    """The postcode districts of the network, each with the teams in it."""
    asked = DISTRICTS.asked(request, reader(request))
    return asked.answer(queries.districts_seen_by(request.member), template="networks/district_list.html")


@require_http_methods(["GET", "POST"])
@members_only
def team_add(request: Request, organisation_id: int) -> HttpResponse:
    """A form for a new team of an organisation."""
    organisation = get_object_or_404(queries.organisations_seen_by(request.member), pk=organisation_id)
    insist(rules.may_change_organisation(queries.charge_of(request.member), organisation))
    form = TeamForm(request.POST or None, instance=Team(network=request.network, organisation=organisation))
    if request.method == "POST" and form.is_valid():
        team = actions.add_team(organisation, form.values(), by=request.member, now=request.now)
        messages.success(request, _("Added %(name)s") % {"name": team})
        return to_team(request, team)
    return render(request, "networks/team_add.html", {"form": form, "organisation": organisation})


@require_http_methods(["GET", "POST"])
@members_only
def team_edit(request: Request, team_id: int) -> HttpResponse:
    """A form that changes a team."""
    team = team_in_charge(request, team_id)
    form = TeamForm(request.POST or None, instance=team)
    if request.method == "POST" and form.is_valid():
        actions.change_team(team, form.edit(), by=request.member, now=request.now)
        messages.success(request, _("Saved"))
        return to_team(request, team)
    return render(request, "networks/team_edit.html", {"form": form, "team": team})


@require_http_methods(["GET", "POST"])
@members_only
def team_hours(request: Request, team_id: int) -> HttpResponse:
    """A form for the opening hours of a team, a line for each day."""
    team = team_in_charge(request, team_id)
    form = HoursForm(request.POST or None, team=team)
    if request.method == "POST" and form.is_valid():
        actions.change_team(team, form.edit(), by=request.member, now=request.now)
        messages.success(request, _("Saved"))
        return to_team(request, team)
    return render(request, "networks/team_hours.html", {"form": form, "team": team})


@require_http_methods(["GET", "POST"])
@members_only
def team_close(request: Request, team_id: int) -> HttpResponse:
    """A form that asks from which day a team is closed."""
    team = team_in_charge(request, team_id)
    today = timezone.localdate(request.now)
    form = CloseForm(request.POST or None, initial={"closed_on": today})
    if request.method == "POST" and form.is_valid():
        verdict = rules.may_close_on(form.cleaned_data["closed_on"], today=today)
        if verdict:
            actions.close_team(team, on=form.cleaned_data["closed_on"], by=request.member, now=request.now)
            messages.success(request, _("%(team)s is closed now") % {"team": team})
            return to_team(request, team)
        form.add_error("closed_on", verdict.reason)
    return render(request, "networks/team_close.html", {"form": form, "team": team})


@require_POST
@members_only
def team_reopen(request: Request, team_id: int) -> HttpResponse:
    """A closed team is open again."""
    team = team_in_charge(request, team_id)
    actions.reopen_team(team, by=request.member, now=request.now)
    messages.success(request, _("%(team)s is open again") % {"team": team})
    return to_team(request, team)


def team_in_charge(request: Request, team_id: int) -> Team:
    """The team, when the member may change it."""
    teams = queries.teams_seen_by(request.member).select_related("organisation", "district")
    team = get_object_or_404(teams, pk=team_id)
    insist(rules.may_change_team(queries.charge_of(request.member), team))
    return team


def to_team(request: Request, team: Team) -> HttpResponse:
    """The way to the page of the team."""
    return redirect(address(request, "champions:team_detail", team_id=team.pk))
