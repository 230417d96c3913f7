"""The log form on a phone without a network: what it needs beforehand, and how what was kept comes in."""

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.helping.phones import actions as phones
from alongside.helping.phones import queries as kept_entries
from alongside.helping.phones import rules as sealing
from alongside.helping.phones.forms import FileForm
from alongside.helping.phones.models import PhoneKey
from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.forms import LogForm, first_values, typed_in
from alongside.helping.sessions.views.logging import log_page, own_champion, surroundings
from alongside.kit.pages.context import Frame
from alongside.kit.verdict import Refused
from alongside.people.champions.models import Champion
from alongside.people.networks.access import PHONE, Request, address, members_only

MOST_BYTES = sealing.MOST_ENTRIES * sealing.MOST_SEALED


@require_safe
@members_only
def phone_log(request: Request) -> HttpResponse:
    """The log form as a phone keeps it: the network's pick-lists, and nothing about anybody."""
    champion = own_champion(request)
    today = timezone.localtime(request.now).date()
    offer = queries.offer_for_anybody(champion)
    form = LogForm(None, initial=first_values(offer, today=today), offer=offer)
    request.frame = Frame(name=str(request.network), parts=PHONE, languages=())
    return render(request, "sessions/phone_log.html", {"form": form} | surroundings(today))


@require_POST
@members_only
def phone_offer(request: Request) -> JsonResponse:
    """What the phone keeps for the form: whose it is, the key to seal with, the network's places and projects, the own team.

    `own` is what only the champion may read there: their people by their codes, their own places, what they chose last. Other
    champions are not told: their names are nobody's to carry about. A post, since the first one makes the key.
    """
    champion = own_champion(request)
    key = phones.key_of(request.member, now=request.now)
    offer = queries.offer_for(champion, today=timezone.localtime(request.now).date()).as_json()
    told = {
        "owner": str(request.member.pk),
        "key": key.public,
        "places": queries.named(queries.places_to_keep(champion)),
        "projects": offer["projects"],
        "home": next(iter(queries.named(queries.home_of(champion))), None),
        "own": {name: offer[name] for name in ("people", "places", "last")},
    }
    return JsonResponse(told)


@require_http_methods(["GET", "POST"])
@members_only
def phone_parcel(request: Request) -> JsonResponse:
    """Take in up to fifty sealed entries, each by itself; the answer says of each how it stands.

    `saved`, `held` (another body came before it: a person chooses), `look` (kept here until its champion has looked at it, on
    `page`), `stuck` (cannot be opened here; only the phone has it). A GET answers with who is signed in and a token for the post.
    Statuses: 200; 400 for what is no parcel; 413 for too much; 426 when the phone's form is too old to be read: it keeps its
    entries, and fetches the form anew.
    """
    champion = own_champion(request)
    if request.method == "GET":
        return JsonResponse({"owner": str(request.member.pk), "csrf": get_token(request)})
    if len(request.body) > MOST_BYTES:
        return problem("too-large", "Send at most fifty entries at once.", status=413)
    try:
        entries = sealing.entries_in(request.body)
    except ValueError:
        return problem("not-a-parcel", 'A parcel is {"format": 1, "entries": [{"id": …, "sealed": …}]}.', status=400)
    except Refused as refusal:
        return problem("too-old", refusal.reason, status=426)
    if len(entries) > sealing.MOST_ENTRIES:
        return problem("too-large", "Send at most fifty entries at once.", status=413)
    return JsonResponse({"entries": all_taken_in(request, champion, entries)})


def problem(code: str, message: str, *, status: int) -> JsonResponse:
    """What is wrong with a parcel, for whoever writes programs."""
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)


def all_taken_in(request: Request, champion: Champion, entries: list[Any]) -> list[dict[str, Any]]:
    """Every entry with its state; what is wrong with one of them keeps none of the others out."""
    key = phones.key_of(request.member, now=request.now)
    alike = [one if isinstance(one, dict) else {} for one in entries]
    return [{"id": str(one.get("id", "")), **taken_in(request, champion, key, one)} for one in alike]


def taken_in(request: Request, champion: Champion, key: PhoneKey, entry: dict[str, Any]) -> dict[str, Any]:
    """Log one sealed entry: its state, and the session's number when there is one."""
    try:
        entry_key = str(uuid.UUID(str(entry.get("id"))))
        text = phones.opened(str(entry.get("sealed")), key=key, entry_key=entry_key)
        form = LogForm(QueryDict(text), today=timezone.localtime(request.now).date())
    except (ValueError, TooManyFieldsSent):
        return {"state": "stuck", "reason": _("This entry was damaged on the phone.")}
    except Refused as refusal:
        return {"state": "stuck", "reason": refusal.reason}
    if not form.is_valid() or str(form.cleaned_data["key"]) != entry_key:
        return set_aside(request, entry_key, text)
    if form.unfinished:
        return set_aside(request, entry_key, text, reason=form.unfinished)
    try:
        logged = actions.log(champion, form.entry(), by=request.member, now=request.now, how="phone")
    except Refused as refusal:
        return set_aside(request, entry_key, text, reason=refusal.reason)
    return {"state": "held" if logged.is_held else "saved", "session": logged.session.pk}


def set_aside(request: Request, entry_key: str, text: str, *, reason: str = "") -> dict[str, Any]:
    """Keep an entry here that cannot be saved as it is, and say where it can be looked at."""
    kept = phones.keep(request.member, key=entry_key, body=text, reason=reason, now=request.now)
    return {"state": "look", "page": address(request, "sessions:phone_entry", kept_id=kept.pk)}


@require_http_methods(["GET", "POST"])
@members_only
def phone_entry(request: Request, kept_id: int) -> HttpResponse:
    """The log form with an entry that came in from a phone and could not be saved as it is, and what is wrong with it.

    A post saves what the form says now, or with `delete` lets the entry go; either way nobody is asked again.
    """
    kept = get_object_or_404(kept_entries.kept_for(request.member), pk=kept_id)
    champion = own_champion(request)
    if request.method == "POST" and "delete" in request.POST:
        phones.forget(kept)
        messages.success(request, _("Deleted. It was never counted."))
        return redirect(address(request, "home:home"))
    sent = request.POST if request.method == "POST" else QueryDict(kept.body)
    form = LogForm(sent, today=timezone.localtime(request.now).date())
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        logged = actions.log(champion, form.entry(), by=request.member, now=request.now, how="phone")
        phones.forget(kept)
        return redirect(address(request, "sessions:session_saved", session_id=logged.session.pk))
    typed = typed_in(sent) if "find" in sent or form.is_valid() else None
    return log_page(request, champion, sent=None if typed else sent, typed=typed, kept=kept)


@require_http_methods(["GET", "POST"])
@members_only
def phone_file(request: Request) -> HttpResponse:
    """Send in what a phone saved as a file, as if the phone had sent it: on any device, signed in as the same person."""
    champion, told = own_champion(request), None
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = Counter(one["state"] for one in all_taken_in(request, champion, form.cleaned_data["file"]))
    return render(request, "sessions/phone_file.html", {"form": form, "told": told})
