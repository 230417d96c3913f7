"""What changes about learners."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from alongside.helping.learners import queries, rules
from alongside.helping.learners.models import Consent, Learner
from alongside.kit.history import recording as history
from alongside.kit.prepared import Prepared, Slot, Slots
from alongside.kit.verdict import Refused, insist
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Member

MANY = 500


def known_or_new(champion: Champion, *, codes: Mapping[str, uuid.UUID], now: datetime) -> list[Learner]:
    """The champion's learners with those codes, made where there is none; `codes` gives each the key made on the phone.

    Case and accents are the same, so that "heron" is recognised as "Heron"; a code that was joined to another stands for it,
    and somebody who was hidden is back on the list.
    """
    told = reversed(list(codes.items()))  # of two spellings the first one stays
    fresh = {rules.folded(code): new_learner(champion, code=code, key=key, now=now) for code, key in told}
    known = Learner.objects.filter(champion=champion, folded__in=list(fresh)).select_related("joined_to")
    found = {learner.folded: learner.joined_to or learner for learner in known}
    missing = [learner for folded, learner in reversed(fresh.items()) if folded not in found]
    if missing:
        Learner.objects.bulk_create(missing, ignore_conflicts=True)
        found |= {learner.folded: learner.joined_to or learner for learner in known.all()}
    welcome_back(learner.pk for learner in found.values() if learner.hidden_at)
    return sorted(found.values(), key=lambda learner: learner.pk)


def welcome_back(ids: Iterable[int]) -> None:
    """Put those of the learners who were hidden back on their champions' lists."""
    if wanted := list(ids):
        Learner.objects.filter(pk__in=wanted, hidden_at__isnull=False).update(hidden_at=None)


def new_learner(champion: Champion, *, code: str, key: uuid.UUID, now: datetime) -> Learner:
    """A learner not saved yet."""
    tidy, folded = rules.tidy(code), rules.folded(code)
    return Learner(network_id=champion.network_id, champion=champion, code=tidy, folded=folded, key=key, added_at=now)


def still_known(champion: Champion, *, ids: Iterable[int]) -> set[int]:
    """The ids of the champion's learners behind those ids, joined ones replaced; refused when one is not the champion's."""
    return {learner.joined_to_id or learner.pk for learner in lock_own(champion, ids=ids)}


def own_locked() -> QuerySet[Learner]:
    """Learners of a champion, held, for a prepared query: `champion`, `learners`."""
    own = Learner.objects.select_for_update().filter(champion_id=Slot("champion"), pk__in=Slots("learners"))
    return own.order_by("pk")


OWN = Prepared(own_locked)


def lock_own(champion: Champion, *, ids: Iterable[int]) -> list[Learner]:
    """Those learners of the champion, held in one order until the transaction ends; refused when one is not the champion's."""
    wanted = set(ids)
    if not wanted:
        return []
    rows = OWN(champion=champion.pk, learners=list(wanted))
    if len(rows) < len(wanted):
        raise Refused(_("One of these people is not on your list. Choose again."))
    return rows


def lock(network_id: int, ids: Iterable[int]) -> list[Learner]:
    """Those learners of the network, their rows held in one order until the transaction ends."""
    wanted = set(ids)
    if not wanted:
        return []
    rows = Learner.objects.select_for_update().filter(network_id=network_id, pk__in=wanted)
    return list(rows.order_by("pk"))


def set_seen(days: Mapping[int, date | None]) -> None:
    """Put the day of the latest session right where it differs."""
    for learner in Learner.objects.filter(pk__in=days):
        if learner.last_on != days[learner.pk]:
            Learner.objects.filter(pk=learner.pk).update(last_on=days[learner.pk])


def note_seen(learner_ids: Iterable[int], *, on: date) -> None:
    """Keep the day of the latest session of these learners."""
    seen = Learner.objects.filter(Q(last_on__isnull=True) | Q(last_on__lt=on), pk__in=learner_ids)
    seen.update(last_on=on)


@transaction.atomic
def rename(learner: Learner, *, code: str, by: Member, now: datetime) -> None:
    """Another nickname or card code for the same person."""
    insist(rules.may_keep(by, learner))
    insist(rules.is_code(code))
    old, folded = (learner.code, learner.folded), rules.folded(code)
    other = Learner.objects.filter(champion=learner.champion, folded=folded).exclude(pk=learner.pk).first()
    if other and other.joined_to_id != learner.pk:
        raise Refused(
            _("You already have %(code)s on your list. If it is the same person, join the two.") % {"code": other}
        )
    if other:
        put_code(other, code=f"~{other.pk}", folded=f"~{other.pk}")
    put_code(learner, code=rules.tidy(code), folded=folded)
    if other:
        put_code(other, code=old[0], folded=old[1])
    history.record(history.Entry("renamed", learner), chain=learner.network_id, by=by.pk, now=now)


def put_code(learner: Learner, *, code: str, folded: str) -> None:
    """Write the code of one learner."""
    learner.code, learner.folded = code, folded
    learner.save(update_fields=["code", "folded"])


