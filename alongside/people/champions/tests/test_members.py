from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.kit.mail.tests.reading import newest_path
from alongside.people.champions import actions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Group, Member, Role
from alongside.people.tokens.models import Token
from conftest import NOW, TODAY

LAST = "A network needs a coordinator. Make somebody else one first."


def test_member_remove_ends_what_they_could_open_at_once(ama: Member, cai: Member, sign_in):
    """T13: the next request of a session that is open already gets nothing."""
    theirs = Client()
    theirs.force_login(cai.account)
    assert theirs.get("/n/leeds/").status_code == 200
    client: Client = sign_in(ama)
    path = f"/n/leeds/members/{cai.pk}/removal/"
    client.get(path)
    assert theirs.get("/n/leeds/").status_code == 200

    client.post(path)

    assert theirs.get("/n/leeds/").status_code == 404
    assert client.get(f"/n/leeds/members/{cai.pk}/").status_code == 404


def test_member_leave_is_for_everybody_but_the_last_coordinator(ama: Member, cai: Member, sign_in):
    client: Client = sign_in(cai)
    assert client.get("/n/leeds/leaving/").status_code == 200
    assert client.get("/n/leeds/").status_code == 200
    client.post("/n/leeds/leaving/")
    assert client.get("/n/leeds/").status_code == 404

    answer = sign_in(ama).post("/n/leeds/leaving/")

    assert answer.status_code == 409
    assert LAST in answer.content.decode()


def test_dismiss_ends_all_that_a_champion_had_open(ama: Member, placed: Champion, bearer):
    """T13: pages, tokens, the place in the group; the record and what stands in it stay."""
    theirs = Client()
    theirs.force_login(placed.member.account)
    program: Client = bearer(placed, "read:places")
    assert (theirs.get("/n/leeds/").status_code, program.get("/api/token/").status_code) == (200, 200)

    actions.dismiss(placed.member, by=ama, now=NOW)

    placed.refresh_from_db()
    assert (theirs.get("/n/leeds/").status_code, program.get("/api/token/").status_code) == (404, 401)
    assert (placed.left_on, placed.group, placed.team.name) == (TODAY, None, "Armley Library")
    assert list(Token.objects.values_list("revoked_at", "revoked_by")) == [(NOW, ama.pk)]


def test_dismiss_leaves_the_day_on_which_somebody_moved_on_before(ama: Member, bea: Champion):
    actions.move_on(bea, on=TODAY, by=ama, now=NOW)

    actions.dismiss(bea.member, by=ama, now=NOW + timedelta(days=9))

    bea.refresh_from_db()
    assert bea.left_on == TODAY


def test_member_leave_ends_the_work_of_a_champion(bea: Champion, sign_in):
    sign_in(bea).post("/n/leeds/leaving/")

    bea.refresh_from_db()
    assert bea.left_on == timezone.localdate()


def test_a_champion_who_is_invited_again_gets_the_same_record(ama: Member, placed: Champion, bearer, west: Group):
    """The record, its learners and sessions come back; old tokens do not."""
    program: Client = bearer(placed)
    actions.dismiss(placed.member, by=ama, now=NOW)
    asked = {"email": placed.member.account.email, "name": "Bea", "kind": Role.Kind.CHAMPION}
    networks.invite(ama.network, **asked, by=ama, now=timezone.now())
    theirs = Client()
    theirs.force_login(placed.member.account)

    theirs.post(newest_path())

    back = Champion.objects.get()
    assert (back.pk, back.member_id, back.left_on) == (placed.pk, placed.member_id, None)
    assert theirs.get("/n/leeds/").status_code == 200
    assert program.get("/api/token/").status_code == 401


def test_somebody_invited_as_something_else_is_no_champion_again(ama: Member, bea: Champion):
    actions.dismiss(bea.member, by=ama, now=NOW)
    asked = {"email": bea.member.account.email, "name": "Bea", "kind": Role.Kind.JUDGE}
    invitation = networks.invite(ama.network, **asked, by=ama, now=NOW)

    actions.accept_invitation(invitation, account=bea.member.account, name="Bea", language="en", now=NOW)

    bea.refresh_from_db()
    assert bea.left_on == TODAY


@pytest.mark.parametrize("path", ["removal/"])
def test_member_remove_is_not_there_for_champions(bea: Champion, ama: Member, sign_in, path: str):
    assert sign_in(bea).post(f"/n/leeds/members/{ama.pk}/{path}").status_code == 404
    assert Member.objects.get(pk=ama.pk).left_at is None
