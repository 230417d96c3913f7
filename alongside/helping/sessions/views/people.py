"""A champion's own people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.helping.learners import queries as learners
from alongside.helping.learners.models import Learner
from alongside.helping.learners.rules import NAME, may_reach
from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.forms import JoinForm
from alongside.helping.sessions.views.logging import own_champion
from alongside.people.champions.models import Champion
from alongside.people.networks.access import Request, address, members_only

MOST = 30


@require_safe
@members_only
def learner_list(request: Request) -> HttpResponse:
    """The champion's own people, those seen last first."""
    people = list(queries.people_with_sessions(own_champion(request)))
    shown, hidden = [one for one in people if not one.hidden_at], [one for one in people if one.hidden_at]
    return render(request, "sessions/learner_list.html", {"people": shown, "hidden": hidden})


@require_safe
@members_only
def learner_detail(request: Request, learner_id: int) -> HttpResponse:
    """One of the champion's own people: what they can do, their sessions, and what is kept of them."""
    learner = own_learner(request, learner_id)
    sessions = list(queries.sessions_with(learner)[: MOST + 1])
    context = {
        "learner": learner,
        "progress": queries.progress_of(learner, today=timezone.localtime(request.now).date()),
        "sessions": sessions[:MOST],
        "has_more": len(sessions) > MOST,
        "permission": learners.permission_of(learner, NAME),
        "may_reach": bool(may_reach(request.network, learner.champion)),
    }
    return render(request, "sessions/learner_detail.html", context)


def own_learner(request: Request, learner_id: int) -> Learner:
    """A learner of the member's own list; 404 for anybody else's."""
    champion = get_object_or_404(Champion, member=request.member)
    return get_object_or_404(learners.everybody_of(champion), pk=learner_id)


@require_http_methods(["GET", "POST"])
@members_only
def learner_join(request: Request, learner_id: int) -> HttpResponse:
    """Say that another code is the same person: one code stays, with all that both did."""
    learner = own_learner(request, learner_id)
    others = learners.everybody_of(learner.champion).exclude(pk=learner.pk)
    form = JoinForm(request.POST or None, others=others.values_list("pk", "code"))
    if request.method == "POST" and form.is_valid():
        gone = get_object_or_404(others, pk=form.cleaned_data["other"])
        actions.join(learner, gone, by=request.member, now=request.now)
        messages.success(request, _("Joined. %(gone)s is %(kept)s from now on.") % {"gone": gone, "kept": learner})
        return redirect(address(request, "sessions:learner_detail", learner_id=learner.pk))
    return render(request, "sessions/learner_join.html", {"form": form, "learner": learner})
