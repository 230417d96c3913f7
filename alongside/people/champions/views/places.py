"""One team, one organisation, and the places of one champion."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit.names import alphabetical
from alongside.kit.tables.filters import matching
from alongside.kit.verdict import insist
from alongside.people.champions import actions, queries, rules
from alongside.people.champions.forms.places import MoveForm, PlaceForm
from alongside.people.champions.models import Champion
from alongside.people.champions.views.profiles import champion_found, organisations_offered
from alongside.people.networks import queries as networks
from alongside.people.networks import rules as network_rules
from alongside.people.networks.access import Request, address, members_only
from alongside.people.networks.models import Role, Team
from alongside.people.networks.queries import trees
from alongside.people.networks.rules import hours

SHOWN = 20
TEAM_SENTENCES = {
    "added": gettext_lazy("%(who)s added the team"),
    "changed": gettext_lazy("%(who)s changed the team"),
    "closed": gettext_lazy("%(who)s closed the team"),
    "reopened": gettext_lazy("%(who)s opened the team again"),
    "moved": gettext_lazy("%(who)s moved the team"),
}
ORGANISATION_SENTENCES = {
    "added": gettext_lazy("%(who)s added the organisation"),
    "changed": gettext_lazy("%(who)s changed the organisation"),
}


@require_safe
@members_only
def team_detail(request: Request, team_id: int) -> HttpResponse:
    """One team: where it is, when it is open, and the champions there whom the reader may look at."""
    team = team_found(request, team_id)
    may_change = bool(network_rules.may_change_team(networks.charge_of(request.member), team))
    coverage = networks.coverage_of(request.member)
    shown = {
        "team": team,
        "week": hours.week(team.hours, today=timezone.localdate(request.now)),
        "champions": queries.champions_at(team, member=request.member),
        "may_see_all": bool(network_rules.oversight_of(request.member)),
        "may_change": may_change,
        "may_invite": bool(network_rules.may_invite_into(coverage, team)),
        "invitation": {"kind": Role.Kind.CHAMPION.value, "reach": "team", "place": networks.place_in_words(team)},
        "told": team_told(request, team) if may_change else [],
    }
    return render(request, "champions/team_detail.html", shown)


def team_told(request: Request, team: Team) -> list[networks.Told]:
    """What happened to the team, with its hours in words."""
    words = {"hours": hours.in_words}
    return networks.told_of(team, network=request.network, sentences=TEAM_SENTENCES, words=words)


@require_http_methods(["GET", "POST"])
@members_only
def team_move(request: Request, team_id: int) -> HttpResponse:
    """A form that moves a team, and the champions whose main place it is, to another organisation."""
    team = team_found(request, team_id)
    insist(network_rules.may_change_team(networks.charge_of(request.member), team))
    form = MoveForm(
        request.POST or None,
        organisations=organisations_offered(request),
        initial={"organisation": team.organisation_id},
    )
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        actions.move_team(team, organisation, by=request.member, now=request.now)
        messages.success(request, _("Moved to %(organisation)s") % {"organisation": organisation})
        return redirect(address(request, "champions:team_detail", team_id=team.pk))
    return render(request, "champions/team_move.html", {"form": form, "team": team})


@require_safe
@members_only
def organisation_detail(request: Request, organisation_id: int) -> HttpResponse:
    """One organisation: its parts, teams, projects, and the champions there whom the reader may look at."""
    found = networks.organisations_seen_by(request.member).select_related("parent")
    organisation = get_object_or_404(found, pk=organisation_id)
    charge = networks.charge_of(request.member)
    may_change = bool(network_rules.may_change_organisation(charge, organisation))
    champions = queries.champions_in(organisation, member=request.member)
    teams = organisation.teams.filter(closed_on__isnull=True)
    shown = {
        "organisation": organisation,
        "chain": trees.chain_of(organisation)[:-1],
        "parts": organisation.parts.all(),
        "teams": teams[:SHOWN],
        "teams_count": teams.count(),
        "projects": organisation.projects.all(),
        "champions": champions[:SHOWN],
        "champions_count": champions.count(),
        "may_change": may_change,
        "told": networks.told_of(organisation, network=request.network, sentences=ORGANISATION_SENTENCES),
    }
    return render(request, "champions/organisation_detail.html", shown)


@require_http_methods(["GET", "POST"])
@members_only
def champion_places(request: Request, champion_id: int) -> HttpResponse:
    """Where a champion helps, and a search for further places."""
    champion = champion_found(request, champion_id)
    reach = queries.reach_of(request.member)
    insist(rules.may_edit(reach, champion))
    words = request.GET.get("q", "").strip()[:80]
    teams = networks.teams_seen_by(request.member).select_related("organisation")
    form = PlaceForm(request.POST or None, teams=teams)
    if request.method == "POST" and form.is_valid():
        carry_out(champion, form, request=request)
        messages.success(request, _("Saved"))
        return redirect(request.get_full_path())
    found = teams.filter(matching(words, fields=("name", "postcode", "district__code")), closed_on__isnull=True)
    shown = {
        "champion": champion,
        "places": champion.places.select_related("organisation").order_by(alphabetical("name")),
        "words": words,
        "found": found.order_by(alphabetical("name"), "pk")[:SHOWN] if words else (),
        "may_place": bool(rules.may_place(reach, champion)),
    }
    return render(request, "champions/champion_places.html", shown)


def carry_out(champion: Champion, form: PlaceForm, *, request: Request) -> None:
    """Do with the team what the button says."""
    team: Team = form.cleaned_data["team"]
    step = form.cleaned_data["step"]
    if step == PlaceForm.MAIN:
        actions.set_team(champion, team, by=request.member, now=request.now)
    elif step == PlaceForm.NO_MAIN:
        actions.set_team(champion, None, by=request.member, now=request.now)
    elif step == PlaceForm.ADD:
        actions.add_place(champion, team, by=request.member, now=request.now)
    else:
        actions.leave_place(champion, team, by=request.member, now=request.now)


def team_found(request: Request, team_id: int) -> Team:
    """The team with its organisation and district; 404 when the member may not look at it."""
    teams = networks.teams_seen_by(request.member).select_related("organisation", "district")
    return get_object_or_404(teams, pk=team_id)
