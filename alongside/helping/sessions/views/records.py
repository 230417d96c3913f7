"""One session: what was recorded, correcting it, and taking it back."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.helping.sessions import actions, queries, rules
from alongside.helping.sessions.forms import LogForm, typed_in, values_of
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.views.drafts import author_of, draft_of, drop, keeps_drafts
from alongside.helping.sessions.views.logging import searched, surroundings
from alongside.kit.verdict import insist
from alongside.people.networks.access import Request, address, members_only


@require_safe
@members_only
def session_detail(request: Request, session_id: int) -> HttpResponse:
    """One session: all that was recorded of it, what can be done with it, and what happened to it."""
    session = session_seen(request, session_id)
    context = {
        "session": session,
        "lines": queries.in_words(queries.entry_of(session), network_id=session.network_id),
        "may_change": rules.may_change(request.member, session),
        "told": queries.told_of(session),
    }
    return render(request, "sessions/session_detail.html", context)


def session_seen(request: Request, session_id: int) -> Session:
    """The session when the member may look at it; 404 otherwise."""
    sessions = queries.sessions_seen_by(request.member).select_related("champion", "team", "network")
    return get_object_or_404(sessions, pk=session_id)


@require_http_methods(["GET", "POST"])
@members_only
@keeps_drafts
def session_change(request: Request, session_id: int) -> HttpResponse:
    """Every field of a session in the form it was logged with; what somebody else changed meanwhile is shown, not lost."""
    session = session_seen(request, session_id)
    insist(rules.may_change(request.member, session))
    if request.method == "GET":
        draft = draft_of(request)
        return change_page(request, session, typed=typed_in(draft) if draft else None, is_draft=draft is not None)
    if "find" in request.POST:
        return change_page(request, session, typed=typed_in(request.POST))
    form = LogForm(request.POST, today=timezone.localtime(request.now).date())
    if not form.is_valid():
        return change_page(request, session, sent=request.POST)
    version = form.cleaned_data["version"] or 0
    actions.change(session, form.entry(), version=version, by=request.member, now=request.now)
    drop(request)
    messages.success(request, _("Saved"))
    return redirect(address(request, "sessions:session_detail", session_id=session.pk))


def change_page(
    request: Request,
    session: Session,
    *,
    typed: Mapping[str, Any] | None = None,
    sent: QueryDict | None = None,
    is_draft: bool = False,
) -> HttpResponse:
    """The form with what the session says: with what was typed instead, or with what was sent and its errors."""
    today = timezone.localtime(request.now).date()
    entry = queries.entry_of(session)
    told = typed_in(sent) if sent is not None else typed or {}
    also = queries.chosen_of(session, entry)
    for name, choices in searched(session.champion, told).items():
        also[name] = [*also[name], *choices]
    first = {**values_of(entry), "version": session.version, **told, "author": author_of(request.member)}
    form = LogForm(sent, initial=first, offer=queries.offer_for(session.champion, today=today), also=also, today=today)
    context = {"form": form, "session": session, "is_draft": is_draft}
    return render(request, "sessions/session_change.html", context | surroundings(today))


@require_POST
@members_only
def session_withdraw(request: Request, session_id: int) -> HttpResponse:
    """Take a session back: it stays in the record and counts no more."""
    session = session_seen(request, session_id)
    actions.withdraw(session, by=request.member, now=request.now)
    messages.success(request, _("Withdrawn. This session counts no more."))
    return redirect(address(request, "sessions:session_detail", session_id=session.pk))
