"""What waits for somebody: each thing with its count, since when, and where it is dealt with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Min, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.helping.phones import queries as phones
from alongside.helping.sessions import queries as sessions
from alongside.kit.mail import queries as mail
from alongside.kit.pages import formats
from alongside.kit.prepared import Prepared, Slot
from alongside.overview.monitoring.queries import champions, coverage
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.models import Member


@dataclass(frozen=True)
class Waiting:
    """Something that waits: how many, what, a line about it, where to go, since when."""

    count: int
    what: str
    note: str
    page: str
    since: date | None = None


def waiting_for(member: Member, *, now: datetime) -> list[Waiting]:
    """Everything that waits for the member, what matters to people first."""
    today = timezone.localtime(now).date()
    people = [*quiet(member, today=today), *uncovered(member)] if rules.oversight_of(member) else []
    return [*people, *papers(member, now=now)]


def quiet(member: Member, *, today: date) -> Iterator[Waiting]:
    """Champions gone quiet."""
    count, since = silences(member, today=today)
    if count:
        yield Waiting(
            count,
            ngettext("champion has gone quiet", "champions have gone quiet", count),
            _("nothing logged for more than %(days)s days; the longest since %(day)s")
            % {"days": member.network.quiet_after, "day": formats.short_day(since)},
            "monitoring:quiet_list",
        )


def silences(member: Member, *, today: date) -> tuple[int, date]:
    """How many champions have gone quiet, and since when nothing was heard of the one silent longest."""
    network = member.network
    if rules.oversight_of(member).whole:
        limit = today - timedelta(days=network.quiet_after)
        found = champions.SILENCE(network=network.pk, limit=limit, today=today)
    else:
        rows = champions.quiet(champions.champions_within(member), network=network, today=today)
        found = list(champions.silence(rows))
    return found[0] if found else (0, today)


def uncovered(member: Member) -> Iterator[Waiting]:
    """Teams without a champion."""
    rows = coverage.first_without_champion(member)
    if rows:
        count = rows[0][1]
        yield Waiting(
            count,
            ngettext("team has no champion", "teams have no champion", count),
            first_names([name for name, _count in rows], count=count),
            "monitoring:uncovered_list",
        )


def first_names(found: Sequence[str], *, count: int) -> str:
    """The first few of the teams: Armley, Bramley, Compton and 4 more."""
    names, more = ", ".join(found), count - len(found)
    return _("%(names)s and %(more)s more") % {"names": names, "more": formats.number(more)} if more > 0 else names


def papers(member: Member, *, now: datetime) -> list[Waiting]:
    """Invitations, messages and sessions that somebody has to look at, counted in one question."""
    if rules.is_coordinator(member):
        found = EVERY_PAPER(member=member.pk, network=member.network_id, now=now)
    else:
        own = counted(phones.kept_for(member), "kept", since="received_at")
        found = list(own.union(counted(sessions.held_for(member), "held", since="received_at"), all=True))
    rows = {kind: (count, since) for kind, count, since in found}
    return [TELLERS[kind](*rows[kind]) for kind in TELLERS if kind in rows and rows[kind][0]]


def every_paper() -> QuerySet[Any]:
    """What a coordinator has to look at in a network, for a prepared query: `member`, `network`, `now`."""
    network = Slot("network")
    open_ = networks.invitations_open(network, now=Slot("now"))
    return counted(phones.kept_for(Slot("member")), "kept", since="received_at").union(
        counted(sessions.held_in(network), "held", since="received_at"),
        counted(open_, "invitation", since="invited_at"),
        counted(mail.in_doubt(network), "letter", since="queued_at"),
        all=True,
    )


EVERY_PAPER = Prepared(every_paper)


def counted(rows: QuerySet[Any], kind: str, *, since: str) -> QuerySet[Any]:
    """One row: what kind it is, how many there are, since when the first of them is there."""
    told = rows.order_by().annotate(what=Value(kind, output_field=CharField())).values_list("what")
    found: QuerySet[Any] = told.annotate(count=Count("*"), since=Min(since))
    return found


def invitations(count: int, since: datetime) -> Waiting:
    """Invitations that nobody has answered yet."""
    return Waiting(
        count,
        ngettext("invitation is open", "invitations are open", count),
        _("the first sent on %(day)s") % {"day": formats.short_day(day_of(since))},
        "networks:invitation_list",
        day_of(since),
    )


def letters(count: int, since: datetime) -> Waiting:
    """Mails that failed, or of which nobody knows whether they arrived."""
    return Waiting(
        count,
        ngettext("message may not have arrived", "messages may not have arrived", count),
        _("the first written on %(day)s") % {"day": formats.short_day(day_of(since))},
        "monitoring:letter_list",
        day_of(since),
    )


def held(count: int, since: datetime) -> Waiting:
    """Sessions that came in twice with different content."""
    return Waiting(
        count,
        ngettext("session came in twice and differs", "sessions came in twice and differ", count),
        _("the first on %(day)s; choose which text is right") % {"day": formats.short_day(day_of(since))},
        "sessions:held_list",
        day_of(since),
    )


def kept(count: int, since: datetime) -> Waiting:
    """The member's own sessions that a phone sent and that could not be saved as they are."""
    return Waiting(
        count,
        ngettext("session from your phone needs another look", "sessions from your phone need another look", count),
        _("not saved yet; the first came in on %(day)s") % {"day": formats.short_day(day_of(since))},
        "sessions:held_list",
        day_of(since),
    )


def day_of(moment: datetime) -> date:
    """The day of a moment, where the network is."""
    return timezone.localtime(moment).date()


TELLERS = {"kept": kept, "invitation": invitations, "letter": letters, "held": held}
"""How each kind of paper is told, in the order of the page."""
