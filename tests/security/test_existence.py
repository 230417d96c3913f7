"""T15: what belongs to another network costs as much to refuse as what never was, so that no clock tells that it is there.

Calls of functions and questions to the database are counted, which a busy machine does not change; one test takes the time,
by hand.
"""

import secrets
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from alongside.kit.tests.clock import Work, by_hand, is_noise
from alongside.kit.tests.clock import apart as apart_by_time
from alongside.kit.tests.effort import Effort, apart, effort_of
from alongside.people.networks.models import Invitation
from alongside.people.networks.queries import hash_of
from tests.security.pages import PAGES, Page
from tests.security.walking import NEVER, names_in, path_of, patterns
from tests.security.world import STRANGER, World

pytestmark = pytest.mark.django_db
THERE = {name for name, _, _ in patterns()}
ABOUT_SOMETHING = [page for page in PAGES if page.name in THERE and set(names_in(page)) - {"network", *page.words}]
TYPICAL = ("sessions:session_detail", "champions:champion_profile", "networks:member_detail")
CLOSE = 12
"""So many calls, of a thousand and more, take a few millionths of a second."""


def refused(client: Client, path: str, *, method: str = "get") -> Effort:
    """What it costs to be told that there is nothing at that address, once everything that is kept in memory is there."""
    for _ in range(2):
        assert getattr(client, method)(path).status_code == 404
    return effort_of(lambda: getattr(client, method)(path))


def difference(client: Client, path: str, never: str, *, method: str = "get") -> int:
    """How many calls part the two; both ask the database the same."""
    there, nothing = (refused(client, each, method=method) for each in (path, never))
    assert there.asked == nothing.asked
    assert sum(nothing.calls.values()) > 500
    return apart(there, nothing)


@pytest.mark.parametrize("page", ABOUT_SOMETHING, ids=lambda page: page.name)
def test_t15_no_work_tells_what_another_network_has(world: World, page: Page):
    client = world.people[next(iter(page.near.split()), "ama")]
    path, never = (path_of(page, network="leeds", side=side) for side in (world.other, None))
    method = "post" if client.get(path).status_code == 405 else "get"

    assert difference(client, path, never, method=method) <= CLOSE


@pytest.mark.parametrize("person", [STRANGER, "bea"])
def test_t15_no_work_tells_that_a_network_is_there(world: World, person: str):
    assert difference(world.people[person], "/n/hidden/about/", "/n/hodden/about/") <= CLOSE


def test_t17_no_work_tells_that_a_link_of_another_network_is_there(world: World):
    """An invitation opened through another network, still good or withdrawn, and a secret that never was."""
    paths = ["/n/leeds/invitation/" + secrets.token_urlsafe(32) + "/"]
    for state in ({}, {"withdrawn_at": timezone.now()}, {"accepted_at": timezone.now()}):
        secret = secrets.token_urlsafe(32)
        invitation = world.other.invitation
        Invitation.objects.filter(pk=invitation.pk).update(secret_hash=hash_of(secret), **state)
        path = f"/n/leeds/invitation/{secret}/"
        assert Client().get(path.replace("leeds", "cardiff")).status_code == 200

        assert difference(world.people[STRANGER], path, paths[0]) <= CLOSE


def test_t15_catches_a_page_that_looks_before_it_sees_whose_it_is(world: World, leaky: None):
    client, path, never = (
        world.people["bea"],
        f"/n/leeds/closer/{world.other.session.pk}/",
        f"/n/leeds/closer/{NEVER}/",
    )
    there, nothing = (refused(client, each) for each in (path, never))

    assert len(there.asked) == len(nothing.asked) + 1
    assert apart(there, nothing) > CLOSE


def looks(client: Client, *paths: str) -> Callable[[int], tuple[Work, Work]]:
    """One look at each of two addresses, in every round."""
    return lambda _place: (lambda: client.get(paths[0]), lambda: client.get(paths[1]))


@by_hand
@pytest.mark.parametrize("page", [page for page in PAGES if page.name in TYPICAL], ids=lambda page: page.name)
def test_t15_no_time_tells_what_another_network_has(world: World, page: Page):
    path, never = (path_of(page, network="leeds", side=side) for side in (world.other, None))

    assert is_noise(looks(world.people["ama"], path, never))


@by_hand
def test_t15_time_would_tell_if_a_page_looked_first(world: World, leaky: None):
    path, never = (f"/n/leeds/closer/{number}/" for number in (world.other.session.pk, NEVER))

    assert apart_by_time(looks(world.people["bea"], path, never)) < 0.01
