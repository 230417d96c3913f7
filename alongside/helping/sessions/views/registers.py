"""The register of a drop-in."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.forms import OpenForm, RegisterForm
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.views.drafts import author_of, draft_of, drop, keeps_drafts
from alongside.kit.safety import is_id
from alongside.kit.verdict import Refused
from alongside.people.champions import queries as champions
from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.access import Request, address, members_only
from alongside.people.networks.models import Team


@require_http_methods(["GET", "POST"])
@members_only
def register_open(request: Request) -> HttpResponse:
    """Where and when: opens the register of a place and day, the one that is there already when there is one.

    A champion leads what they open; somebody who looks after champions says which of them led it.
    """
    champion, today = filler(request), timezone.localtime(request.now).date()
    sent = request.POST if request.method == "POST" else None
    form = open_form(request, champion, today=today, sent=sent if sent and "find" not in sent else None)
    if form.is_valid():
        team = get_object_or_404(networks.teams_seen_by(request.member), pk=form.cleaned_data["team"])
        register = opened(request, champion, team, form.cleaned_data)
        if register:
            return redirect(address(request, "sessions:register_fill", register_id=register.pk))
    return render(request, "sessions/register_open.html", {"form": form, "today": today})


def filler(request: Request) -> Champion | None:
    """The champion whom the member is; none for those who look after champions; refused for others."""
    champion = champions.champion_of(request.member)
    if champion is None and not rules.oversight_of(request.member):
        raise Refused(_("Only champions, and those who look after them, fill registers."))
    return champion


def open_form(request: Request, champion: Champion | None, *, today: date, sent: QueryDict | None) -> OpenForm:
    """The form with the places and champions to choose from: those at hand, and those searched for."""
    typed = {name: request.POST.get(name, "") for name in OpenForm.base_fields if name in request.POST}
    offer = queries.offer_for(champion, today=today) if champion else None
    first = {"happened_on": today, "length": "120", "team": offer.last.team if offer else None, **typed}
    words, chosen = typed.get("place_words", ""), typed.get("team", "")
    places = queries.places_found(request.member, words=words, chosen=chosen)
    leaders = None if champion else leaders_for(request, team=chosen, words=typed.get("champion_words", ""))
    return OpenForm(
        sent, initial=first, places=[*(offer.places if offer else ()), *places], leaders=leaders, today=today
    )


def leaders_for(request: Request, *, team: str, words: str) -> list[tuple[int, str]]:
    """The champions who may have led the drop-in at the place chosen."""
    here = networks.teams_seen_by(request.member).filter(pk=team).first() if is_id(team) else None
    return queries.leaders_at(here, request.member, words=words)


def opened(request: Request, champion: Champion | None, team: Team, told: Mapping[str, Any]) -> Session | None:
    """The register of that place and day; nothing while it is not said who led it."""
    day = told["happened_on"]
    found = None if champion else queries.register_at(team, on=day)
    if found:
        today = timezone.localtime(request.now).date()
        if not queries.registers_open_to(request.member, today=today).filter(pk=found.pk).exists():
            raise Refused(_("There is a register of this place and day, kept by champions whom you do not look after."))
        return found
    leader = champion
    if leader is None and told["champion"]:
        leader = get_object_or_404(champions.champions_seen_by(request.member), pk=told["champion"])
    if leader is None:
        return None
    minutes = int(told["length"]) if told["length"] else None
    return actions.open_register(leader, team, on=day, minutes=minutes, by=request.member, now=request.now)


@require_http_methods(["GET", "POST"])
@members_only
@keeps_drafts
def register_fill(request: Request, register_id: int) -> HttpResponse:
    """Who came: a tap for everybody known here, a code for the others, a number for the rest. Each save adds to what others save.

    With `find` in place of saving, the form comes back with the champions that were searched for.
    """
    register = register_of(request, register_id)
    draft = draft_of(request) if request.method == "GET" else None
    form = fill_form(request, register, sent=request.POST or draft)
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        added = save(request, register, form)
        drop(request)
        told = ngettext(
            "Saved. %(n)s more person is on the register.", "Saved. %(n)s more people are on the register.", added
        )
        messages.success(request, told % {"n": added})
        return redirect(address(request, "sessions:register_fill", register_id=register.pk))
    context = {
        "form": form,
        "register": register,
        "present": list(queries.present_at(register)),
        "helpers": queries.present_champions(register),
        "author": author_of(request.member),
        "is_draft": draft is not None,
    }
    return render(request, "sessions/register_fill.html", context)


def fill_form(request: Request, register: Session, *, sent: QueryDict | None) -> RegisterForm:
    """The form with everybody who can be named on it."""
    champion, words = filler(request), sent.get("champion_words", "") if sent else ""
    return RegisterForm(
        sent,
        helpers=queries.helpers_at(register, champion, words=words),
        topics=queries.topics_at(register),
        known=queries.known_at(register, champion),
        own=champion.pk if champion else None,
        is_finished=sent is None or "find" not in sent,
    )


def save(request: Request, register: Session, form: RegisterForm) -> int:
    """Put on the register what the form says; how many more are on it."""
    told = form.cleaned_data
    beside = get_object_or_404(Champion, network=request.network, pk=told["champion"] or form.own)
    more = actions.More(told["key"] or uuid.uuid4(), told["headcount"] or 0, told["champions"])
    return actions.fill(register, beside, form.arrivals(), more=more, by=request.member, now=request.now)


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
