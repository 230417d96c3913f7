"""Forms that survive the end of a sign-in.

A form carries, signed, whom it was drawn for. When it comes back from somebody who is not signed in any more, what was typed is
kept on the server for a day, and the browser's session remembers only the number of the draft. The same person, signed in again
in the same browser, finds the form filled. Nobody else does, and no cookie holds a word of it.
"""

import json
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from alongside.helping.sessions import actions, queries
from alongside.people.accounts.access import View
from alongside.people.accounts.sessions import DRAFT
from alongside.people.networks.access import Request
from alongside.people.networks.models import Member

AUTHOR = "author"
SALT = "sessions.draft"
LONGEST = 50_000
FORM_LIFETIME = timedelta(days=90)


def keeps_drafts(view: View) -> View:
    """Let the view's form survive: `keep` is called when it comes back from somebody who is not signed in."""
    vars(view)["keeps"] = keep
    return view


def author_of(member: Member) -> str:
    """What the form carries, so that only the person it was drawn for gets it back."""
    return signing.dumps(member.pk, salt=SALT)


def keep(request: HttpRequest) -> bool:
    """Keep what was typed, and say whether it was; forms that were drawn for nobody are not kept."""
    try:
        author = signing.loads(request.POST.get(AUTHOR, ""), salt=SALT, max_age=FORM_LIFETIME)
    except signing.BadSignature:
        return False
    body = {name: values for name, values in request.POST.lists() if name not in ("csrfmiddlewaretoken", AUTHOR)}
    member = queries.member_with(author)
    if member is None or len(json.dumps(body)) > LONGEST:
        return False
    draft = actions.keep_draft(member, page=request.path, body=body, now=timezone.now())
    request.session[DRAFT] = draft.pk
    return True


def draft_of(request: Request) -> QueryDict | None:
    """What this member typed on this page before they had to sign in again; None when there is nothing."""
    number = request.session.get(DRAFT)
    draft = queries.draft_of(request.member, number, page=request.path, now=request.now) if number else None
    if draft is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in draft.body.items():
        typed.setlist(name, values)
    return typed


def drop(request: Request) -> None:
    """Forget the draft: the form is saved."""
    number = request.session.get(DRAFT)
    if number:
        actions.forget_draft(number, member=request.member)
        del request.session[DRAFT]
