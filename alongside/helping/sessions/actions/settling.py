"""Settling two different bodies that came in under one key: a person has looked at both."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.helping.sessions import rules
from alongside.helping.sessions.actions import changing
from alongside.helping.sessions.models import Held, Session
from alongside.kit.history import recording as history
from alongside.kit.verdict import Refused, insist
from alongside.people.networks.models import Member


@transaction.atomic
def settle(held: Held, *, take: bool, by: Member, now: datetime) -> Session:
    """Keep the session as it is, or make it say what was held back; either way nobody is asked again."""
    found = Held.objects.select_for_update(of=("self",)).select_related("session__champion").get(pk=held.pk)
    insist(rules.may_settle(by, found.session))
    if found.settled_at:
        raise Refused(_("Somebody settled this already."))
    session = found.session
    if take:
        entry = rules.from_json(found.body)
        session = changing.change(session, entry, version=session.version, by=by, now=now)
    found.settled_at = now
    found.save(update_fields=["settled_at"])
    deed = history.Entry("settled", session, {"took": take})
    history.record(deed, chain=found.network_id, by=by.pk, now=now)
    return session
