"""A champion's profile, part by part, and adding a champion."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit.edits.edit_form import EditForm
from alongside.kit.verdict import insist
from alongside.people.champions import actions, queries, rules
from alongside.people.champions.forms.profiles import PARTS, AddForm, BelongingForm
from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks import rules as network_rules
from alongside.people.networks.access import Request, address, members_only, overseers_only
from alongside.people.networks.models import Role, Team
from alongside.people.networks.queries import trees

BELONGING = "belonging"
SENTENCES = {
    "enrolled": gettext_lazy("%(who)s added the champion"),
    "signed in": gettext_lazy("%(who)s signed in for the first time"),
    "changed": gettext_lazy("%(who)s changed the profile"),
    "joined group": gettext_lazy("%(who)s changed the group"),
    "left group": gettext_lazy("%(who)s changed the group"),
    "paused": gettext_lazy("%(who)s set a pause"),
    "came back": gettext_lazy("%(who)s ended the pause"),
    "moved on": gettext_lazy("%(who)s noted that the champion has moved on"),
    "brought back": gettext_lazy("%(who)s brought the champion back"),
}


@require_http_methods(["GET", "POST"])
@members_only
def my_profile(request: Request) -> HttpResponse:
    """The way to the member's own profile; a page with a button for a champion who has none yet."""
    champion = queries.champion_of(request.member)
    if champion is None and request.method == "POST":
        champion = actions.welcome(request.member, now=request.now)
        messages.success(request, _("Welcome. This is your profile."))
    if champion is None:
        insist(queries.may_begin(request.member))
        return render(request, "champions/my_profile.html")
    return to_profile(request, champion)


@require_safe
@members_only
def champion_profile(request: Request, champion_id: int) -> HttpResponse:
    """A champion's profile, with what the reader may do about it."""
    champion = champion_found(request, champion_id)
    reach = queries.reach_of(request.member)
    shown = {
        "champion": champion,
        "own": champion.member_id == request.member.pk,
        "said": queries.said(champion, today=timezone.localdate(request.now)),
        "may_edit": bool(rules.may_edit(reach, champion)),
        "may_invite": bool(rules.may_invite(champion)) and network_rules.is_coordinator(request.member),
        "invitation": invitation_to(champion),
        "may_place": bool(rules.may_place(reach, champion)),
        "may_let_go": bool(rules.may_let_go(reach, champion)),
        "may_bring_back": bool(rules.may_bring_back(reach, champion)),
        "told": networks.told_of(champion, network=request.network, sentences=SENTENCES),
    }
    return render(request, "champions/champion_profile.html", shown)


def invitation_to(champion: Champion) -> dict[str, str]:
    """What their record says of whom to invite, and where to, as the form of an invitation takes it from its address."""
    invitation = {"name": champion.name, "email": champion.email, "kind": Role.Kind.CHAMPION.value}
    place = champion.team or champion.organisation
    if place is None:
        return invitation
    reach = "team" if champion.team else "organisation"
    return invitation | {"reach": reach, "place": networks.place_in_words(place)}


@require_http_methods(["GET", "POST"])
@members_only
def champion_edit(request: Request, champion_id: int, part: str) -> HttpResponse:
    """One part of a profile as a form of its own."""
    champion = champion_found(request, champion_id)
    form = form_for(request, champion, part)
    if request.method == "POST" and form.is_valid():
        actions.change_champion(champion, form.edit(), by=request.member, now=request.now)
        messages.success(request, _("Saved"))
        return to_profile(request, champion)
    return render(request, "champions/champion_edit.html", {"form": form, "part": part, "champion": champion})


@require_http_methods(["GET", "POST"])
@overseers_only
def champion_add(request: Request) -> HttpResponse:
    """A form for a champion who need not have an account, at the team that the address names when it names one."""
    insist(rules.may_add_any(queries.reach_of(request.member)))
    team = team_asked(request)
    form = add_form(request, team)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        champion = actions.enrol(
            request.network,
            name=data["name"],
            started_on=data["started_on"],
            details={
                "email": data["email"],
                "kind": data["kind"],
                "organisation": data.get("organisation"),
                "team": team,
            },
            by=request.member,
            now=request.now,
        )
        messages.success(request, _("Added %(name)s") % {"name": champion})
        return to_profile(request, champion)
    return render(request, "champions/champion_add.html", {"form": form, "team": team})


def add_form(request: Request, team: Team | None) -> AddForm:
    """The form with the organisations that this member is in charge of."""
    return AddForm(
        request.POST or None,
        network=request.network,
        organisations=[] if team else organisations_offered(request),
        whole=networks.charge_of(request.member).whole,
        team=team,
        initial={"started_on": timezone.localdate(request.now), "organisation": request.GET.get("organisation")},
    )


def team_asked(request: Request) -> Team | None:
    """The team that the address names as the one where somebody is added."""
    given = request.GET.get("team", "")
    if not (given.isascii() and given.isdigit()):
        return None
    return get_object_or_404(networks.teams_seen_by(request.member).select_related("organisation"), pk=int(given))


def champion_found(request: Request, champion_id: int) -> Champion:
    """The champion, when the member may look at them."""
    champions = queries.champions_seen_by(request.member)
    related = champions.select_related("network", "member", "team", "organisation", "district", "group")
    return get_object_or_404(related, pk=champion_id)


def form_for(request: Request, champion: Champion, part: str) -> EditForm[Champion]:
    """The form of that part, when the member may change it; 404 for a part that is not there."""
    reach = queries.reach_of(request.member)
    if part == BELONGING:
        insist(rules.may_place(reach, champion))
        offered = organisations_offered(request)
        return BelongingForm(request.POST or None, instance=champion, organisations=offered, whole=reach.charge.whole)
    if part not in PARTS:
        raise Http404
    insist(rules.may_edit(reach, champion))
    return PARTS[part](request.POST or None, instance=champion)


def organisations_offered(request: Request) -> list[tuple[str, str]]:
    """The organisations that this member is in charge of, to choose from."""
    charge = networks.charge_of(request.member)
    return trees.choices(request.network, within=None if charge.whole else charge.organisations)


def to_profile(request: Request, champion: Champion) -> HttpResponse:
    """The way to the champion's profile."""
    return redirect(address(request, "champions:champion_profile", champion_id=champion.pk))
