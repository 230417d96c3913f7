"""The log form on a phone without a network: what it needs beforehand, and how what was kept comes in."""

import json
import uuid
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.helping.phones import actions as phones
from alongside.helping.phones import rules as sealing
from alongside.helping.phones.models import Kept, PhoneKey
from alongside.helping.sessions import actions, queries
from alongside.helping.sessions.forms import LogForm, first_values
from alongside.helping.sessions.views.logging import log_page, own_champion
from alongside.kit.pages.context import Frame
from alongside.kit.verdict import Refused
from alongside.learning.skills import queries as skills
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
    context = {"form": form, "today": today, "areas": skills.framework().areas}
    request.frame = Frame(name=str(request.network), parts=PHONE, languages=())
    return render(request, "sessions/phone_log.html", context)


@require_POST
@members_only
def phone_offer(request: Request) -> JsonResponse:
    """What the phone locks away for the form: whose it is, the key to seal with, and the champion's people by their codes.

    A post, since the first one makes the key.
    """
    champion = own_champion(request)
    key = phones.key_of(request.member, now=request.now)
    people = queries.offer_for(champion, today=timezone.localtime(request.now).date()).people
    return JsonResponse({"owner": str(request.member.pk), "key": key.public, "people": queries.named(people, "code")})


@require_http_methods(["GET", "POST"])
@members_only
def phone_parcel(request: Request) -> JsonResponse:
    """Take in up to fifty sealed entries; the answer says of each whether it is saved, held, or must be looked at.

    A GET answers with who is signed in and a token for the post. Statuses: 200; 400 for a parcel that makes no sense; 413.
    """
    champion = own_champion(request)
    if request.method == "GET":
        return JsonResponse({"owner": str(request.member.pk), "csrf": get_token(request)})
    if len(request.body) > MOST_BYTES:
        return problem("too-large", "Send at most fifty entries at once.", status=413)
    try:
        entries = [(str(uuid.UUID(one["id"])), str(one["sealed"])) for one in json.loads(request.body)["entries"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return problem("not-a-parcel", 'A parcel is {"entries": [{"id": …, "sealed": …}]}.', status=400)
    if len(entries) > sealing.MOST_ENTRIES:
        return problem("too-large", "Send at most fifty entries at once.", status=413)
    key = phones.key_of(request.member, now=request.now)
    told = [{"id": entry_key, **taken_in(request, champion, key, entry_key, sealed)} for entry_key, sealed in entries]
    return JsonResponse({"entries": told})


def problem(code: str, message: str, *, status: int) -> JsonResponse:
    """What is wrong with a parcel, for whoever writes programs."""
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)


def taken_in(request: Request, champion: Champion, key: PhoneKey, entry_key: str, sealed: str) -> dict[str, Any]:
    """Log one sealed entry: its state, and the session's number when there is one."""
    try:
        text = sealing.opened(sealed, private=key.private, entry_key=entry_key)
        form = LogForm(QueryDict(text))
        if not form.is_valid() or str(form.cleaned_data["key"]) != entry_key:
            phones.keep(request.member, key=entry_key, body=text, now=request.now)
            return {"state": "look", "page": address(request, "sessions:phone_entry", key=entry_key)}
        logged = actions.log(champion, form.entry(), by=request.member, now=request.now, how="phone")
    except Refused as refusal:
        return {"state": "later", "reason": refusal.reason}
    return {"state": "held" if logged.is_held else "saved", "session": logged.session.pk}


@require_safe
@members_only
def phone_entry(request: Request, key: uuid.UUID) -> HttpResponse:
    """The log form with an entry that came in from a phone and could not be saved as it is, and what is wrong with it."""
    kept = get_object_or_404(Kept, member=request.member, key=key)
    return log_page(request, own_champion(request), sent=QueryDict(kept.body))