def hide(learner: Learner, *, by: Member, now: datetime) -> None:
    """Take the learner off the champion's list; their sessions stay, and they are recognised when they come back."""
    insist(rules.may_keep(by, learner))
    Learner.objects.filter(pk=learner.pk, hidden_at__isnull=True).update(hidden_at=now)


def show(learner: Learner, *, by: Member) -> None:
    """Put the learner back on the champion's list."""
    insist(rules.may_keep(by, learner))
    Learner.objects.filter(pk=learner.pk, joined_to__isnull=True).update(hidden_at=None)


@dataclass(frozen=True)
class Permission:
    """What a learner agreed to: what is kept (`rules.NAME` or `rules.CONTACT`), and in which language they were asked.

    `way` is how they answered.
    """

    purpose: str
    text: str
    language: str
    way: str


@transaction.atomic
def keep(learner: Learner, permission: Permission, *, by: Member, now: datetime) -> None:
    """Keep the learner's name or how to reach them, with the permission for it; an earlier one is taken as given anew."""
    insist(rules.may_keep(by, learner))
    hold(learner)
    said: dict[str, Any] = {}
    if permission.purpose == rules.CONTACT:
        insist(rules.may_reach(by.network, learner.champion))
        with translation.override(permission.language):
            said = {"about": by.network.said("contacts_for"), "days": by.network.contacts_days}
    end_consents([learner.pk], purpose=permission.purpose, now=now)
    Consent.objects.create(
        network_id=learner.network_id,
        learner=learner,
        purpose=permission.purpose,
        wording=rules.WORDING[permission.purpose],
        **said,
        language=permission.language,
        way=permission.way,
        given_at=now,
        recorded_by=by,
    )
    put(learner, permission.purpose, rules.tidy(permission.text))
    history.record(history.Entry(f"kept {permission.purpose}", learner), chain=learner.network_id, by=by.pk, now=now)


@transaction.atomic
def forget(learner: Learner, purpose: str, *, by: Member, now: datetime) -> None:
    """Delete the learner's name or how to reach them at once, and note that the permission was taken back."""
    insist(rules.may_keep(by, learner))
    hold(learner)
    end_consents([learner.pk], purpose=purpose, now=now)
    put(learner, purpose, "")
    history.record(history.Entry(f"forgot {purpose}", learner), chain=learner.network_id, by=by.pk, now=now)


def hold(learner: Learner) -> None:
    """Hold the learner's row until the transaction ends, so that two taps are one; refused when it was joined to another code."""
    if any(row.joined_to_id for row in lock(learner.network_id, [learner.pk])):
        raise Refused(_("This code was joined to another just now. Open that one."))


def put(learner: Learner, purpose: str, text: str) -> None:
    """Write what is kept of the learner for that purpose."""
    setattr(learner, purpose, text)
    learner.save(update_fields=[purpose])


def end_consents(ids: Iterable[int], *, purpose: str, now: datetime) -> None:
    """Mark those learners' standing permissions for that purpose as taken back."""
    standing = Consent.objects.filter(learner_id__in=ids, purpose=purpose, withdrawn_at__isnull=True)
    standing.update(withdrawn_at=now)


def forget_old_contacts(*, now: datetime) -> int:
    """Delete how to reach learners whom nobody met for longer than their network keeps it; says how many there were."""
    ids = [learner.pk for learner in queries.contacts_due(today=timezone.localtime(now).date())]
    return sum(forget_contacts(ids[start : start + MANY], now=now) for start in range(0, len(ids), MANY))


@transaction.atomic
def forget_contacts(among: Sequence[int], *, now: datetime) -> int:
    """Delete how to reach those of the learners who are still due, and tell it in the history of each network; says how many."""
    list(Learner.objects.select_for_update().filter(pk__in=among).order_by("pk"))
    some = list(queries.contacts_due(today=timezone.localtime(now).date(), among=among))
    ids = [learner.pk for learner in some]
    Learner.objects.filter(pk__in=ids).update(contact="")
    end_consents(ids, purpose=rules.CONTACT, now=now)
    for chain in sorted({learner.network_id for learner in some}):
        deeds = [history.Entry("forgot contact", learner) for learner in some if learner.network_id == chain]
        history.record_all(deeds, chain=chain, by=None, now=now, how="clock")
    return len(ids)


@transaction.atomic
def join(kept: Learner, gone: Learner, *, now: datetime) -> None:
    """Let one code stand for the other from now on. What the two did is joined by `sessions`, which knows it."""
    for purpose in (rules.NAME, rules.CONTACT):
        if getattr(gone, purpose) and not getattr(kept, purpose):
            put(kept, purpose, getattr(gone, purpose))
            Consent.objects.filter(learner=gone, purpose=purpose).update(learner=kept)
        end_consents([gone.pk], purpose=purpose, now=now)
    Learner.objects.filter(joined_to=gone).update(joined_to=kept)
    Learner.objects.filter(pk=gone.pk).update(name="", contact="", hidden_at=now, joined_to=kept)
