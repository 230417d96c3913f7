"""The membership that every page asks for, with its roles handed over."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.people.networks import queries
from alongside.people.networks.models import Member, Role


def test_the_member_comes_with_network_and_roles_in_two_queries(ama: Member):
    queries.member_in("leeds", account=ama.account)
    with CaptureQueriesContext(connection) as asked:
        found = queries.member_in("leeds", account=ama.account)
        assert found == ama
        assert found.network.slug == "leeds"
        assert [role.kind for role in found.roles.all()] == [Role.Kind.COORDINATOR]
        assert found.roles.all()[0].member is found
    assert len(asked) == 2


def test_filtering_the_roles_further_stays_with_the_member(ama: Member, cai: Member):
    found = queries.member_in("leeds", account=ama.account)
    assert Role.objects.exclude(member=ama).exists()
    assert {role.member_id for role in found.roles.filter(given_at__isnull=False)} == {ama.pk}


def test_a_member_who_left_is_none(ama: Member):
    Member.objects.filter(pk=ama.pk).update(left_at=ama.joined_at)
    assert queries.member_in("leeds", account=ama.account) is None
