"""What changes about providers, where pages do not show it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.utils import timezone

from alongside.kit.history.models import Deed
from alongside.kit.sealing import boxes
from alongside.kit.verdict import Refused
from alongside.people.accounts.models import Account
from alongside.people.champions.models import Champion
from alongside.people.identities import actions, rules
from alongside.people.identities.models import Identity
from alongside.people.identities.rules import NotLetIn, Word
from alongside.people.identities.tests.conftest import set_up
from alongside.people.networks import actions as networks
from alongside.people.networks.models import Member, Role
from conftest import NOW


@pytest.mark.django_db
def test_set_up_seals_the_secret_and_tells_nobody(ama: Member):
    row = set_up(ama, issuer="https://login.example.org", secret="of the client")

    assert boxes.opened(row.secret, purpose=rules.SEALED_FOR) == "of the client"
    deed = Deed.objects.get(subject_type="identities.provider")
    assert (deed.by, deed.changes["secret"], deed.changes["issuer"]) == (
        ama.pk,
        None,
        ["", "https://login.example.org"],
    )


@pytest.mark.django_db
def test_set_up_is_for_who_runs_the_network(ama: Member, bea: Champion):
    assert bea.member

    with pytest.raises(Refused, match="Only a coordinator"):
        set_up(bea.member, issuer="https://login.example.org")


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"issuer": "https://mallory.example"}, {"client_id": "other"}])
def test_set_up_hands_the_secret_that_is_kept_to_nobody_else(ama: Member, changes: dict[str, str]):
    kept = set_up(ama, issuer="https://login.example.org", secret="of the client").secret
    assert set_up(ama, words="Other words", secret="").secret == kept

    with pytest.raises(Refused, match="Enter the client secret as well"):
        set_up(ama, secret="", **changes)
    assert boxes.opened(set_up(ama, secret="another", **changes).secret, purpose=rules.SEALED_FOR) == "another"


@pytest.mark.django_db
def test_set_up_ends_sessions_when_it_must_and_only_then(ama: Member):
    changes = ({}, {"words": "Other"}, {"is_on": False}, {"is_on": True}, {"client_id": "b"})
    changes += ({"issuer": "https://b.example"}, {"secret": "another"})
    set_up(ama, issuer="https://login.example.org")

    generations = [set_up(ama, **told).generation for told in changes]

    assert [generation - generations[0] for generation in generations] == [0, 0, 1, 1, 2, 3, 3]


@pytest.mark.django_db(transaction=True)
def test_come_in_of_several_at_once_ties_one_and_makes_one_account(ama: Member):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; its writers wait for each other anyway")
    provider = set_up(ama, issuer="https://login.example.org")
    for round_ in range(5):
        email = f"zed{round_}@example.org"
        networks.invite(ama.network, email=email, name="Zed", kind=Role.Kind.CHAMPION, by=ama, now=timezone.now())

        def enter(subject: str, email: str = email) -> bool:
            try:
                actions.come_in(provider, Word(subject, email, ""), now=timezone.now())
            except NotLetIn:
                return False
            finally:
                connections.close_all()
            return True

        with ThreadPoolExecutor(4) as pool:
            came = list(pool.map(enter, [f"{round_}-{number}" for number in range(4)]))

        assert sorted(came) == [False, False, False, True]
        assert Account.objects.filter(email=email).count() == 1
        assert Identity.objects.filter(member__account__email=email).count() == 1


@pytest.mark.django_db(transaction=True)
def test_come_in_and_set_up_at_once_wait_for_each_other(ama: Member):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; its writers wait for each other anyway")
    provider = set_up(ama, issuer="https://login.example.org")
    for round_ in range(10):
        email = f"zed{round_}@example.org"
        networks.invite(ama.network, email=email, name="Zed", kind=Role.Kind.CHAMPION, by=ama, now=timezone.now())

        def do(what: str, email: str = email, round_: int = round_) -> None:
            try:
                if what == "come in":
                    actions.come_in(provider, Word(email, email, ""), now=timezone.now())
                else:
                    set_up(ama, words=f"Words {round_}")
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(do, ["come in", "set up"]))

    assert Identity.objects.count() == 10
    assert Deed.objects.filter(verb="tied", at__gte=NOW).count() == 10


@pytest.mark.django_db(transaction=True)
def test_come_in_and_dismiss_at_once_leave_no_tie_of_somebody_who_left(ama: Member, bea: Champion):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; its writers wait for each other anyway")
    assert bea.member
    member = bea.member
    provider = set_up(ama, issuer="https://login.example.org")
    for round_ in range(10):

        def do(what: str, round_: int = round_) -> None:
            try:
                if what == "come in":
                    actions.come_in(provider, Word(f"b-{round_}", "bea@example.org", ""), now=timezone.now())
                else:
                    networks.dismiss(member, by=ama, now=timezone.now())
            except NotLetIn:
                pass
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(do, ["come in", "leave"]))

        assert not Identity.objects.exists()
        networks.admit(member.account, network=ama.network, name="Bea", now=timezone.now())
