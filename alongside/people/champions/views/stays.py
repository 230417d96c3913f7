"""Pausing, coming back, moving on and being brought back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kit.pages import formats
from alongside.kit.verdict import insist
from alongside.people.champions import actions, queries, rules
from alongside.people.champions.forms.places import LeaveForm, PauseForm
from alongside.people.champions.views.profiles import champion_found, to_profile
from alongside.people.networks.access import Request, members_only


@require_http_methods(["GET", "POST"])
@members_only
def champion_pause(request: Request, champion_id: int) -> HttpResponse:
    """A form that asks until when a champion is away."""
    champion = champion_found(request, champion_id)
    reach = queries.reach_of(request.member)
    insist(rules.may_edit(reach, champion))
    today = timezone.localdate(request.now)
    form = PauseForm(request.POST or None, initial={"until": champion.paused_until})
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        verdict = rules.may_pause(reach, champion, until=until, today=today)
        if verdict:
            actions.pause(champion, until=until, by=request.member, now=request.now)
            messages.success(request, _("Paused until %(day)s") % {"day": formats.short_day(until)})
            return to_profile(request, champion)
        form.add_error("until", verdict.reason)
    return render(request, "champions/champion_pause.html", {"form": form, "champion": champion})


@require_POST
@members_only
def champion_come_back(request: Request, champion_id: int) -> HttpResponse:
    """The pause is over."""
    champion = champion_found(request, champion_id)
    actions.come_back(champion, by=request.member, now=request.now)
    messages.success(request, _("Welcome back"))
    return to_profile(request, champion)


@require_http_methods(["GET", "POST"])
@members_only
def champion_move_on(request: Request, champion_id: int) -> HttpResponse:
    """A form that asks for the last day, before a champion moves on."""
    champion = champion_found(request, champion_id)
    insist(rules.may_let_go(queries.reach_of(request.member), champion))
    today = timezone.localdate(request.now)
    form = LeaveForm(request.POST or None, initial={"left_on": today})
    if request.method == "POST" and form.is_valid():
        verdict = rules.may_end_on(champion, on=form.cleaned_data["left_on"], today=today)
        if verdict:
            actions.move_on(champion, on=form.cleaned_data["left_on"], by=request.member, now=request.now)
            said = _("%(champion)s has moved on. Thank you for all the help.") % {"champion": champion}
            messages.success(request, said)
            return to_profile(request, champion)
        form.add_error("left_on", verdict.reason)
    return render(request, "champions/champion_move_on.html", {"form": form, "champion": champion})


@require_POST
@members_only
def champion_bring_back(request: Request, champion_id: int) -> HttpResponse:
    """A champion who had moved on is here again."""
    champion = champion_found(request, champion_id)
    actions.bring_back(champion, by=request.member, now=request.now)
    messages.success(request, _("%(champion)s is a champion again") % {"champion": champion})
    return to_profile(request, champion)
