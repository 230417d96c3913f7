"""Who may do what with a champion's record."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from alongside.kit.pages import formats
from alongside.kit.verdict import YES, Verdict, no
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Organisation, Team
from alongside.people.networks.rules import EVERYTHING, Oversight

LONGEST_PAUSE = timedelta(days=366)


@dataclass(frozen=True)
class Reach:
    """How far somebody's rights reach, parts of organisations included, and which member they are.

    `sight` is whom they look after (coordinators, project leads, motivators); `charge` where they are in charge (the first two).
    """

    sight: Oversight
    charge: Oversight
    member_id: int | None = None


OPERATOR = Reach(sight=EVERYTHING, charge=EVERYTHING)


def covers(oversight: Oversight, champion: Champion) -> bool:
    """Whether the champion is within an oversight."""
    return (
        oversight.whole
        or champion.organisation_id in oversight.organisations
        or champion.team_id in oversight.teams
        or champion.group_id in oversight.groups
    )


def is_own(reach: Reach, champion: Champion) -> bool:
    """Whether it is their own record."""
    return champion.member_id is not None and champion.member_id == reach.member_id


def may_edit(reach: Reach, champion: Champion) -> Verdict:
    """Whether they may change the profile: their own, or that of somebody whom they look after."""
    if not (is_own(reach, champion) or covers(reach.sight, champion)):
        return no(_("Only the champion, and those who look after them, can change this."))
    return has_stayed(champion)


def may_pause(reach: Reach, champion: Champion, *, until: date, today: date) -> Verdict:
    """Whether they may pause the champion until that day."""
    if until < today:
        return no(_("Choose today or a day to come."))
    if until > today + LONGEST_PAUSE:
        return no(_("A pause lasts a year at most. For longer, let the champion move on: they can come back any time."))
    return may_edit(reach, champion)


def may_place(reach: Reach, champion: Champion) -> Verdict:
    """Whether they may say which organisation, main team and group the champion belongs to."""
    if not covers(reach.charge, champion):
        return no(_("Only a coordinator, or the lead of the organisation, can change where a champion belongs."))
    return has_stayed(champion)


def may_add(reach: Reach, *, organisation: Organisation | None, team: Team | None) -> Verdict:
    """Whether they may add, or bring, a champion to that organisation and team."""
    charge = reach.charge
    inside = organisation is not None and organisation.pk in charge.organisations
    if charge.whole or inside or (team is not None and team.pk in charge.teams):
        return YES
    return no(_("Choose an organisation or a team that you are in charge of."))


def may_add_any(reach: Reach) -> Verdict:
    """Whether they may add champions anywhere at all."""
    if reach.charge.whole or reach.charge.organisations or reach.charge.teams:
        return YES
    return no(_("Only a coordinator, or the lead of an organisation, can add champions."))


def may_let_go(reach: Reach, champion: Champion) -> Verdict:
    """Whether they may say that the champion has moved on: the champion, or whoever is in charge."""
    if not (is_own(reach, champion) or covers(reach.charge, champion)):
        return no(_("Only the champion, a coordinator or the lead of the organisation can do this."))
    return has_stayed(champion)


def may_end_on(champion: Champion, *, on: date, today: date) -> Verdict:
    """Whether that can be the champion's last day: not before the first, and not a day to come, since they go at once."""
    if on > today:
        return no(_("Choose today or an earlier day. For a time away that is still to come, set a pause."))
    if on < champion.started_on:
        told = {"champion": champion, "day": formats.short_day(champion.started_on)}
        return no(_("%(champion)s began on %(day)s. Choose that day or a later one.") % told)
    return YES


def may_bring_back(reach: Reach, champion: Champion) -> Verdict:
    """Whether they may bring a champion back who has moved on."""
    if not covers(reach.charge, champion):
        return no(_("Only a coordinator, or the lead of the organisation, can bring a champion back."))
    return YES if champion.has_left else no(_("%(champion)s is here already.") % {"champion": champion})


def may_invite(champion: Champion) -> Verdict:
    """Whether an invitation would bring this champion in: with an address under which the record waits, and no account yet."""
    if champion.member_id is not None:
        return no(_("%(champion)s signs in already.") % {"champion": champion})
    if not champion.email:
        return no(
            _("Give the e-mail address of %(champion)s first. The record waits for them under it.")
            % {"champion": champion}
        )
    return has_stayed(champion)


def may_begin(*, has_role: bool, own: Champion | None) -> Verdict:
    """Whether a member may begin as a champion: with the role of one, and not after they have moved on."""
    if own is not None and own.has_left:
        return no(_("You have moved on from this network. Ask a coordinator to bring you back."))
    if not has_role:
        return no(_("You are not a champion of this network. Ask a coordinator to make you one."))
    return YES


def may_have_address(*, taken: bool) -> Verdict:
    """Whether an address can be a champion's; a no does not say whose it is already."""
    return no(_("This e-mail address cannot be used here. Check it, or leave it empty.")) if taken else YES


def has_stayed(champion: Champion) -> Verdict:
    """Whether the champion has not moved on."""
    if champion.has_left:
        return no(_("%(champion)s has moved on. Bring them back first.") % {"champion": champion})
    return YES
