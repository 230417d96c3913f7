"""The register of a drop-in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.forms import OpenForm, RegisterForm
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.views.drafts import author_of, draft_of, drop, keeps_drafts
from alongside.helping.sessions.views.logging import own_champion
from alongside.kit.safety import is_id
from alongside.kit.verdict import Refused
from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks.access import Request, address, members_only


@require_http_methods(["GET", "POST"])
@members_only
def register_open(request: Request) -> HttpResponse:
    """Where and when: opens the register of a place and day, the one that is there already when there is one."""
    champion = own_champion(request)
    today = timezone.localtime(request.now).date()
    words, is_search = request.POST.get("place_words", ""), "find" in request.POST
    places = queries.places_found(champion, words=words, chosen=request.POST.get("team", ""))
    offer = queries.offer_for(champion, today=today)
    sent = request.POST if request.method == "POST" and not is_search else None
    first = {"happened_on": today, "length": "120", "team": offer.last.team} | (
        {"place_words": words} if is_search else {}
    )
    form = OpenForm(sent, initial=first, places=[*offer.places, *places])
    if sent is not None and form.is_valid():
        data = form.cleaned_data
        team = get_object_or_404(networks.teams_seen_by(request.member), pk=data["team"])
        minutes = int(data["length"]) if data["length"] else None
        register = actions.open_register(
            champion, team, on=data["happened_on"], minutes=minutes, by=request.member, now=request.now
        )
        return redirect(address(request, "sessions:register_fill", register_id=register.pk))
    return render(request, "sessions/register_open.html", {"form": form, "today": today})


@require_http_methods(["GET", "POST"])
@members_only
@keeps_drafts
def register_fill(request: Request, register_id: int) -> HttpResponse:
    """Who came: a tap for everybody known here, a code for the others. Each save adds to what others save."""
    register = register_of(request, register_id)
    champion = own_champion(request)
    draft = draft_of(request) if request.method == "GET" else None
    form = RegisterForm(
        request.POST or draft,
        helpers=queries.helpers_at(register, champion),
        topics=queries.topics_at(register),
        known=queries.known_at(register, champion),
    )
    if request.method == "POST" and form.is_valid():
        beside = get_object_or_404(Champion, network=request.network, pk=form.cleaned_data["champion"] or champion.pk)
        added = actions.fill(register, beside, form.arrivals(), by=request.member, now=request.now)
        drop(request)
        told = ngettext(
            "Saved. %(n)s person more is on the register.", "Saved. %(n)s people more are on the register.", added
        )
        messages.success(request, told % {"n": added})
        return redirect(address(request, "sessions:register_fill", register_id=register.pk))
    context = {
        "form": form,
        "register": register,
        "present": list(queries.present_at(register)),
        "author": author_of(request.member),
        "is_draft": draft is not None,
    }
    return render(request, "sessions/register_fill.html", context)


def register_of(request: Request, register_id: int) -> Session:
    """A register that the member may fill; 404 for others."""
    today = timezone.localtime(request.now).date()
    return get_object_or_404(queries.registers_open_to(request.member, today=today), pk=register_id)


@require_POST
@members_only
def register_remove(request: Request, register_id: int) -> HttpResponse:
    """Take somebody off the register who was put there by mistake."""
    register = register_of(request, register_id)
    sent = request.POST.get("learner", "")
    present = queries.present_at(register).filter(learner_id=sent).first() if is_id(sent) else None
    if present is None:
        raise Refused(_("This person is not on the register any more."))
    actions.remove(register, present.learner, by=request.member, now=request.now)
    messages.success(request, _("%(code)s is off the register.") % {"code": present.learner})
    return redirect(address(request, "sessions:register_fill", register_id=register.pk))
