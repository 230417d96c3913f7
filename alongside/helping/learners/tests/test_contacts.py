"""How a learner is reached: kept only where the network says what for, with a permission, and not for long."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from alongside.helping.learners import actions, jobs, queries, rules
from alongside.helping.learners.models import Consent, Learner
from alongside.kit.history import recording as history
from alongside.kit.history.models import Deed
from alongside.kit.verdict import Refused
from alongside.people.champions import actions as champions
from alongside.people.networks.models import Role
from conftest import NOW, join

TODAY = NOW.date()
NUMBER = "+447700900123"


@pytest.fixture
def keeping(network):
    """The network, whose champions may keep how to reach a learner for thirty days."""
    network.keeps_contacts, network.contacts_for = True, "to arrange when we meet next"
    network.contacts_for_cy = "trefnu pryd y byddwn yn cwrdd nesaf"
    network.save()
    return network


@pytest.fixture
def heron(bea):
    return known(bea, "Heron")


def known(champion, code):
    return actions.known_or_new(champion, codes={code: uuid.uuid4()}, now=NOW)[0]


def keep(learner, contact=NUMBER, *, now=NOW):
    permission = actions.Permission(rules.CONTACT, contact, language="en", way="spoken")
    actions.keep(learner, permission, by=learner.champion.member, now=now)


def told(**fields):
    return {"is_agreed": "on", "way": "spoken", "language": "cy", "contact": "07700 900123"} | fields


def test_learner_contact_keeps_nothing_where_the_network_keeps_none(heron, bea, sign_in):
    path = f"/n/leeds/people/{heron.pk}/contact/"
    client = sign_in(bea)

    assert "keeps no phone numbers" in client.get(path, follow=True).text
    assert "keeps no phone numbers" in client.post(path, told(), follow=True).text
    with pytest.raises(Refused):
        keep(heron)
    assert Learner.objects.get().contact == ""
    assert "how to reach them" not in client.get(f"/n/leeds/people/{heron.pk}/").text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("07700 900123", NUMBER), ("Ada@Example.org", "ada@example.org"), ("+353 1 234 5678", "+35312345678")],
)
def test_learner_contact_keeps_one_number_or_address_with_the_words_that_were_said(
    keeping, heron, bea, sign_in, typed, kept
):
    client = sign_in(bea)

    client.post(f"/n/leeds/people/{heron.pk}/contact/", told(contact=typed))

    consent = Consent.objects.get()
    assert Learner.objects.get().contact == kept
    assert (consent.purpose, consent.wording, consent.days) == ("contact", "contact-1", 30)
    assert (consent.language, consent.about) == ("cy", "trefnu pryd y byddwn yn cwrdd nesaf")
    assert (consent.way, consent.recorded_by) == ("spoken", bea.member)


LONG = f"{'a' * 60}@{('ŷa' * 12 + '.') * 7}cymru"


@pytest.mark.parametrize("typed", ["", "Heron", "07700 900123, 07700 900124", "ada@", "+44999999999999999", LONG])
def test_what_cannot_be_reached_is_said_and_stays_in_the_box(keeping, heron, bea, sign_in, typed):
    page = sign_in(bea).post(f"/n/leeds/people/{heron.pk}/contact/", told(contact=typed))

    assert page.status_code == 200
    assert f'value="{typed}"' in page.text or not typed
    assert "cell" not in page.text.partition("<main")[2].partition("</main>")[0].lower()
    assert (Learner.objects.get().contact, Consent.objects.count()) == ("", 0)


def test_learner_contact_shows_an_address_that_begins_with_a_plus(keeping, heron, bea, sign_in):
    client = sign_in(bea)

    client.post(f"/n/leeds/people/{heron.pk}/contact/", told(contact="+ada@example.org"))

    for page in ("", "contact/"):
        assert "+ada@example.org" in client.get(f"/n/leeds/people/{heron.pk}/{page}").text


def test_learner_contact_asks_in_each_language(keeping, heron, bea, sign_in):
    keeping.contacts_days = 1
    keeping.save()

    page = sign_in(bea).get(f"/n/leeds/people/{heron.pk}/contact/").text

    assert "It is deleted 1 day after we last met." in page
    assert "trefnu pryd y byddwn yn cwrdd nesaf" in page.partition('lang="cy"')[2]


def test_what_a_network_decides_later_lengthens_no_permission(keeping, heron, bea, sign_in):
    """Nor gives it another purpose: the champion reads what the learner said yes to."""
    keep(heron, now=NOW - timedelta(days=31))
    keeping.contacts_days, keeping.contacts_for = 365, "to send you news"
    keeping.save()

    page = sign_in(bea).get(f"/n/leeds/people/{heron.pk}/contact/").text
    assert "to arrange when we meet next" in page
    assert "30 days after you last met" in page
    assert actions.forget_old_contacts(now=NOW) == 1


def test_fewer_days_hold_for_everybody(keeping, heron):
    keep(heron, now=NOW - timedelta(days=8))
    keeping.contacts_days = 7
    keeping.save()

    assert actions.forget_old_contacts(now=NOW) == 1


def test_a_champion_who_has_moved_on_reaches_nobody(keeping, heron, bea, sign_in):
    keep(heron)
    champions.move_on(bea, on=TODAY, by=None, now=NOW)
    heron.champion.refresh_from_db()
    client = sign_in(bea)

    assert "07700" not in client.get(f"/n/leeds/people/{heron.pk}/").text
    assert "You have moved on" in client.get(f"/n/leeds/people/{heron.pk}/contact/", follow=True).text
    with pytest.raises(Refused, match="You have moved on"):
        keep(heron)
    assert actions.forget_old_contacts(now=NOW) == 1
    assert Learner.objects.get().contact == ""


def test_a_code_that_was_joined_meanwhile_keeps_and_forgets_nothing(keeping, bea):
    heron, teapot = known(bea, "Heron"), known(bea, "Teapot")
    keep(teapot)
    seen = Learner.objects.get(pk=teapot.pk)
    actions.join(heron, teapot, now=NOW)

    with pytest.raises(Refused, match="joined to another"):
        keep(seen)
    with pytest.raises(Refused, match="joined to another"):
        actions.forget(seen, rules.CONTACT, by=bea.member, now=NOW)

    assert Learner.objects.get(pk=heron.pk).contact == NUMBER


def test_without_a_yes_nothing_is_kept(keeping, heron, bea, sign_in):
    page = sign_in(bea).post(f"/n/leeds/people/{heron.pk}/contact/", told(is_agreed=""))

    assert "Without a yes, nothing is kept." in page.text
    assert Learner.objects.get().contact == ""


def test_only_their_own_champion_sees_it(keeping, heron, bea, ama, sign_in):
    keep(heron)
    gwen = join(keeping, "Gwen", Role.Kind.CHAMPION)
    champions.enrol(keeping, name="Gwen", member=gwen, started_on=TODAY, now=NOW)

    assert "07700 900123" in sign_in(bea).get(f"/n/leeds/people/{heron.pk}/").text
    for other in (ama, gwen):
        for page in ("", "contact/"):
            assert sign_in(other).get(f"/n/leeds/people/{heron.pk}/{page}").status_code == 404


def test_it_is_deleted_when_they_change_their_mind_and_the_name_stays(keeping, heron, bea, sign_in):
    keep(heron)
    name = actions.Permission(rules.NAME, "Ada", language="en", way="spoken")
    actions.keep(heron, name, by=bea.member, now=NOW)

    sign_in(bea).post(f"/n/leeds/people/{heron.pk}/contact/", {"forget": "1"})

    learner = Learner.objects.get()
    assert (learner.name, learner.contact) == ("Ada", "")
    assert queries.permission_of(learner, rules.CONTACT) is None
    assert queries.permission_of(learner, rules.NAME)
    assert "7700" not in str(list(Deed.objects.values()))


@pytest.mark.parametrize(("days", "is_kept"), [(30, True), (31, False)])
def test_the_clock_deletes_it_once_they_have_not_met_for_long_enough(keeping, bea, days, is_kept):
    heron, teapot = known(bea, "Heron"), known(bea, "Teapot")
    for learner in (heron, teapot):
        keep(learner, now=NOW - timedelta(days=90))
    actions.note_seen([heron.pk], on=TODAY - timedelta(days=days))
    actions.note_seen([teapot.pk], on=TODAY - timedelta(days=1))

    actions.forget_old_contacts(now=NOW)

    heron.refresh_from_db()
    assert bool(heron.contact) == is_kept
    assert bool(queries.permission_of(heron, rules.CONTACT)) == is_kept
    assert Learner.objects.get(pk=teapot.pk).contact == NUMBER
    history.verify(keeping.pk)


def test_a_night_that_was_missed_is_made_up_for_and_noted_as_of_then(keeping, heron):
    now = timezone.now()
    keep(heron, now=now - timedelta(days=33))

    jobs.forget_old_contacts(now - timedelta(days=9))

    assert Learner.objects.get().contact == ""
    assert Consent.objects.get().withdrawn_at >= now


def test_the_clock_deletes_all_of_a_network_that_keeps_none_any_more(keeping, heron):
    keep(heron)
    keeping.keeps_contacts = False
    keeping.save()

    assert actions.forget_old_contacts(now=NOW) == 1

    assert Learner.objects.get().contact == ""
    assert actions.forget_old_contacts(now=NOW) == 0


def test_nobody_sees_it_from_the_moment_the_network_keeps_none(keeping, heron, bea, sign_in):
    keep(heron)
    keeping.keeps_contacts = False
    keeping.save()

    assert "07700" not in sign_in(bea).get(f"/n/leeds/people/{heron.pk}/").text


def test_two_codes_that_are_one_person_keep_one_way_to_reach_them(keeping, bea):
    heron, teapot = known(bea, "Heron"), known(bea, "Teapot")
    keep(teapot)

    actions.join(heron, teapot, now=NOW)

    heron.refresh_from_db()
    teapot.refresh_from_db()
    assert (heron.contact, teapot.contact) == (NUMBER, "")
    assert queries.permission_of(heron, rules.CONTACT)


def test_of_two_ways_the_one_of_the_code_that_stays_is_kept(keeping, bea):
    heron, teapot = known(bea, "Heron"), known(bea, "Teapot")
    keep(heron)
    keep(teapot, "ada@example.org")

    actions.join(heron, teapot, now=NOW)

    heron.refresh_from_db()
    assert heron.contact == NUMBER
    assert Consent.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_it_is_due_from_the_permission_where_no_session_came_after_it(keeping, heron):
    assert not rules.is_due(heron, since=TODAY - timedelta(days=30), agreed=30, today=TODAY)
    assert rules.is_due(heron, since=TODAY - timedelta(days=31), agreed=30, today=TODAY)
    assert rules.is_due(heron, since=TODAY - timedelta(days=31), agreed=60, today=TODAY)
    assert rules.is_due(heron, since=TODAY - timedelta(days=8), agreed=7, today=TODAY)
    assert rules.is_due(heron, since=date.min, agreed=None, today=TODAY)
