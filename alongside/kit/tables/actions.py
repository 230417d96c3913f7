"""Keeping and forgetting views of a list."""

from datetime import datetime

from django.utils.translation import gettext as _

from alongside.kit.tables.models import SavedView
from alongside.kit.verdict import Refused

MOST = 20
LONGEST_NAME = 60
LONGEST_QUERY = 600


def keep_view(*, owner: int, table: str, name: str, query: str, now: datetime) -> SavedView:
    """The address kept under that name; one of the same name is replaced."""
    name = " ".join(name.replace("\x00", " ").split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(_("Give the view a name of up to 60 letters."))
    if len(query) > LONGEST_QUERY:
        raise Refused(_("There are too many filters to keep. Take one away and try again."))
    others = SavedView.objects.filter(owner=owner, table=table).exclude(name=name)
    if others.count() >= MOST:
        raise Refused(_("You have kept 20 views of this list. Remove one first."))
    view, _is_new = SavedView.objects.update_or_create(
        owner=owner, table=table, name=name, defaults={"query": query, "kept_at": now}
    )
    return view


def forget_view(view_id: int, *, owner: int, table: str) -> None:
    """Remove a view of that owner; nothing happens when there is none such."""
    SavedView.objects.filter(pk=view_id, owner=owner, table=table).delete()
