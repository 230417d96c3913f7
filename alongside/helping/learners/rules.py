"""What holds for learners."""

import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.helping.learners.models import Learner
from alongside.kit.sheets import cells
from alongside.kit.verdict import YES, Verdict, no
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member, Network

CODE_LENGTH, CONTACT_LENGTH = 40, 254
NAME, CONTACT = "name", "contact"
"""What is kept of a learner with a permission only: the purpose of the consent, and the field of the learner."""

WORDING = {NAME: "name-1", CONTACT: "contact-1"}
WORDINGS = {
    "name-1": gettext_lazy(
        "May I write down your name, so that I know it next time? Only I can see it. It is not shared. "
        "You can say no, and you can change your mind at any time: then I delete it."
    ),
    "contact-1": gettext_lazy(
        "May I write down one phone number or e-mail address of yours? It is %(about)s, and for nothing else. "
        "Only I can see it. It is not shared. It is deleted %(days)s after we last met. "
        "You can say no, and you can change your mind at any time: then I delete it."
    ),
}
"""The words in which learners are asked, by version; a version that somebody agreed to never changes."""

WORST_FIRST = ("tried", "helped", "alone")
Practised = tuple[date, str, str]
"""The day, the task and the level of one practice."""


def tidy(code: str) -> str:
    """A nickname or card code without needless blanks, and without the sign that no database takes: "  Mrs  K " is "Mrs K"."""
    return " ".join(code.replace("\x00", " ").split())


def folded(code: str) -> str:
    """The code as it is compared: "Siân", "SIAN" and "sian" are one learner."""
    apart = unicodedata.normalize("NFKD", tidy(code).casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))[:60]


def is_code(code: str) -> Verdict:
    """Whether the text can be a nickname or card code."""
    tidied = tidy(code)
    if not tidied or "," in tidied or tidied.startswith("~"):
        return no(_("Enter a nickname or a card code, without a comma."))
    return YES if len(tidied) <= CODE_LENGTH else no(_("A nickname has 40 letters at most."))


def may_keep(member: Member, learner: Learner) -> Verdict:
    """Whether the member may see and change what is kept of a learner: only the champion whose learner it is."""
    return YES if learner.champion.member_id == member.pk else no(_("This person is on another champion's list."))


def may_reach(network: Network, champion: Champion) -> Verdict:
    """Whether a champion may keep a way to reach a learner: when a coordinator said so, and what for, until they move on."""
    if not network.keeps_contacts:
        return no(_("This network keeps no phone numbers or addresses of learners."))
    if champion.has_left:
        return no(_("You have moved on as a champion. Phone numbers and addresses of your learners are deleted."))
    return YES


def way_to_reach(text: str) -> str:
    """One e-mail address, or one phone number as +44…; a `CellProblem` when it is neither."""
    found = ""
    with suppress(cells.CellProblem):
        found = cells.email(text) if "@" in text else cells.phone(text)
    if not found or len(found) > CONTACT_LENGTH:
        raise cells.CellProblem(
            _(
                "Enter one phone number with its area code, for example 0113 496 0000 or 07700 900123, "
                "or one e-mail address, for example ada@example.org."
            )
        )
    return found


def days_kept(network: Network, *, agreed: int | None) -> int:
    """How many days after the last session it is kept: the network's, and no longer than the learner agreed to."""
    return network.contacts_days if agreed is None else min(agreed, network.contacts_days)


def is_due(learner: Learner, *, since: date, agreed: int | None, today: date) -> bool:
    """Whether how to reach the learner is to be deleted: nobody may keep it any more, or its days since they last met are over.

    They last met on the day of the permission where no session came after it.
    """
    met = max(since, learner.last_on or since)
    last_day = met + timedelta(days=days_kept(learner.network, agreed=agreed))
    return not may_reach(learner.network, learner.champion) or last_day < today


def words_asked(purpose: str, network: Network) -> str:
    """The words in which a learner is asked now, in the language of the page."""
    days = ngettext("%(num)s day", "%(num)s days", network.contacts_days) % {"num": network.contacts_days}
    return WORDINGS[WORDING[purpose]] % {"about": network.said("contacts_for"), "days": days}


def may_join(kept: Learner, gone: Learner) -> Verdict:
    """Whether two codes can be one person: both on one list, neither joined already."""
    if kept.pk == gone.pk or kept.champion_id != gone.champion_id:
        return no(_("Choose two different people of your own list."))
    if kept.joined_to_id or gone.joined_to_id:
        return no(_("One of these two was joined to somebody already."))
    return YES


def alone_on(practices: Iterable[Practised], *, tasks: Iterable[str], until: date) -> int:
    """How many of the tasks the learner does alone by that day: the latest practice of each counts.

    Of two on one day the better one counts.
    """
    latest: dict[str, tuple[date, bool]] = {}
    for day, task, level in practices:
        if day <= until:
            latest[task] = max(latest.get(task, (day, False)), (day, level == "alone"))
    return sum(latest.get(task, (until, False))[1] for task in set(tasks))


def first_steps(practices: Iterable[Practised], *, tasks: Iterable[str], today: date) -> tuple[int, date | None, int]:
    """How many of the tasks the learner does alone now, and compared with when: a day, and how many it was then.

    The day is in the earliest month at whose end the number was another one; None and 0 where it never was.
    """
    told, wanted = sorted(practices), set(tasks)
    now = alone_on(told, tasks=wanted, until=today)
    for month in sorted({day.replace(day=1) for day, task, _level in told if task in wanted}):
        end = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        then = alone_on(told, tasks=wanted, until=end)
        if end < today and then != now:
            return now, month, then
    return now, None, 0


def latest_levels(practices: Iterable[Practised]) -> Mapping[str, tuple[date, str]]:
    """The day and level of the latest practice of each task; of two on one day the better one."""
    found: dict[str, tuple[date, str]] = {}
    for day, task, level in sorted(practices, key=lambda one: (one[0], WORST_FIRST.index(one[2]))):
        found[task] = (day, level)
    return found
