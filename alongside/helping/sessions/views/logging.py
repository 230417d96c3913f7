"""Logging a session: the form, what it offers, and the page that says it is saved."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from alongside.helping.phones.models import Kept
from alongside.helping.sessions import actions, queries, rules
from alongside.helping.sessions.forms import LogForm, first_values, prefilled, typed_in
from alongside.helping.sessions.models import Session
from alongside.helping.sessions.views.drafts import author_of, draft_of, drop, keeps_drafts
from alongside.kit.pages import formats
from alongside.kit.verdict import Refused
from alongside.learning.skills import queries as skills
from alongside.people.champions import queries as champions
from alongside.people.champions.models import Champion
from alongside.people.networks.access import Request, address, members_only


@require_http_methods(["GET", "POST"])
@members_only
@keeps_drafts
def session_log(request: Request) -> HttpResponse:
    """The log form. It can be filled beforehand by the address, with the names of its fields: `?headcount=7&topics=3`.

    The address changes nothing. Saving leads to the page that says what was counted. With `find` in place of saving, the
    form comes back with the places or the champions that were searched for.
    """
    champion = own_champion(request)
    if request.method == "GET":
        draft = draft_of(request)
        return log_page(
            request, champion, typed=typed_in(draft) if draft else prefilled(request.GET), is_draft=draft is not None
        )
    if "find" in request.POST:
        return log_page(request, champion, typed=typed_in(request.POST))
    form = LogForm(request.POST, today=timezone.localtime(request.now).date())
    if not form.is_valid():
        return log_page(request, champion, sent=request.POST)
    logged = actions.log(champion, form.entry(), by=request.member, now=request.now)
    drop(request)
    return redirect(address(request, "sessions:session_saved", session_id=logged.session.pk))


def own_champion(request: Request) -> Champion:
    """The member's own champion record; refused for members who are no champions."""
    champion = champions.champion_of(request.member)
    if champion is None:
        raise Refused(_("Only champions log sessions. Ask a coordinator to make you a champion."))
    return champion


def log_page(
    request: Request,
    champion: Champion,
    *,
    typed: Mapping[str, Any] | None = None,
    sent: QueryDict | None = None,
    is_draft: bool = False,
    kept: Kept | None = None,
) -> HttpResponse:
    """The form with what this champion can choose from: filled with what was typed, or with what was sent and its errors.

    `kept` is the entry of a phone that it corrects.
    """
    today = timezone.localtime(request.now).date()
    offer = queries.offer_for(champion, today=today)
    told = typed_in(sent) if sent is not None else typed or {}
    first = {**first_values(offer, today=today), **told, "author": author_of(request.member)}
    form = LogForm(sent, initial=first, offer=offer, also=searched(champion, told), today=today)
    form.is_fresh = sent is None and not told
    return render(
        request,
        "sessions/session_log.html",
        {"form": form, "is_draft": is_draft, "from_phone": kept} | surroundings(today),
    )


def surroundings(today: date) -> dict[str, Any]:
    """What the fields of a session need on a page beside the form."""
    return {"today": today, "areas": skills.framework().areas, "watched": json.dumps(rules.watched())}


def searched(champion: Champion, told: Mapping[str, Any]) -> dict[str, Iterable[tuple[int, str]]]:
    """The places and champions that were searched for, and those that were chosen before."""
    team, others = str(told.get("team") or ""), [str(pk) for pk in told.get("champions", ())]
    return {
        "team": queries.places_found(champion, words=told.get("place_words", ""), chosen=team),
        "champions": queries.champions_found(champion, words=told.get("champion_words", ""), chosen=others),
    }


@require_safe
@members_only
def log_offer(request: Request) -> JsonResponse:
    """Everything the log form offers, as JSON: a form can be drawn from it without a network."""
    offer = queries.offer_for(own_champion(request), today=timezone.localtime(request.now).date())
    return JsonResponse(offer.as_json())


@require_safe
@members_only
def place_search(request: Request) -> JsonResponse:
    """Places of the network by a part of their name, `?words=`, as JSON."""
    found = queries.places_found(own_champion(request), words=request.GET.get("words", ""))
    return JsonResponse({"found": queries.named(found)})


@require_safe
@members_only
def champion_search(request: Request) -> JsonResponse:
    """Other champions of the network by a part of their name, `?words=`, as JSON."""
    found = queries.champions_found(own_champion(request), words=request.GET.get("words", ""))
    return JsonResponse({"found": queries.named(found)})


@require_safe
@members_only
def session_saved(request: Request, session_id: int) -> HttpResponse:
    """What was saved and counted and what was practised, with a way to undo it, to correct it, and to log another."""
    sessions = queries.sessions_seen_by(request.member).select_related("team").prefetch_related("topics")
    session = get_object_or_404(sessions, pk=session_id)
    line = counted_line(session, people=session.attendances.count())
    told = {"session": session, "line": line, "practised": queries.practised_in(session)}
    return render(request, "sessions/session_saved.html", told)


def counted_line(session: Session, *, people: int) -> str:
    """What the session counts, in one line: 3 people, 45 minutes, Armley Library, Staying safe."""
    seen = people + session.headcount
    told = [ngettext("%(n)s person", "%(n)s people", seen) % {"n": formats.number(seen)}] if seen else []
    told += [formats.duration(session.minutes)] if session.minutes else []
    told += [str(session.team)] if session.team else []
    told += [str(topic) for topic in session.topics.all()]
    return ", ".join(told) or _("One session on %(day)s") % {"day": formats.short_day(session.happened_on)}
